import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType } from '../../trust/catalog/index.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import type { EnterpriseTables } from '../enterprises/index.ts'
import { type ContentDigest, digestRows } from './content-digest.ts'
import { refuse } from './contract.ts'
import { withEngine } from './engine.ts'
import { lakeFolder } from './lake-folder.ts'
import { hashSlices, subjectConditions } from './scan.ts'
import { planScan } from './scan-columns.ts'
import { latestSql, type ScanPlan } from './scan-plan.ts'
import { isSealed, type Snapshot, sealSnapshot } from './snapshot.ts'
import { findHistoryLoaded, type RecordsTables } from './store.ts'
import { listErasures, listLakeDigests } from './store-files.ts'

type Work = UnitOfWork<RecordsTables & EnterpriseTables & CatalogTables>

export interface SnapshotWish {
  recordType: string
  columns: readonly string[]
  asOf: Snapshot['asOf']
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
  const { plan, content } = await readForDigest(work, authorization, wish)
  const { basis, account, organization, consents } = authorization.scope
  const recordType = await getRecordType(work, wish.recordType)
  const lake = `${lakeFolder(work.dataFolder)}/`
  const paths = plan.files.map(({ path }) => path.replace(lake, ''))
  const digests = await listLakeDigests(work.db, paths)
  return sealSnapshot({
    form: 'sanxin-snapshot-1',
    takenAt: work.now,
    recordType: recordType.id,
    recordTypeDigest: recordType.digest,
    columns: plan.columns,
    asOf: wish.asOf,
    claims: plan.claims,
    precedence: plan.precedence,
    enterprise: wish.enterprise ?? authorization.scope.enterprise,
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

export type SnapshotVerdict =
  | { state: 'identical'; rows: number; contentDigest: string }
  | {
      state: 'changed'
      reason: 'manifest-altered' | 'erased' | 'history-loaded' | 'identity-changed' | 'lake-altered'
      rows: number
      contentDigest: string
    }

/**
 * Reads again what a snapshot says. The same digest is the same rows. Another one has a reason: rows were erased when
 * their retention ended, history with an earlier known time was loaded, or the enterprise was given other lake keys;
 * what none of these explains is damage.
 */
export async function verifySnapshot(
  work: Work,
  authorization: Authorization,
  snapshot: Snapshot,
): Promise<SnapshotVerdict> {
  const { recordType, columns, asOf, claims, enterprise } = snapshot
  const wish = { recordType, columns, asOf, claims, ...(enterprise === '*' ? {} : { enterprise }) }
  const { plan, content } = await readForDigest(work, authorization, wish)
  const found = { rows: content.rows, contentDigest: content.digest }
  if (!isSealed(snapshot)) return { state: 'changed', reason: 'manifest-altered', ...found }
  if (content.digest === snapshot.contentDigest) return { state: 'identical', ...found }
  const changed = (reason: Extract<SnapshotVerdict, { state: 'changed' }>['reason']) =>
    ({ state: 'changed', reason, ...found }) as const
  if ((await erasedBefore(work, recordType)) !== snapshot.erasedBefore) return changed('erased')
  if (await findHistoryLoaded(work.db, { recordType, after: snapshot.takenAt, by: asOf }))
    return changed('history-loaded')
  const sameKeys = JSON.stringify(plan.subjects) === JSON.stringify(snapshot.subjects)
  return changed(sameKeys ? 'lake-altered' : 'identity-changed')
}

async function erasedBefore(work: Work, recordType: string): Promise<string | null> {
  const days = (await listErasures(work.db, recordType)).map(({ eventBefore }) => eventBefore)
  return days.sort().at(-1) ?? null
}

async function readForDigest(
  work: Work,
  authorization: Authorization,
  wish: SnapshotWish,
): Promise<{ plan: ScanPlan; content: ContentDigest }> {
  const plan = await planScan(work, authorization, wish)
  if (plan.columns.length === 0) refuse('snapshot-columns-none', { recordType: wish.recordType })
  const queries =
    plan.files.length === 0 || plan.subjects?.length === 0
      ? []
      : hashSlices(plan, plan.files).map((range) =>
          latestSql(plan, plan.files, plan.columns, [...range, ...subjectConditions(plan)]),
        )
  return { plan, content: await withEngine((engine) => digestRows(engine, plan.columns, queries)) }
}
