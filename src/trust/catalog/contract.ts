import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull, Words } from '../../foundation/wire.ts'
import { CrossFieldRule, type CrossFieldRule as CrossFieldRuleOf } from './cross-field-rule.contract.ts'

export type { Comparator, Condition, CrossFieldRule, Operand } from './cross-field-rule.contract.ts'
export { refusals, refuse } from './refusals.contract.ts'

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

const Slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,62}$' })
const Title = Type.String({ minLength: 1, maxLength: 200 })

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

/** How the files of a source are read when the record type's own column titles do not suffice. */
export const Layout = Type.Object(
  {
    recordType: Type.String(),
    header: Type.Array(Type.String(), {
      description: 'the layout applies when the file has all these columns',
    }),
    columns: Type.Record(Type.String(), Type.String(), { description: 'column title to field' }),
    constants: Type.Record(Type.String(), Type.String(), { description: 'field to the value of every row' }),
    ignored: Type.Array(Type.String(), { description: 'columns left out on purpose' }),
    emptyWords: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), { description: 'cells that say nothing, such as N/A' }),
    ),
  },
  { additionalProperties: false },
)
export type Layout = Static<typeof Layout>

/** Lower is stronger: where two sources say different things of one record, the lower number is believed. */
export const precedenceDefault = 100

const sourceProperties = {
  id: Slug,
  zh: Title,
  en: Title,
  organization: Type.String({ description: 'who is answerable for what it delivers' }),
  identifierScheme: Type.Enum(['uscc', 'local']),
  layouts: Type.Array(Layout, { maxItems: 100 }),
} as const
const Precedence = Type.Integer({ minimum: 0, maximum: 1000, description: 'lower is stronger' })
const Contact = Type.String({ maxLength: 200, description: 'the person who answers for the deliveries' })
const Channel = Type.String({ maxLength: 1000, description: 'how and when it delivers, in words' })

/** A source as it is written down; what is left out has a default. */
export const SourceData = Type.Object(
  {
    ...sourceProperties,
    precedence: Type.Optional(Precedence),
    updateCycle: Type.Optional(UpdateCycle),
    contact: Type.Optional(Contact),
    channel: Type.Optional(Channel),
  },
  closed,
)
export type SourceData = Static<typeof SourceData>

export const Source = Type.Object({
  ...sourceProperties,
  precedence: Precedence,
  updateCycle: orNull(UpdateCycle),
  contact: orNull(Contact),
  channel: orNull(Channel),
})
export type Source = Static<typeof Source>

const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })

/** Codes that many fields may share, with the days between which each is in force. */
export const ReferenceList = Type.Object(
  {
    id: Slug,
    version: Type.Integer({ minimum: 1 }),
    zh: Title,
    en: Title,
    codes: Type.Array(
      Type.Object(
        {
          code: Type.String({ minLength: 1, maxLength: 100 }),
          zh: Title,
          en: Title,
          validFrom: Type.Optional(Day),
          validTo: Type.Optional(Day),
        },
        closed,
      ),
      { minItems: 1, maxItems: 50_000 },
    ),
  },
  closed,
)
export type ReferenceList = Static<typeof ReferenceList>

export const DefinitionKind = Type.Enum(['record-type', 'source', 'reference-list'])
export type DefinitionKind = Static<typeof DefinitionKind>

export const ProposalState = Type.Enum(['proposed', 'approved', 'rejected'])
export type ProposalState = Static<typeof ProposalState>

/** What is wrong with a definition: where, which rule of the directory, and in words. */
export const Finding = Type.Object({ at: Type.String(), rule: Type.String(), ...Words.properties })
export type Finding = Static<typeof Finding>

/** One difference between two versions: where, and what stood there before and stands there now. */
export const Change = Type.Object({
  at: Type.String({ description: 'a path in the definition: fields.paid.max' }),
  change: Type.Enum(['added', 'removed', 'changed']),
  before: orNull(Type.String()),
  after: orNull(Type.String()),
})
export type Change = Static<typeof Change>

export const Proposal = Type.Object({
  id: Type.String(),
  kind: DefinitionKind,
  name: Type.String({ description: 'the id of the definition' }),
  version: Type.Integer(),
  digest: Type.String(),
  title: Words,
  note: Type.String(),
  state: ProposalState,
  proposedBy: Type.String(),
  proposedAt: Type.String(),
  reviewedBy: orNull(Type.String()),
  reviewedAt: orNull(Type.String()),
  reason: orNull(Type.String()),
  changes: Type.Array(Change),
})
export type Proposal = Static<typeof Proposal>

/** What a definition would change, without keeping it. It can be proposed when there are no findings. */
export const Preview = Type.Object({
  kind: DefinitionKind,
  name: Type.String(),
  version: Type.Integer(),
  digest: Type.String(),
  findings: Type.Array(Finding),
  changes: Type.Array(Change),
})
export type Preview = Static<typeof Preview>

export const listRecordTypesContract = contract({
  name: 'listRecordTypes',
  method: 'GET',
  path: '/v1/record-types',
  permission: 'signed-in',
  summary: { zh: '列出数据目录中的记录类型', en: 'List the record types of the data directory' },
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(RecordType) }),
})
