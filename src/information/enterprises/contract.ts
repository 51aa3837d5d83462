import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { refuser } from '../../foundation/refusal.ts'

const text = (description: string) => Type.String({ description })
const nullable = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

/** The present registration facts, for display and for rules; reads as of a moment go to the lake. */
export const Registration = Type.Object({
  uscc: nullable('unified social credit code'),
  name: text('registered name'),
  legalRepresentative: nullable('masked: the first and the last character'),
  registeredCapitalFen: nullable('registered capital in fen'),
  establishedOn: nullable('date'),
  status: nullable('active, cancelled or revoked'),
  industry: nullable('GB/T 4754-2017'),
  region: nullable('GB/T 2260'),
  address: nullable('registered address'),
  effectiveOn: nullable('since when this version holds'),
  source: text('who says so'),
  knownAt: text('since when the platform knows it'),
})
export type Registration = Static<typeof Registration>

/** A claim that an identifier means this enterprise. */
export const Identifier = Type.Object({
  scheme: text('uscc, registration-number or local:<source>'),
  value: Type.String(),
  validFrom: nullable('date'),
  validTo: nullable('date'),
})
export type Identifier = Static<typeof Identifier>

export const EnterpriseName = Type.Object({
  name: Type.String(),
  validFrom: nullable('first day, where a source says it'),
  validTo: nullable('the day on which another name followed'),
  current: Type.Boolean(),
})
export type EnterpriseName = Static<typeof EnterpriseName>

export const Enterprise = Type.Object({
  enterprise: text('opaque identifier of the platform'),
  uscc: nullable('unified social credit code'),
  name: nullable('present name'),
  names: Type.Array(EnterpriseName),
  identifiers: Type.Array(Identifier),
  registration: Type.Union([Registration, Type.Null()]),
})
export type Enterprise = Static<typeof Enterprise>

export const EnterpriseFound = Type.Object({
  enterprise: Type.String(),
  uscc: nullable('unified social credit code'),
  name: Type.String(),
  region: nullable('GB/T 2260'),
  industry: nullable('GB/T 4754-2017'),
  status: nullable('active, cancelled or revoked'),
})
export type EnterpriseFound = Static<typeof EnterpriseFound>

export const pageSizeMax = 100

export const SearchEnterprises = Type.Object(
  {
    text: Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'part of a name, or the beginning of a code',
    }),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: pageSizeMax, default: 20 })),
  },
  { additionalProperties: false },
)
export type SearchEnterprises = Static<typeof SearchEnterprises>

export const EnterprisesFound = Type.Object({
  total: Type.Integer({ description: 'matches in all' }),
  items: Type.Array(EnterpriseFound),
})
export type EnterprisesFound = Static<typeof EnterprisesFound>

export const searchEnterprisesContract = contract({
  name: 'searchEnterprises',
  method: 'GET',
  path: '/v1/enterprises',
  permission: 'enterprise:search',
  summary: { zh: '按名称或代码查找企业', en: 'Find enterprises by part of a name or by code' },
  input: SearchEnterprises,
  output: EnterprisesFound,
})

export const getEnterpriseContract = contract({
  name: 'getEnterprise',
  method: 'GET',
  path: '/v1/enterprises/:enterprise',
  permission: 'enterprise:read',
  summary: { zh: '查看企业的登记信息', en: 'Read the public registration of an enterprise' },
  input: Type.Object(
    {
      enterprise: Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'internal id, code or exact name',
      }),
    },
    { additionalProperties: false },
  ),
  output: Enterprise,
})

export const refusals = {
  'enterprise-unknown': {
    kind: 'missing',
    zh: '没有找到这家企业。',
    en: 'No such enterprise.',
    todo: { zh: '检查代码，或按名称的一部分查找。', en: 'Check the code, or search by part of the name.' },
  },
  'enterprise-ambiguous': {
    kind: 'conflict',
    zh: '有多家企业使用这个名称。',
    en: 'Several enterprises bear this name.',
    todo: {
      zh: '改用 where.candidates 中的统一社会信用代码。',
      en: 'Use one of the codes in where.candidates.',
    },
  },
  'uscc-check-digit': {
    kind: 'invalid',
    zh: '统一社会信用代码的校验码不对（GB 32100-2015）。',
    en: 'The check character of the unified social credit code is wrong (GB 32100-2015).',
    todo: {
      zh: '核对代码，常见的是两位颠倒或抄错一位。',
      en: 'Compare the code: a character is wrong or two are swapped.',
    },
  },
} as const

export const refuse = refuser(refusals)
