import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { refuser } from '../../foundation/refusal.ts'
import { orNull, Words } from '../../foundation/wire.ts'
import { Purpose } from '../../trust/consent/contract.ts'

/** Where a record comes from, to the line. */
export const Provenance = Type.Object({
  batch: Type.String(),
  source: Type.String(),
  file: Type.String({ description: 'name of the delivered file' }),
  row: Type.Integer({ description: 'record of the file, the header being 1' }),
  knownAt: Type.String({ description: 'since when the platform knows it' }),
  reconstructed: Type.Boolean({ description: 'the known time was worked out from the delivery lag' }),
})
export type Provenance = Static<typeof Provenance>

/** A field of the rows, for a page to label it; a code of a short list comes with its words. */
export const RecordField = Type.Object({
  name: Type.String(),
  ...Words.properties,
  type: Type.String({ description: 'text, fen, integer, date, month, code, boolean' }),
  key: Type.Boolean({ description: 'part of what tells records apart' }),
  personal: Type.Boolean({ description: 'touches a natural person: shown masked' }),
  codes: orNull(Type.Array(Type.Object({ code: Type.String(), ...Words.properties }))),
})
export type RecordField = Static<typeof RecordField>

const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])

/** One version of a record as a source gave it. */
export const RecordVersion = Type.Object({
  key: Type.String({ description: 'names the record within its enterprise and type' }),
  values: Type.Record(Type.String(), Value, {
    description: 'amounts are decimal strings of fen, months YYYY-MM, days YYYY-MM-DD',
  }),
  happened: orNull(Type.String({ description: 'the day YYYY-MM-DD or the month YYYY-MM' })),
  provenance: Type.Object({
    ...Provenance.properties,
    department: Words,
    publishedAt: Type.String({ description: 'when its batch was published' }),
    recordTypeVersion: Type.Integer({
      description: 'the version of the record type that it was taken in under',
    }),
    recordTypeDigest: Type.String(),
  }),
  version: Type.Integer({ description: 'which of the versions of its source, from 1, by known time' }),
  versions: Type.Integer({ description: 'how many its source had given by the moment' }),
})
export type RecordVersion = Static<typeof RecordVersion>

const RecordTypeNamed = Type.Object({ id: Type.String(), ...Words.properties, version: Type.Integer() })

const whose = {
  enterprise: Type.String({ description: 'internal id or USCC', maxLength: 200 }),
  recordType: Type.String({ maxLength: 100 }),
  purpose: Type.Optional(Purpose),
}

export const pageSizeMax = 500

export const listRecordsContract = contract({
  name: 'listRecords',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/records',
  permission: 'enterprise:read',
  summary: {
    zh: '企业的原始记录及其来源，截至某一时点',
    en: 'The records of an enterprise as of a moment, each with where it came from',
  },
  input: Type.Object({
    ...whose,
    asOf: Type.Optional(
      Type.String({ description: 'YYYY-MM, or an instant with zone; default: now', maxLength: 40 }),
    ),
    from: Type.Optional(Type.String({ description: 'first month YYYY-MM', maxLength: 7 })),
    to: Type.Optional(Type.String({ description: 'last month YYYY-MM', maxLength: 7 })),
    claims: Type.Optional(
      Type.Enum(['strongest', 'all'], {
        description: 'of several sources that claim one record the strongest (default), or all',
      }),
    ),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: pageSizeMax })),
  }),
  output: Type.Object({
    enterprise: Type.String(),
    recordType: RecordTypeNamed,
    asOf: Type.String(),
    fields: Type.Array(RecordField),
    items: Type.Array(RecordVersion, { description: 'what happened last comes first' }),
    total: Type.Integer(),
    erasedBefore: orNull(
      Type.String({ description: 'what happened before this day was erased when its retention ended' }),
    ),
  }),
})

export const readRecordHistoryContract = contract({
  name: 'readRecordHistory',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/records/history',
  permission: 'enterprise:read',
  summary: {
    zh: '一条记录的全部版本：各来源何时怎样说，平台何时采信哪一个',
    en: 'Every version of one record: what each source said when, and which was believed when',
  },
  input: Type.Object({
    ...whose,
    key: Type.String({ description: 'the key of an item of listRecords', minLength: 1, maxLength: 2000 }),
  }),
  output: Type.Object({
    enterprise: Type.String(),
    recordType: RecordTypeNamed,
    fields: Type.Array(RecordField),
    items: Type.Array(
      Type.Object({
        ...RecordVersion.properties,
        withdrawnAt: orNull(Type.String({ description: 'since when its batch does not count' })),
      }),
      { description: 'of all sources, in the order of known time' },
    ),
    beliefs: Type.Array(
      Type.Object({
        from: Type.String(),
        to: orNull(Type.String({ description: 'null: still so' })),
        item: orNull(Type.Integer({ description: 'place in items; null: nothing was known' })),
      }),
      { description: 'what a read as of a moment answers, from the first version on' },
    ),
  }),
})

export const refusals = {
  'record-moment-malformed': {
    kind: 'invalid',
    zh: '时点格式不对。',
    en: 'The moment is not written as one.',
    todo: {
      zh: '写作 YYYY-MM，或带时区的时刻，如 2026-09-30T12:00:00+08:00。',
      en: 'Write YYYY-MM, or an instant with its zone: 2026-09-30T12:00:00+08:00.',
    },
  },
  'record-month-malformed': {
    kind: 'invalid',
    zh: '月份格式不对。',
    en: 'A month is not written as one.',
    todo: { zh: '写作 YYYY-MM。', en: 'Write YYYY-MM.' },
  },
  'snapshot-columns-none': {
    kind: 'invalid',
    zh: '快照没有选择任何字段。',
    en: 'The snapshot names no field.',
    todo: { zh: '至少选择一个字段。', en: 'Name one field at least.' },
  },
  'snapshot-column-unknown': {
    kind: 'invalid',
    zh: '快照中没有这个字段，或它涉及自然人。',
    en: 'The record type has no such field, or it touches a natural person.',
    todo: { zh: '从 where.known 中选择字段。', en: 'Choose among the fields of where.known.' },
  },
  'record-type-closed': {
    kind: 'forbidden',
    zh: '这类记录不对外共享。',
    en: 'Records of this type are shared with nobody.',
    todo: {
      zh: '如需共享，请申请变更目录中的共享方式。',
      en: 'Propose another way of sharing in the data directory.',
    },
  },
  'record-key-malformed': {
    kind: 'invalid',
    zh: '这不是该类记录的键。',
    en: 'That is no key of a record of this type.',
    todo: {
      zh: '使用 records 查询结果中的 key。',
      en: 'Use the key of an item that the list of records gave.',
    },
  },
  'as-of-future': {
    kind: 'invalid',
    zh: '不能读取将来时点的数据。',
    en: 'Nothing can be read as of a moment that has not come.',
    todo: { zh: '请选择已经过去的月份或时刻。', en: 'Choose a month or an instant that is past.' },
  },
  'lake-file-damaged': {
    kind: 'conflict',
    zh: '数据湖中的文件缺失或已损坏。',
    en: 'A file of the lake is missing or damaged.',
    todo: {
      zh: '从备份恢复 where.file，或重新接入该批次。',
      en: 'Restore where.file from the backup, or ingest its batch again.',
    },
  },
} as const

export const refuse = refuser(refusals)
