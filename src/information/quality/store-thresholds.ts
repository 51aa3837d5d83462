import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { ThresholdsChange } from './contract.ts'

export interface StoredChange {
  id: string
  recordType: string | null
  source: string | null
  change: ThresholdsChange
  why: string
  state: 'proposed' | 'approved' | 'rejected'
  version: number | null
  proposedBy: string
  proposedAt: Instant
  decidedBy: string | null
  decidedAt: Instant | null
}

export interface ThresholdTables {
  'quality.thresholdChange': Omit<StoredChange, 'change'> & { change: unknown }
}

type Db = Store<ThresholdTables>

export async function insertChange(db: Db, row: StoredChange): Promise<void> {
  await tables(db)
    .insertInto('quality.thresholdChange')
    .values({ ...row, change: JSON.stringify(row.change) })
    .execute()
}

export async function findChange(db: Db, id: string): Promise<StoredChange | undefined> {
  const row = await tables(db)
    .selectFrom('quality.thresholdChange')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as StoredChange | undefined
}

export async function decideChange(
  db: Db,
  id: string,
  decided: Pick<StoredChange, 'state' | 'version' | 'decidedBy' | 'decidedAt'>,
): Promise<void> {
  await tables(db).updateTable('quality.thresholdChange').set(decided).where('id', '=', id).execute()
}

/** Every change that concerns a record type and source (or all), in the order of proposal. */
export async function selectChanges(
  db: Db,
  scope: { recordType: string | null; source: string | null },
  state?: StoredChange['state'],
): Promise<StoredChange[]> {
  let query = tables(db)
    .selectFrom('quality.thresholdChange')
    .selectAll()
    .where((where) => where.or([where('recordType', 'is', null), where('recordType', '=', scope.recordType)]))
    .where((where) => where.or([where('source', 'is', null), where('source', '=', scope.source)]))
    .orderBy('id')
  if (state !== undefined) query = query.where('state', '=', state)
  return (await query.execute()) as StoredChange[]
}

export async function countVersions(
  db: Db,
  scope: { recordType: string | null; source: string | null },
): Promise<number> {
  const { versions } = await tables(db)
    .selectFrom('quality.thresholdChange')
    .select(({ fn }) => fn.countAll<bigint>().as('versions'))
    .where('recordType', 'is not distinct from', scope.recordType)
    .where('source', 'is not distinct from', scope.source)
    .where('version', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(versions)
}
