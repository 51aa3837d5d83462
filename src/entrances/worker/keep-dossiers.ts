import { findDossierDebt, type ProfileTables, refreshDossiers } from '../../credit/profile/index.ts'
import type { Database } from '../../foundation/database.ts'
import { defineQueue, enqueue, type Job } from '../../foundation/jobs.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { type EntranceTables, findFinishedStage, keepFinishedStage } from '../store.ts'

/** The stored dossiers of enterprises; done twice it does nothing the second time. */
export const refreshDossiersQueue = defineQueue<Record<string, never>>('refresh-dossiers')

export async function refreshDossiersJob(
  database: Database,
  job: Job<Record<string, never>>,
): Promise<{ enterprises: number; whole: boolean }> {
  const { enterprises, whole } = await refreshDossiers(database, operatorActor(), { progress: job.progress })
  return { enterprises, whole }
}

const position = 'dossiers-ordered'

/** Orders a refresh once for what has come: what waits for its turn is not ordered again. */
export async function orderDossiers(
  work: UnitOfWork<EntranceTables & ProfileTables>,
): Promise<string | undefined> {
  const debt = await findDossierDebt(work)
  if (debt === undefined) return undefined
  const last = (await findFinishedStage(work.db, position)) as { debt: string } | undefined
  if (last?.debt === debt) return undefined
  await keepFinishedStage(work.db, position, { debt }, work.now)
  return enqueue(work, refreshDossiersQueue, {})
}
