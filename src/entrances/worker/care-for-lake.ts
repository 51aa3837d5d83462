import type { Database } from '../../foundation/database.ts'
import { defineQueue, enqueue, type Job } from '../../foundation/jobs.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  compactLake,
  deleteReplacedFiles,
  eraseEnded,
  listLakeStatus,
  type RecordsTables,
} from '../../information/records/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { type EntranceTables, findFinishedStage, keepFinishedStage } from '../store.ts'

/** Merging small files and erasing what is past its retention; done twice it does nothing the second time. */
export const careForLakeQueue = defineQueue<Record<string, never>>('care-for-lake')

export async function careForLake(
  database: Database,
  job: Job<Record<string, never>>,
): Promise<{ filesBefore: number; filesAfter: number; rowsErased: number; filesDeleted: number }> {
  const actor = operatorActor()
  const erased = await eraseEnded(database, actor, { progress: job.progress })
  const compacted = await compactLake(database, actor, { progress: job.progress })
  return {
    filesBefore: compacted.reduce((sum, { filesBefore }) => sum + filesBefore, 0),
    filesAfter: compacted.reduce((sum, { filesAfter }) => sum + filesAfter, 0),
    rowsErased: erased.reduce((sum, { rows }) => sum + Number(rows), 0),
    filesDeleted: await deleteReplacedFiles(database, actor),
  }
}

/** So many small files at once are worth a job; fewer wait for more or for the night. */
const runsWorthAJob = 8

const dayMs = 86_400_000
const position = 'lake-cared-for'

/**
 * Orders the care of the lake when many small files have come, and once a day for what the calendar alone brings
 * about. An order for nothing does nothing.
 */
export async function orderLakeCare(
  work: UnitOfWork<EntranceTables & RecordsTables>,
): Promise<string | undefined> {
  const runs = (await listLakeStatus(work)).reduce((sum, status) => sum + status.runsToMerge, 0)
  const last = (await findFinishedStage(work.db, position)) as { at: string; runs: number } | undefined
  const isDaily = last !== undefined && Date.parse(work.now) - Date.parse(last.at) < dayMs
  // What was ordered for is not ordered for again while it waits for its turn.
  if (isDaily && (runs < runsWorthAJob || runs === last.runs)) return undefined
  await keepFinishedStage(work.db, position, { at: work.now, runs }, work.now)
  return enqueue(work, careForLakeQueue, {})
}
