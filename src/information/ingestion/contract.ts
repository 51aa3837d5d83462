import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import type { ReasonCatalogue } from '../../foundation/reason.ts'
import { refuser } from '../../foundation/refusal.ts'
import { orNull, Words } from '../../foundation/wire.ts'
import { uploadRefusals } from './deliveries/uploads.contract.ts'
import { HeldRows, heldRefusals } from './held/held.contract.ts'
import { reasons as readingReasons, refusals as readingRefusals } from './readers/contract.ts'

export const Encoding = Type.Enum(['auto', 'utf-8', 'gb18030'])
export type Encoding = Static<typeof Encoding>

export const DeliveredFile = Type.Object({
  name: Type.String(),
  digest: Type.String({ description: 'SHA-256 of the bytes as delivered' }),
  bytes: Type.Integer(),
  encoding: Type.String(),
  rows: Type.Integer({ description: 'records read, without the header' }),
})
export type DeliveredFile = Static<typeof DeliveredFile>

export const BatchResult = Type.Object({
  batch: Type.String(),
  recordType: Type.String(),
  source: Type.String(),
  files: Type.Array(DeliveredFile),
  rowsRead: Type.Integer({ description: 'always published + quarantined + duplicate, and held' }),
  rowsPublished: Type.Integer(),
  rowsQuarantined: Type.Integer(),
  rowsDuplicate: Type.Integer({ description: 'say what was already known' }),
  rowsCorrected: Type.Integer({ description: 'published rows that replace an earlier version' }),
  held: Type.Optional(HeldRows),
  rowsFixed: Type.Optional(Type.Integer({ description: 'quarantined rows that came again and were taken' })),
  quarantine: Type.Array(Type.Object({ reason: Type.String(), rows: Type.Integer() })),
  warnings: Type.Optional(
    Type.Array(Type.Object({ reason: Type.String(), rows: Type.Integer() }), {
      description: 'rows that are published although something about them is odd',
    }),
  ),
  filled: Type.Optional(
    Type.Record(Type.String(), Type.Integer(), {
      description: 'published rows that say each field; absent where there were too many to count',
    }),
  ),
  repeats: Type.Optional(Type.String({ description: 'the batch that these very bytes came in before' })),
  rowResults: Type.Optional(
    Type.Array(
      Type.Object({
        file: Type.String(),
        row: Type.Integer(),
        outcome: Type.Enum(['published', 'duplicate', 'corrected', 'quarantined']),
      }),
      { description: 'when asked for, of at most 10,000 rows' },
    ),
  ),
  digest: Type.String(),
  publishedAt: Type.String(),
})
export type BatchResult = Static<typeof BatchResult>

export const QuarantinedRow = Type.Object({
  file: Type.String(),
  row: Type.Integer({ description: 'record of the file, the header being 1' }),
  field: Type.Union([Type.String(), Type.Null()]),
  fieldTitle: orNull(Words),
  reason: Type.String(),
  words: Type.Object({ ...Words.properties, todo: Words }, { description: 'what the reason means' }),
  value: Type.Union([Type.String(), Type.Null()], { description: 'masked in a personal field' }),
  raw: Type.Union([Type.String(), Type.Null()], { description: 'the row, personal fields masked' }),
  fixed: Type.Boolean({ description: 'it came again and was taken' }),
})
export type QuarantinedRow = Static<typeof QuarantinedRow>

export const contentLengthMax = 8 * 1024 * 1024
export const quarantinePageSizeMax = 1000

const batchPath = Type.Object(
  { batch: Type.String({ minLength: 1, maxLength: 64 }) },
  { additionalProperties: false },
)

export const createBatchContract = contract({
  name: 'createBatch',
  method: 'POST',
  path: '/v1/batches',
  permission: 'batch:ingest',
  summary: { zh: '接入一批数据（CSV 文本）', en: 'Ingest a batch of records (CSV text)' },
  idempotent: true,
  input: Type.Object(
    {
      recordType: Type.String(),
      source: Type.String(),
      fileName: Type.String({ minLength: 1, maxLength: 200 }),
      content: Type.String({ maxLength: contentLengthMax, description: 'CSV with a header' }),
    },
    { additionalProperties: false },
  ),
  output: BatchResult,
})

export const getBatchContract = contract({
  name: 'getBatch',
  method: 'GET',
  path: '/v1/batches/:batch',
  permission: 'batch:read',
  summary: { zh: '查看批次结果', en: 'Read the result of a batch' },
  input: batchPath,
  output: BatchResult,
})

export const listQuarantineContract = contract({
  name: 'listQuarantine',
  method: 'GET',
  path: '/v1/batches/:batch/quarantine',
  permission: 'batch:read',
  summary: { zh: '查看批次中被隔离的行', en: 'List the quarantined rows of a batch' },
  input: Type.Object(
    {
      ...batchPath.properties,
      pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: quarantinePageSizeMax, default: 100 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ items: Type.Array(QuarantinedRow) }),
})

export const refusals = {
  ...readingRefusals,
  ...heldRefusals,
  ...uploadRefusals,
  'batch-unknown': {
    kind: 'missing',
    zh: '没有这个批次。',
    en: 'No such batch.',
    todo: { zh: '检查批次编号。', en: 'Check the batch identifier.' },
  },
  'batch-withdrawn': {
    kind: 'conflict',
    zh: '该批次已经撤回。',
    en: 'The batch has been withdrawn already.',
    todo: { zh: '无需再次撤回。', en: 'Nothing remains to be done.' },
  },
  'file-missing': {
    kind: 'invalid',
    zh: '文件不存在或无法读取。',
    en: 'The file does not exist or cannot be read.',
    todo: { zh: '检查路径和权限。', en: 'Check the path and its permissions.' },
  },
  'files-none': {
    kind: 'invalid',
    zh: '没有给出文件。',
    en: 'No file was given.',
    todo: { zh: '至少给出一个文件。', en: 'Name at least one file.' },
  },
  'delivery-unknown': {
    kind: 'missing',
    zh: '没有这次提交。',
    en: 'No such delivery.',
    todo: { zh: '检查编号。', en: 'Check the identifier.' },
  },
  'original-gone': {
    kind: 'conflict',
    zh: '原始文件的保留期已过，已被清除。',
    en: 'The file as delivered is no longer kept: its retention has ended.',
    todo: { zh: '请来源部门重新提供该文件。', en: 'Ask the department for the file again.' },
  },
  'replaces-other-line': {
    kind: 'invalid',
    zh: '修正的行只能提交给同一记录类型和来源的批次。',
    en: 'Corrected rows go to a batch of the same record type and source.',
    todo: { zh: '检查 replaces 中的批次编号。', en: 'Check the batch in replaces.' },
  },
  'mapping-field-unknown': {
    kind: 'invalid',
    zh: '列映射引用了该记录类型没有的字段。',
    en: 'The mapping names a field that the record type does not have.',
    todo: { zh: '使用数据目录中的字段名。', en: 'Use a field name of the data directory.' },
  },
  'known-at-future': {
    kind: 'invalid',
    zh: '历史数据的知悉时间不能晚于现在。',
    en: 'History cannot become known after now.',
    todo: { zh: '请给出过去的时刻。', en: 'Give a moment that is past.' },
  },
  'source-not-yours': {
    kind: 'forbidden',
    zh: '只有数据来源所属的机构可以提交该来源的数据。',
    en: 'Only the organization that answers for a source may deliver for it.',
    todo: {
      zh: '以该机构的账号提交，或检查 source。',
      en: 'Deliver as that organization, or check the source.',
    },
  },
} as const

export const refuse = refuser(refusals)

/** Why a row was set aside. The column and the value stand beside the code. */
export const reasons = {
  ...readingReasons,
  'value-missing': {
    kind: 'quarantine',
    zh: '必填字段为空',
    en: 'A required value is missing',
    todo: { zh: '补上该字段。', en: 'Fill the field in.' },
  },
  'identifier-malformed': {
    kind: 'quarantine',
    zh: '统一社会信用代码的长度或字符不对',
    en: 'The code has a wrong length or a character that GB 32100 does not use',
    todo: { zh: '核对 18 位代码。', en: 'Compare the 18 characters of the code.' },
  },
  'identifier-check-digit': {
    kind: 'quarantine',
    zh: '统一社会信用代码的校验码不对',
    en: 'The check character of the code is wrong',
    todo: { zh: '核对代码，常见的是抄错一位。', en: 'Compare the code: most likely one character is wrong.' },
  },
  'amount-invalid': {
    kind: 'quarantine',
    zh: '不是金额，或小数超过两位',
    en: 'Not an amount with at most two decimals',
    todo: { zh: '以元为单位，最多两位小数。', en: 'Write yuan with at most two decimals.' },
  },
  'integer-invalid': {
    kind: 'quarantine',
    zh: '不是整数',
    en: 'Not a whole number',
    todo: { zh: '填写整数。', en: 'Write a whole number.' },
  },
  'date-invalid': {
    kind: 'quarantine',
    zh: '不是有效日期',
    en: 'Not a date',
    todo: { zh: '写作 2026-01-31、2026/1/31 或 20260131。', en: 'Write 2026-01-31, 2026/1/31 or 20260131.' },
  },
  'month-invalid': {
    kind: 'quarantine',
    zh: '不是有效月份',
    en: 'Not a month',
    todo: { zh: '写作 2026-01、2026/1 或 202601。', en: 'Write 2026-01, 2026/1 or 202601.' },
  },
  'instant-invalid': {
    kind: 'quarantine',
    zh: '不是带时区的时刻',
    en: 'Not an instant with a zone',
    todo: { zh: '写作 2026-01-31T08:00:00+08:00。', en: 'Write 2026-01-31T08:00:00+08:00.' },
  },
  'code-unknown': {
    kind: 'quarantine',
    zh: '代码不在代码表中',
    en: 'The code is not in its list',
    todo: { zh: '使用数据目录列出的代码。', en: 'Use a code that the data directory lists.' },
  },
  'pattern-mismatch': {
    kind: 'quarantine',
    zh: '格式不符',
    en: 'The value does not have the form of its field',
    todo: { zh: '按数据目录的格式填写。', en: 'Write it as the data directory says.' },
  },
  'value-below-minimum': {
    kind: 'quarantine',
    zh: '小于允许的最小值',
    en: 'Below the least value allowed',
    todo: { zh: '核对数值和正负号。', en: 'Compare the number and its sign.' },
  },
  'value-above-maximum': {
    kind: 'quarantine',
    zh: '大于允许的最大值',
    en: 'Above the greatest value allowed',
    todo: { zh: '核对数值和单位。', en: 'Compare the number and its unit.' },
  },
  'event-future': {
    kind: 'quarantine',
    zh: '发生时间在将来',
    en: 'It would happen in the future',
    todo: { zh: '核对日期。', en: 'Compare the date.' },
  },
  'delivered-future': {
    kind: 'quarantine',
    zh: '交付时间在将来',
    en: 'It would be delivered in the future',
    todo: { zh: '核对 known_at。', en: 'Compare known_at.' },
  },
  'columns-missing': {
    kind: 'quarantine',
    zh: '该行的列数少于表头，可能被截断',
    en: 'The row has fewer columns than the header: it may be cut short',
    todo: { zh: '重新导出该行。', en: 'Export the row again.' },
  },
  'columns-surplus': {
    kind: 'quarantine',
    zh: '该行的列数多于表头',
    en: 'The row has more columns than the header',
    todo: { zh: '给含逗号的值加上引号。', en: 'Put quotes around values with commas.' },
  },
  'quote-unclosed': {
    kind: 'quarantine',
    zh: '引号没有闭合，或引号后还有字符',
    en: 'A quote is not closed, or is followed by other characters',
    todo: { zh: '检查该行的引号。', en: 'Look at the quotes of the row.' },
  },
  'bytes-invalid': {
    kind: 'quarantine',
    zh: '该行含有不属于文件编码的字节',
    en: 'The row has bytes that the encoding of the file does not know',
    todo: { zh: '以正确的编码重新导出该行。', en: 'Export the row again in the right encoding.' },
  },
  'code-not-listed': {
    kind: 'quarantine',
    zh: '代码不在参考代码表中',
    en: 'The code is not in the reference list of its field',
    todo: { zh: '使用参考代码表中的代码。', en: 'Use a code of the reference list.' },
  },
  'rule-broken': {
    kind: 'quarantine',
    zh: '违反字段之间的规则，规则编号见 field',
    en: 'The row breaks the rule between fields that is named as its field',
    todo: {
      zh: '按数据目录中该规则的说明核对相关字段。',
      en: 'Compare the fields with what the data directory says of the rule.',
    },
  },
  'text-garbled': {
    kind: 'quarantine',
    zh: '该行含有替换符 U+FFFD：原文字节在交付前已丢失，列也可能错位',
    en: 'The row has replacement characters U+FFFD: bytes were lost before it was delivered, and its columns may be shifted',
    todo: {
      zh: '从原系统以正确的编码重新导出该行，无法由本平台还原。',
      en: 'Export the row again from its system in the right encoding: nothing here can restore it.',
    },
  },
  'columns-shifted': {
    kind: 'quarantine',
    zh: '列数相符但内容错位：注册资本出现在别的列，或该列是人名',
    en: 'As many cells as titles, but not under them: the capital stands in another column, or its column has a name',
    todo: {
      zh: '给含逗号的值加上引号后重新导出该行。',
      en: 'Put quotes around values with commas and export the row again.',
    },
  },
  'identifier-old-number': {
    kind: 'quarantine',
    zh: '是 15 位或 13 位的旧注册号，不是统一社会信用代码',
    en: 'A registration number of 15 or 13 digits from before the unified code',
    todo: {
      zh: '按该注册号查出统一社会信用代码后重新提交。',
      en: 'Look the unified code of this number up and deliver the row again.',
    },
  },
  'capital-unit-missing': {
    kind: 'warning',
    zh: '注册资本只有数字，没有单位，金额留空',
    en: 'The capital is a number without a unit: its amount is left empty',
    todo: {
      zh: '写明单位和币种，如“500万元人民币”。',
      en: 'Name the unit and the currency, as in CNY 5,000,000.',
    },
  },
  'capital-unreadable': {
    kind: 'warning',
    zh: '注册资本不是可识别的金额，金额留空',
    en: 'The capital is no amount that can be read with certainty: it is left empty',
    todo: { zh: '写作“500万元人民币”或“20万美元”。', en: 'Write it as CNY 5,000,000 or USD 200,000.' },
  },
  'identifier-repaired': {
    kind: 'warning',
    zh: '代码含小写、全角或空格，已改写为规范写法，校验码证实无误',
    en: 'The code had lower case, full-width characters or blanks; as it should be written its check character is right',
    todo: {
      zh: '无需处理；可在来源系统中统一写法。',
      en: 'Nothing need be done; the source may write it as the standard does.',
    },
  },
  'organization-code-check': {
    kind: 'warning',
    zh: '代码第 9 至 17 位的组织机构代码校验码不符（GB 11714），整体校验码正确',
    en: 'The organization code within the code, places 9 to 17, has a wrong check character by GB 11714; the code as a whole is right',
    todo: { zh: '可在登记系统中核对。', en: 'Compare it with the registry.' },
  },
} as const satisfies ReasonCatalogue
