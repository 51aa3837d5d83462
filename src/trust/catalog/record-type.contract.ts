import { type Static, Type } from 'typebox'
import { orNull, Words } from '../../foundation/wire.ts'
import { CrossFieldRule, type CrossFieldRule as CrossFieldRuleOf } from './cross-field-rule.contract.ts'

const closed = { additionalProperties: false } as const

/** One value of a code list. Codes are stored by position, so a list only ever grows at its end. */
export const Code = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Za-z0-9-]+$' }),
    zh: Type.String(),
    en: Type.String(),
    synonyms: Type.Array(Type.String(), { description: 'spellings in files that mean this code' }),
  },
  { additionalProperties: false },
)
export type Code = Static<typeof Code>

export const FieldType = Type.Enum([
  'identifier',
  'text',
  'fen',
  'capital',
  'integer',
  'date',
  'month',
  'code',
  'boolean',
])
export type FieldType = Static<typeof FieldType>

export const Field = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
    zh: Type.String(),
    en: Type.String(),
    type: FieldType,
    required: Type.Boolean(),
    unit: Type.Optional(
      Type.String({ description: 'the unit in files; an amount is yuan there and fen here' }),
    ),
    personal: Type.Optional(Type.Boolean({ description: 'touches a natural person: masked where shown' })),
    personalWhen: Type.Optional(
      Type.Object(
        { field: Type.String(), codes: Type.Array(Type.String(), { minItems: 1, maxItems: 250 }) },
        {
          ...closed,
          description: 'of a personal field: only in records where this code field has one of these codes',
        },
      ),
    ),
    currencyOf: Type.Optional(
      Type.String({ description: 'a capital field of whose text this code is the currency' }),
    ),
    min: Type.Optional(Type.Integer()),
    max: Type.Optional(Type.Integer()),
    pattern: Type.Optional(Type.String()),
    codes: Type.Optional(Type.Array(Code, { minItems: 1, maxItems: 250 })),
    list: Type.Optional(
      Type.String({ maxLength: 63, description: 'the reference list that has the values of this text' }),
    ),
    synonyms: Type.Optional(Type.Array(Type.String(), { description: 'column titles that mean this field' })),
    note: Type.Optional(Words),
    example: Type.Optional(Type.String({ description: 'a valid value, for the template' })),
  },
  { additionalProperties: false },
)
export type Field = Static<typeof Field>

/** Whether a record may be seen by all, by who is authorized, or by no one outside. 政务信息资源共享管理暂行办法 第9条. */
export const Sharing = Type.Enum(['public', 'authorization', 'closed'])

/** DB33/T 2351-2021: L1 not sensitive, L2 slightly, L3 rather, L4 sensitive. */
export const Sensitivity = Type.Enum(['L1', 'L2', 'L3', 'L4'])

export const UpdateCycle = Type.Enum([
  'once',
  'continuous',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
])
export type UpdateCycle = Static<typeof UpdateCycle>

export const Slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,62}$' })
export const Title = Type.String({ minLength: 1, maxLength: 200 })

const RecordTypeShape = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 63 }),
    version: Type.Integer({ minimum: 1 }),
    zh: Title,
    en: Title,
    fieldGroup: Type.String({ description: 'what a consent names' }),
    owner: Type.Object({ organization: Slug, zh: Title, en: Title }, closed),
    sharing: Sharing,
    sensitivity: Sensitivity,
    legalBasis: Type.String({ minLength: 1, maxLength: 500 }),
    grain: Words,
    key: Type.Array(Type.String(), { minItems: 1, maxItems: 20, uniqueItems: true }),
    eventTime: orNull(Type.String()),
    deliveryLagDays: Type.Integer({ minimum: 0, maximum: 3660 }),
    updateCycle: UpdateCycle,
    retentionMonths: orNull(Type.Integer({ minimum: 1, maximum: 1200 })),
    fields: Type.Array(Field, { minItems: 1, maxItems: 200 }),
    rules: Type.Array(CrossFieldRule, { maxItems: 50 }),
  },
  closed,
)

/** What a record of this type says, under which law it is held, who answers for it, and how it is told apart. */
export const RecordTypeData = RecordTypeShape
export type RecordTypeData = Omit<Static<typeof RecordTypeShape>, 'rules'> & { rules: CrossFieldRuleOf[] }

export const RecordType = Type.Object({
  ...RecordTypeShape.properties,
  digest: Type.String({ description: 'SHA-256 of the canonical definition: its real version' }),
})
export type RecordType = RecordTypeData & { digest: string }
