import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { refuser } from '../../foundation/refusal.ts'
import { Words } from '../../foundation/wire.ts'

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
    min: Type.Optional(Type.Integer()),
    max: Type.Optional(Type.Integer()),
    pattern: Type.Optional(Type.String()),
    codes: Type.Optional(Type.Array(Code, { minItems: 1, maxItems: 250 })),
    synonyms: Type.Optional(Type.Array(Type.String(), { description: 'column titles that mean this field' })),
    note: Type.Optional(Words),
    example: Type.Optional(Type.String({ description: 'a valid value, for the template' })),
  },
  { additionalProperties: false },
)
export type Field = Static<typeof Field>

/** What a record of this type says, under which law it is held, and how it is told apart. */
export const RecordTypeData = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z-]*$' }),
    version: Type.Integer({ minimum: 1 }),
    zh: Type.String(),
    en: Type.String(),
    fieldGroup: Type.String({ description: 'what a consent names' }),
    publicity: Type.Enum(['public', 'authorization', 'closed']),
    legalBasis: Type.String(),
    grain: Words,
    key: Type.Array(Type.String(), { minItems: 1 }),
    eventTime: Type.Union([Type.String(), Type.Null()]),
    deliveryLagDays: Type.Integer({ minimum: 0 }),
    updateCycle: Type.Enum(['once', 'daily', 'monthly']),
    retentionMonths: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    fields: Type.Array(Field, { minItems: 1, maxItems: 200 }),
  },
  { additionalProperties: false },
)
export type RecordTypeData = Static<typeof RecordTypeData>

export const RecordType = Type.Object({
  ...RecordTypeData.properties,
  digest: Type.String({ description: 'SHA-256 of the canonical definition: its real version' }),
})
export type RecordType = Static<typeof RecordType>

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
  },
  { additionalProperties: false },
)
export type Layout = Static<typeof Layout>

export const Source = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,62}$' }),
    zh: Type.String(),
    en: Type.String(),
    organization: Type.String({ description: 'who is answerable for what it delivers' }),
    identifierScheme: Type.Enum(['uscc', 'local']),
    layouts: Type.Array(Layout),
  },
  { additionalProperties: false },
)
export type Source = Static<typeof Source>

export const listRecordTypesContract = contract({
  name: 'listRecordTypes',
  method: 'GET',
  path: '/v1/record-types',
  permission: 'signed-in',
  summary: { zh: '列出数据目录中的记录类型', en: 'List the record types of the data directory' },
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(RecordType) }),
})

export const refusals = {
  'unknown-record-type': {
    kind: 'missing',
    zh: '数据目录中没有这种记录类型。',
    en: 'The data directory has no such record type.',
    todo: { zh: '用 record-types 查看可用类型。', en: 'List the known ones with record-types.' },
  },
  'unknown-source': {
    kind: 'missing',
    zh: '没有登记这个数据来源。',
    en: 'No such source is registered.',
    todo: {
      zh: '先登记数据来源，或检查 --source 的拼写。',
      en: 'Register the source, or check the spelling of --source.',
    },
  },
  'source-layout-invalid': {
    kind: 'invalid',
    zh: '数据来源的列映射引用了不存在的记录类型、字段或代码。',
    en: 'A layout of the source names a record type, a field or a code that does not exist.',
    todo: { zh: '按数据目录修正列映射。', en: 'Correct the layout by the data directory.' },
  },
  'unknown-column': {
    kind: 'invalid',
    zh: '文件中有无法识别的列。',
    en: 'The file has a column that the record type does not know.',
    todo: {
      zh: '改用 where.expected 中的列名，或在数据来源中登记映射。',
      en: 'Use a title of where.expected, or register a layout for the source.',
    },
  },
  'missing-column': {
    kind: 'invalid',
    zh: '文件缺少必需的列。',
    en: 'The file lacks a required column.',
    todo: {
      zh: '补上 where.column 列；模板见 record-types --template csv。',
      en: 'Add the column of where.column; record-types --template csv prints a template.',
    },
  },
  'column-repeated': {
    kind: 'invalid',
    zh: '两列对应同一个字段。',
    en: 'Two columns mean the same field.',
    todo: { zh: '删除其中一列。', en: 'Remove one of them.' },
  },
} as const

export const refuse = refuser(refusals)
