import type { Database } from '../../foundation/database.ts'
import { defineQueue, enqueue, type Job } from '../../foundation/jobs.ts'
import { repeat } from '../../foundation/repeat.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  findMissing,
  findUncounted,
  forgetParts,
  measureLake,
  type QualityTables,
} from '../../information/quality/index.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { type EntranceTables, findFinishedStage, keepFinishedStage } from '../store.ts'

/** What came in of a record type is counted over the lake. Done twice it gives the same: the last count stays. */
export const measureLakeQueue = defineQueue<{ recordType: string }>('measure-lake', { retryLimit: 1 })

export async function measureLakeJob(
  database: Database,
  job: Job<{ recordType: string }>,
): Promise<{ months: number; pairs: number }> {
  const { recordType } = job.payload
  const { months, pairs } = await measureLake(database, operatorActor(), {
    recordType,
    progress: job.progress,
  })
  return { months: months.length, pairs: pairs.length }
}

const lookEveryMs = 10 * 60_000
const orderHoursBetween = 20

/** Due dates are looked at every ten minutes: a case is raised on the morning after a delivery became missing. */
export function watchQuality(
  database: Database,
  onFault: (error: unknown) => void,
): { stop: () => Promise<void> } {
  let started = false
  const look = async () => {
    await runWork(database, operatorActor(), (work: UnitOfWork<QualityTables & AuditTables>) =>
      findMissing(work),
    )
    // Counting waits until the platform has been up for a round: a start has better things to do.
    if (started) {
      await runWork(database, operatorActor(), orderCounts)
      await runWork(database, operatorActor(), forgetParts)
    }
    started = true
  }
  return repeat(look, lookEveryMs, onFault)
}

/** Orders each count once: one that waits or failed is not ordered again before its time. */
export async function orderCounts(work: UnitOfWork<QualityTables & EntranceTables>): Promise<number> {
  let ordered = 0
  for (const recordType of await findUncounted(work)) {
    const stage = `lake-count ${recordType}`
    const last = (await findFinishedStage(work.db, stage)) as { at: string } | undefined
    if (last && Date.parse(work.now) - Date.parse(last.at) < orderHoursBetween * 3_600_000) continue
    await keepFinishedStage(work.db, stage, { at: work.now }, work.now)
    await enqueue(work, measureLakeQueue, { recordType })
    ordered++
  }
  return ordered
}
