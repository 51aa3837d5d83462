/**
 * Ingestion: files in, records out. It receives a delivery, checks every row by the catalog, quarantines what is
 * wrong with a reason, and publishes the rest to the lake. It keeps no records itself (see records) and knows no
 * enterprise (see enterprises). Invariant: rows read = published + quarantined + duplicate, and a batch is either
 * wholly visible or not at all.
 */

export { type AnnotatedFile, annotateQuarantine } from './annotate-quarantine.ts'
export type { ColumnChoice } from './column-choice.ts'
export { type BatchResult, type QuarantinedRow, reasons } from './contract.ts'
export { createBatch } from './create-batch.ts'
export { processDeliveryQueue, requireReplaceable } from './create-delivery.ts'
export { createUpload, roomForUploads } from './create-upload.ts'
export { mayDeliver, requireDeliverer } from './deliverer.ts'
export type { Delivery, IngestionWork } from './delivery.ts'
export { ingestionEndpoints } from './endpoints.ts'
export { blocksOf } from './file-bytes.ts'
export { getBatch, listBatches, listMarks, readQuarantine } from './get-batch.ts'
export { ingestFiles } from './ingest-files.ts'
export { keepOriginal } from './originals.ts'
export { previewFile } from './preview-files.ts'
export { type PurgedOriginals, purgeOriginals } from './purge-originals.ts'
export { listHeldBatches, rejectBatch, releaseBatch } from './release-batch.ts'
export { runDelivery } from './run-delivery.ts'
export type { IngestionTables } from './store.ts'
export { withdrawBatch } from './withdraw-batch.ts'
