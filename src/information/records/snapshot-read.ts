import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { CatalogTables } from '../../trust/catalog/index.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import type { EnterpriseTables } from '../enterprises/index.ts'
import { type ContentDigest, digestRows } from './content-digest.ts'
import { refuse } from './contract.ts'
import { withEngine } from './engine.ts'
import { lakeFolder } from './lake-folder.ts'
import { parseMoment } from './parse-moment.ts'
import { hashSlices, subjectConditions } from './scan.ts'
import { planScan } from './scan-columns.ts'
import { latestSql, type ScanPlan } from './scan-plan.ts'
import type { Snapshot, SnapshotVerdict } from './snapshot.contract.ts'
import { isSealed, sealSnapshot } from './snapshot.ts'
import { findHistoryLoaded, type RecordsTables } from './store.ts'
import { listErasures, listLakeDigests } from './store-files.ts'

type Work = UnitOfWork<RecordsTables & EnterpriseTables & CatalogTables>

export interface SnapshotWish {
  recordType: string
  columns: readonly string[]
  asOf: Instant
  /** One enterprise; all that the Authorization covers where none is named. */
  enterprise?: string
  claims?: 'strongest' | 'all'
}

/** Reads without handing out: the manifest of what the read gives, to be kept and verified later. */
export async function snapshotRead(
  work: Work,
  authorization: Authorization,
  wish: SnapshotWish,
): Promise<Snapshot> {
  const plan = await planScan(work, authorization, wish)
  return sealPlan(work, authorization, plan, wish.enterprise ?? authorization.scope.enterprise)
}

/** Runs a plan that has been found covered and seals what it gives. */
export async function sealPlan(
  work: Work,
  authorization: Authorization,
  plan: ScanPlan,
  enterprise: string,
): Promise<Snapshot> {
  const content = await digestPlan(plan)
  const { basis, account, organization, consents } = authorization.scope
  const { recordType } = plan
  const lake = `${lakeFolder(work.dataFolder)}/`
  const paths = plan.files.map(({ path }) => path.replace(lake, ''))
  const digests = await listLakeDigests(work.db, paths)
  return sealSnapshot({
    form: 'sanxin-snapshot-1',
    takenAt: work.now,
    recordType: recordType.id,
    recordTypeDigest: recordType.digest,
    columns: plan.columns,
    asOf: plan.asOf,
    claims: plan.claims,
    precedence: plan.precedence,
    enterprise,
    subjects: plan.subjects,
    authorizations: {
      [recordType.fieldGroup]: { basis, account, organization, consents: [...consents] },
    },
    files: plan.files.map(({ hashFrom, hashTo, rows }, place) => ({
      path: paths[place]!,
      digest: digests.get(paths[place]!) ?? null,
      hashFrom,
      hashTo,
      rows,
    })),
    erasedBefore: await erasedBefore(work, recordType.id),
    rows: content.rows,
    contentDigest: content.digest,
  })
}

/** Reads again what a snapshot over all enterprises, or over one that has kept its name, says. */
export async function compareRead(
  work: Work,
  authorization: Authorization,
  snapshot: Snapshot,
): Promise<SnapshotVerdict> {
  const { recordType, columns, claims, enterprise } = snapshot
  const asOf = parseMoment(snapshot.asOf, work.now)
  const wish = { recordType, columns, asOf, claims, ...(enterprise === '*' ? {} : { enterprise }) }
  return comparePlan(work, await planScan(work, authorization, wish), snapshot)
}

/**
 * The same digest is the same rows. Another one has a reason: rows were erased when their retention ended, history
 * with an earlier known time was loaded, or the enterprise was given other lake keys; what none of these explains is
 * damage.
 */
export async function comparePlan(work: Work, plan: ScanPlan, snapshot: Snapshot): Promise<SnapshotVerdict> {
  const content = await digestPlan(plan)
  const found = { rows: content.rows, contentDigest: content.digest }
  const changed = (reason: SnapshotVerdict['reason']) => ({ state: 'changed', reason, ...found }) as const
  if (!isSealed(snapshot)) return changed('manifest-altered')
  if (content.digest === snapshot.contentDigest) return { state: 'identical', reason: null, ...found }
  const { recordType } = snapshot
  if ((await erasedBefore(work, recordType)) !== snapshot.erasedBefore) return changed('erased')
  const since = { recordType, after: parseMoment(snapshot.takenAt, work.now), by: plan.asOf }
  if (await findHistoryLoaded(work.db, since)) return changed('history-loaded')
  const sameKeys = JSON.stringify(plan.subjects) === JSON.stringify(snapshot.subjects)
  return changed(sameKeys ? 'lake-altered' : 'identity-changed')
}

async function erasedBefore(work: Work, recordType: string): Promise<string | null> {
  const days = (await listErasures(work.db, recordType)).map(({ eventBefore }) => eventBefore)
  return days.sort().at(-1) ?? null
}

function digestPlan(plan: ScanPlan): Promise<ContentDigest> {
  if (plan.columns.length === 0) refuse('snapshot-columns-none', { recordType: plan.recordType.id })
  const queries =
    plan.files.length === 0 || plan.subjects?.length === 0
      ? []
      : hashSlices(plan, plan.files).map((range) =>
          latestSql(plan, plan.files, plan.columns, [...range, ...subjectConditions(plan)]),
        )
  return withEngine((engine) => digestRows(engine, plan.columns, queries))
}
