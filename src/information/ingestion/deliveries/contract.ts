import { type Static, Type } from 'typebox'
import { contract } from '../../../foundation/endpoint.ts'
import { orNull, Words } from '../../../foundation/wire.ts'
import { BatchResult, Encoding } from '../contract.ts'

const id = Type.String({ minLength: 1, maxLength: 64 })

export const uploadBytesMax = 4_000_000_000
export const uploadNameHeader = 'x-file-name'

export const Upload = Type.Object({
  upload: Type.String(),
  name: Type.String(),
  bytes: Type.Integer(),
  digest: Type.String(),
})
export type Upload = Static<typeof Upload>

/** The body is the bytes of the file; its name stands, percent-encoded, in the header X-File-Name. */
export const createUploadContract = contract({
  name: 'createUpload',
  method: 'POST',
  path: '/v1/uploads',
  permission: 'batch:ingest',
  summary: {
    zh: '上传一个文件（application/octet-stream），随后预览并提交',
    en: 'Send a file (application/octet-stream), to preview and deliver it',
  },
  input: Type.Object({}, { additionalProperties: false }),
  output: Upload,
})

export const PreviewColumn = Type.Object({
  title: Type.String(),
  field: orNull(Type.String()),
  found: Type.Enum(['exact', 'synonym', 'remembered', 'ignored', 'asked'], {
    description: 'asked: nobody knows the column; a person has to say which field it is, or leave it out',
  }),
  suggestions: Type.Array(Type.String(), { description: 'fields with a similar title, the likeliest first' }),
})
export type PreviewColumn = Static<typeof PreviewColumn>

export const PreviewTable = Type.Object({
  name: Type.String(),
  format: Type.Enum(['csv', 'xlsx', 'jsonl', 'parquet']),
  encoding: Type.String(),
  delimiter: Type.String(),
  columns: Type.Array(PreviewColumn),
  missing: Type.Array(Type.Object({ field: Type.String(), ...Words.properties }), {
    description: 'required fields that no column fills',
  }),
  rows: Type.Array(Type.Object({ row: Type.Integer(), cells: Type.Array(Type.String()) }), {
    description: 'the first rows; what touches a person is masked',
  }),
})
export type PreviewTable = Static<typeof PreviewTable>

export const previewUploadContract = contract({
  name: 'previewUpload',
  method: 'GET',
  path: '/v1/uploads/:upload/preview',
  permission: 'batch:ingest',
  summary: {
    zh: '预览上传的文件：格式、编码、前几行、列与字段的对应',
    en: 'Preview a file that was sent: format, encoding, first rows, columns and fields',
  },
  input: Type.Object(
    { upload: id, recordType: id, source: id, encoding: Type.Optional(Encoding) },
    { additionalProperties: false },
  ),
  output: Type.Object({ upload: Type.String(), name: Type.String(), tables: Type.Array(PreviewTable) }),
})

export const Mapping = Type.Record(
  Type.String({ maxLength: 500 }),
  Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
  { description: 'title to field, or to null for a column that is left out', maxProperties: 1000 },
)

export const DeliveryView = Type.Object({
  delivery: Type.String(),
  recordType: Type.String(),
  source: Type.String(),
  files: Type.Array(Type.String()),
  state: Type.Enum([
    'waiting',
    'reading',
    'checking',
    'publishing',
    'held',
    'published',
    'refused',
    'failed',
  ]),
  receivedAt: Type.String(),
  receivedBy: Type.String(),
  replaces: orNull(Type.String()),
  percent: orNull(Type.Integer({ description: 'of the present stage' })),
  bytesDone: orNull(Type.Integer()),
  bytesPerSecond: orNull(Type.Integer()),
  secondsLeft: orNull(Type.Integer({ description: 'at the rate so far, of the present stage' })),
  refusal: orNull(
    Type.Object({
      code: Type.String(),
      ...Words.properties,
      todo: Words,
      where: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  result: orNull(BatchResult),
})
export type DeliveryView = Static<typeof DeliveryView>

export const createDeliveryContract = contract({
  name: 'createDelivery',
  method: 'POST',
  path: '/v1/deliveries',
  permission: 'batch:ingest',
  summary: {
    zh: '提交上传的文件，在后台处理',
    en: 'Deliver files that were sent; they are processed in the background',
  },
  idempotent: true,
  input: Type.Object(
    {
      uploads: Type.Array(id, { minItems: 1, maxItems: 100, uniqueItems: true }),
      recordType: id,
      source: id,
      encoding: Type.Optional(Encoding),
      mapping: Type.Optional(Mapping),
      rememberMapping: Type.Optional(Type.Boolean({ description: 'for the next file with the same header' })),
      replaces: Type.Optional(Type.String({ description: 'the batch whose quarantined rows come again' })),
    },
    { additionalProperties: false },
  ),
  output: DeliveryView,
})

export const getDeliveryContract = contract({
  name: 'getDelivery',
  method: 'GET',
  path: '/v1/deliveries/:delivery',
  permission: 'batch:read',
  summary: { zh: '查看提交的进度和结果', en: 'Read how far a delivery is, and its result' },
  input: Type.Object({ delivery: id }, { additionalProperties: false }),
  output: DeliveryView,
})

export const listBatchesContract = contract({
  name: 'listBatches',
  method: 'GET',
  path: '/v1/batches',
  permission: 'batch:read',
  summary: { zh: '列出批次，最近的在前', en: 'List batches, the latest first' },
  input: Type.Object(
    {
      recordType: Type.Optional(id),
      source: Type.Optional(id),
      before: Type.Optional(Type.String({ description: 'the last batch of the page before', maxLength: 64 })),
      pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(BatchResult),
    next: orNull(Type.String({ description: 'give it as before for the next page' })),
  }),
})

/** Answers a file and not JSON: text with commas in UTF-8, to open in a spreadsheet, correct and deliver again. */
export const getAnnotatedFileContract = contract({
  name: 'getAnnotatedFile',
  method: 'GET',
  path: '/v1/batches/:batch/quarantine/file',
  permission: 'batch:read',
  summary: {
    zh: '下载被隔离的行（原列加原因和改法），改好后可再次提交',
    en: 'Download the quarantined rows with reasons, to correct and deliver again',
  },
  input: Type.Object({ batch: id }, { additionalProperties: false }),
  output: Type.String(),
})

export const withdrawBatchContract = contract({
  name: 'withdrawBatch',
  method: 'POST',
  path: '/v1/batches/:batch/withdrawal',
  permission: 'quality:manage',
  summary: {
    zh: '撤回批次：此刻起不再可读，撤回前的时点仍可读',
    en: 'Withdraw a batch: from now on no read finds it, as of before every read does',
  },
  input: Type.Object(
    {
      batch: Type.String({ minLength: 1, maxLength: 64 }),
      why: Type.String({ minLength: 1, maxLength: 2000 }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    reread: Type.Array(Type.String(), {
      description: 'batches made of later deliveries that had said the same rows',
    }),
  }),
})
