import { Type } from 'typebox'
import { contract } from '../../../foundation/endpoint.ts'
import { Finding } from '../../quality/contract.ts'
import { DeliveryView } from '../deliveries/contract.ts'

export const HeldBatch = Type.Object({
  batch: Type.String(),
  recordType: Type.String(),
  source: Type.String(),
  organization: Type.String(),
  heldAt: Type.String(),
  rows: Type.Integer(),
  quarantined: Type.Integer(),
  findings: Type.Array(Finding),
})

const id = Type.String({ minLength: 1, maxLength: 64 })
const decision = Type.Object(
  { batch: id, why: Type.String({ minLength: 1, maxLength: 2000 }) },
  { additionalProperties: false },
)

export const listHeldBatchesContract = contract({
  name: 'listHeldBatches',
  method: 'GET',
  path: '/v1/held-batches',
  permission: 'quality:read',
  summary: { zh: '待放行的批次', en: 'List the batches that wait to be released' },
  input: Type.Object(
    { recordType: Type.Optional(id), source: Type.Optional(id) },
    { additionalProperties: false },
  ),
  output: Type.Object({ items: Type.Array(HeldBatch) }),
})

export const releaseBatchContract = contract({
  name: 'releaseBatch',
  method: 'POST',
  path: '/v1/held-batches/:batch/release',
  permission: 'quality:manage',
  summary: { zh: '放行批次：在后台发布', en: 'Release a held batch: it is published in the background' },
  input: decision,
  output: DeliveryView,
})

export const rejectBatchContract = contract({
  name: 'rejectBatch',
  method: 'POST',
  path: '/v1/held-batches/:batch/rejection',
  permission: 'quality:manage',
  summary: {
    zh: '退回批次：不发布，原始文件照常保存',
    en: 'Reject a held batch; its files are kept as ever',
  },
  input: decision,
  output: DeliveryView,
})
