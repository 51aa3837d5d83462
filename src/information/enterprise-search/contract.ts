import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull } from '../../foundation/wire.ts'

export const matchedByValues = ['name', 'former-name', 'pinyin', 'identifier', 'similar'] as const

/** A stretch of a text, in UTF-16 units, as a browser counts. */
export const Highlight = Type.Object({ start: Type.Integer(), length: Type.Integer() })
export type Highlight = Static<typeof Highlight>

export const EnterpriseFound = Type.Object({
  enterprise: Type.String(),
  uscc: orNull(Type.String({ description: 'unified social credit code' })),
  name: Type.String({ description: 'present name; a person’s name in it is masked' }),
  region: orNull(Type.String({ description: 'GB/T 2260' })),
  regionName: orNull(
    Type.Object(
      { zh: Type.String(), en: Type.String() },
      { description: 'province, city and county; what is below the province has no English name' },
    ),
  ),
  industry: orNull(Type.String({ description: 'GB/T 4754-2017' })),
  status: orNull(Type.String({ description: 'active, cancelled or revoked' })),
  matchedBy: Type.Enum([...matchedByValues], { description: 'why it was found' }),
  matchedText: orNull(
    Type.String({ description: 'the former name or the code that matched; null: the present name' }),
  ),
  highlights: Type.Array(Highlight, { description: 'what matched, in matchedText or else in name' }),
})
export type EnterpriseFound = Static<typeof EnterpriseFound>

export const pageSizeMax = 100

export const SearchEnterprises = Type.Object(
  {
    text: Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'part of a present or former name, its pinyin or the initials of it, or part of a code',
    }),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: pageSizeMax, default: 20 })),
  },
  { additionalProperties: false },
)
export type SearchEnterprises = Static<typeof SearchEnterprises>

export const EnterprisesFound = Type.Object({
  total: Type.Integer({ description: 'matches in all, as far as they were looked at' }),
  totalIsExact: Type.Boolean({ description: 'false: there are at least so many' }),
  items: Type.Array(EnterpriseFound),
})
export type EnterprisesFound = Static<typeof EnterprisesFound>

export const searchEnterprisesContract = contract({
  name: 'searchEnterprises',
  method: 'GET',
  path: '/v1/enterprises',
  permission: 'enterprise:search',
  summary: {
    zh: '按名称、简称、曾用名、拼音或代码查找企业，容许错字',
    en: 'Find enterprises by name, short name, former name, pinyin or code, even misspelt',
  },
  input: SearchEnterprises,
  output: EnterprisesFound,
})
