import { refreshIndicators } from '../../credit/indicators/index.ts'
import { refreshScores } from '../../credit/scoring/index.ts'
import type { Database } from '../../foundation/database.ts'
import { instant } from '../../foundation/instant.ts'
import { defineQueue, enqueue, type Job } from '../../foundation/jobs.ts'
import { lastCompleteMonth, month } from '../../foundation/month.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { countIdentityDeeds, type EnterpriseTables } from '../../information/enterprises/index.ts'
import { countFacts, type RecordsTables } from '../../information/records/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { type EntranceTables, findFinishedStage, keepFinishedStage } from '../store.ts'

/** Indicators and scores of all enterprises as of a month. Done twice it gives the same: each replaces the last. */
export const refreshCreditQueue = defineQueue<{ month: string }>('refresh-credit')

export async function refreshCredit(
  database: Database,
  job: Job<{ month: string }>,
): Promise<{ enterprises: number }> {
  const actor = operatorActor()
  const wish = { month: month(job.payload.month), progress: job.progress }
  // All that is known now, as a bank's request sees it: not only what was known at the end of the month.
  const { enterprises } = await refreshIndicators(database, actor, { ...wish, asOf: instant(new Date()) })
  await refreshScores(database, actor, wish)
  return { enterprises }
}

const position = 'facts-refreshed'

type Tables = EntranceTables & RecordsTables & EnterpriseTables

/** Batches that came or went, and decisions on who is who: both change what is kept by enterprise. */
async function countAllFacts(work: UnitOfWork<Tables>): Promise<number> {
  return (await countFacts(work)) + (await countIdentityDeeds(work))
}

/**
 * A lower room has written a fact (`BatchPublished`, a merge); the higher rooms are told here. Facts are counted, not
 * remembered by their number: a transaction that commits late has a smaller number than one already seen.
 */
export async function orderRefreshes(work: UnitOfWork<Tables>): Promise<string | undefined> {
  const facts = await countAllFacts(work)
  const seen = (await findFinishedStage(work.db, position)) as { facts: number } | undefined
  if (facts === (seen?.facts ?? 0)) return undefined
  await keepFinishedStage(work.db, position, { facts }, work.now)
  return enqueue(work, refreshCreditQueue, { month: lastCompleteMonth(work.now) })
}

/** The sample city computes for itself while it is set up: what it published needs no refresh any more. */
export async function passOverFacts(database: Database): Promise<void> {
  await runWork(database, operatorActor(), async (work: UnitOfWork<Tables>) => {
    await keepFinishedStage(work.db, position, { facts: await countAllFacts(work) }, instant(new Date()))
  })
}
