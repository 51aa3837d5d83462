import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { runsToMerge } from './compaction-policy.ts'
import type { RecordsTables } from './store.ts'
import { listRuns, summarizeFiles } from './store-files.ts'

export interface LakeStatus {
  recordType: string
  files: number
  rows: number
  bytes: number
  /** Batches and compactions that lie side by side: what a read of one enterprise may have to look at. */
  runs: number
  /** Of these, those that the next compaction merges. */
  runsToMerge: number
  /** Files that were replaced and wait for their deletion. */
  filesReplaced: number
  bytesReplaced: number
}

/** How the lake lies, by record type. */
export async function listLakeStatus(work: UnitOfWork<RecordsTables>): Promise<LakeStatus[]> {
  const status: LakeStatus[] = []
  for (const summary of await summarizeFiles(work.db)) {
    const runs = await listRuns(work.db, summary.recordType)
    status.push({ ...summary, runs: runs.length, runsToMerge: runsToMerge(runs).length })
  }
  return status
}
