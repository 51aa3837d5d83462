/**
 * Records: the governed lake. Immutable Parquet files, made visible by a row in PostgreSQL, read as of a moment
 * in event time and known time, each row with its provenance. It checks no rows (see ingestion) and gives none
 * without an Authorization. Invariant: the answer of a read as of a moment never changes by what comes later,
 * except by history that is loaded with an earlier known time.
 */

export type { LineageWork } from './authorize-reading.ts'
export { type Column, type ColumnChunk, missingCode, missingDate, missingMonth } from './chunk.ts'
export { type Compaction, compactLake, deleteReplacedFiles } from './compact-lake.ts'
export type { Provenance, RecordVersion } from './contract.ts'
export { recordsEndpoints } from './endpoints.ts'
export { eraseEnded } from './erase-ended.ts'
export {
  type Gathered,
  gatherOne,
  gatherRange,
  type HashRange,
  type PendingPlan,
  pendingDays,
  planGathering,
  planPending,
} from './gather.ts'
export type { Gathering, GatherPlan } from './gathering.ts'
export { type KnownFile, knownRowsSql, type LakeFile, sqlTypeOf } from './lake-file.ts'
export { lakeFolder, lakePath } from './lake-folder.ts'
export { type LakeStatus, listLakeStatus } from './lake-status.ts'
export { type LatestKnown, latestKnownAt } from './latest-known-at.ts'
export { listChangedSubjects } from './list-changed-subjects.ts'
export { lakeFilesFor } from './list-known-files.ts'
export { listRecords } from './list-records.ts'
export { countFacts, listFacts, type PublishedBatch, publishBatch, retractBatch } from './publish-batch.ts'
export { readParquet } from './read-parquet.ts'
export { readRecordHistory } from './read-record-history.ts'
export { readRows } from './read-rows.ts'
export { type RecordRow, type RecordValue, valueOf, writeKey } from './record-row.ts'
export { scan } from './scan.ts'
export { planScan, scanColumns } from './scan-columns.ts'
export { latestSql, type ScanPlan, versionsSql } from './scan-plan.ts'
export { Snapshot, type SnapshotVerdict } from './snapshot.contract.ts'
export { snapshotText } from './snapshot.ts'
export { compareRead, snapshotRead } from './snapshot-read.ts'
export {
  countFactsByType,
  type Fact,
  findBatch,
  isKnownBetween,
  listBatches,
  type RecordsTables,
  summarizeBatches,
} from './store.ts'
export { listLakePaths } from './store-files.ts'
export { takeSnapshot, verifySnapshot } from './take-snapshot.ts'
