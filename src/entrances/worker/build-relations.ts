import type { Database } from '../../foundation/database.ts'
import { defineQueue, enqueue, findJob, type Job } from '../../foundation/jobs.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  buildRelations,
  isBuildDue,
  type RelationsBuilt,
  type RelationsTables,
} from '../../information/relations/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { type EntranceTables, findFinishedStage, keepFinishedStage } from '../store.ts'

/** The relation graph anew from all that is published. Done twice it gives the same; null: another process builds. */
export const buildRelationsQueue = defineQueue<Record<string, never>>('build-relations')

export async function buildRelationsJob(
  database: Database,
  { progress, signal }: Job<Record<string, never>>,
): Promise<RelationsBuilt | null> {
  return (await buildRelations(database, operatorActor(), { progress, signal })) ?? null
}

const position = 'relations-ordered'
/** What failed is not ordered again at once: the next attempts would fail alike. */
const afterFailureMs = 10 * 60_000

/** Orders a build when records of relations came or went, somebody decided who is who, or a new day began. */
export async function orderRelations(
  work: UnitOfWork<EntranceTables & RelationsTables>,
): Promise<string | undefined> {
  if (!(await isBuildDue(work))) return undefined
  const last = (await findFinishedStage(work.db, position)) as { job: string; at: string } | undefined
  const state = last && (await findJob(work, last.job))?.state
  if (state === 'waiting' || state === 'running' || state === 'retrying') return undefined
  if (state === 'failed' && Date.parse(work.now) - Date.parse(last!.at) < afterFailureMs) return undefined
  const job = await enqueue(work, buildRelationsQueue, {})
  await keepFinishedStage(work.db, position, { job, at: work.now }, work.now)
  return job
}
