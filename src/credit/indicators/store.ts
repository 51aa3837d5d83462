import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { EnterpriseTables } from '../../information/enterprises/index.ts'
import type { RecordsTables } from '../../information/records/index.ts'
import type { CatalogTables } from '../../trust/catalog/index.ts'
import type { ConsentTables } from '../../trust/consent/index.ts'

export interface RefreshRow {
  id: string
  month: string
  asOf: Instant
  definitionsVersion: string
  enterprises: number
  rows: bigint
  vectorsDigest: string
  batches: number
  lastSequence: bigint
  dataAsOf: Record<string, Instant | null>
  committedAt: Instant
}

export interface PeerGroupRow {
  level: 'division' | 'section' | 'all'
  code: string
  month: string
  firms: number
  series: Record<string, (number | null)[]>
  percentiles: Record<string, number[]>
}

interface OwnTables {
  'indicators.refresh': Omit<RefreshRow, 'dataAsOf'> & { dataAsOf: unknown }
  'indicators.vector': { enterprise: string; refresh: string; packed: Buffer; series: Buffer }
  'indicators.peerGroup': Omit<PeerGroupRow, 'series' | 'percentiles'> & {
    series: unknown
    percentiles: unknown
  }
}

/** The tables that the verbs of this room touch: its own, and those of the rooms that they call. */
export type IndicatorTables = OwnTables & EnterpriseTables & RecordsTables & ConsentTables & CatalogTables

type Db = Store<OwnTables>

/** The refresh whose vectors are online. */
export async function findRefresh(db: Db): Promise<RefreshRow | undefined> {
  const row = await tables(db)
    .selectFrom('indicators.refresh')
    .selectAll()
    .orderBy('asOf', 'desc')
    .orderBy('committedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row as RefreshRow | undefined
}

export function findStored(
  db: Db,
  enterprise: string,
  refresh: string,
): Promise<{ packed: Buffer; series: Buffer } | undefined> {
  return tables(db)
    .selectFrom('indicators.vector')
    .select(['packed', 'series'])
    .where('enterprise', '=', enterprise)
    .where('refresh', '=', refresh)
    .executeTakeFirst()
}

/** Begins the replacement of all online vectors; readers see the old ones until the transaction commits. */
export async function replaceRefresh(db: Db, refresh: RefreshRow): Promise<void> {
  await tables(db).deleteFrom('indicators.vector').execute()
  await tables(db).deleteFrom('indicators.peerGroup').execute()
  await tables(db).deleteFrom('indicators.refresh').execute()
  await tables(db)
    .insertInto('indicators.refresh')
    .values({ ...refresh, dataAsOf: JSON.stringify(refresh.dataAsOf) })
    .execute()
}

/** One statement for a run of vectors: three array parameters, however many rows. */
export async function insertVectors(
  db: Db,
  refresh: string,
  enterprises: readonly string[],
  packed: readonly Buffer[],
  series: readonly Buffer[],
): Promise<void> {
  await sql`insert into indicators.vector (enterprise, refresh, packed, series)
    select enterprise, ${refresh}::uuid, packed, series
    from unnest(${enterprises}::uuid[], ${packed}::bytea[], ${series}::bytea[]) as run (enterprise, packed, series)`.execute(
    tables(db),
  )
}

export async function insertPeerGroups(db: Db, rows: readonly PeerGroupRow[]): Promise<void> {
  for (const row of rows)
    await tables(db)
      .insertInto('indicators.peerGroup')
      .values({
        ...row,
        series: JSON.stringify(row.series),
        percentiles: JSON.stringify(row.percentiles),
      })
      .execute()
}

export async function listPeerGroups(
  db: Db,
  groups: readonly { level: string; code: string }[],
): Promise<PeerGroupRow[]> {
  if (groups.length === 0) return []
  const rows = await tables(db)
    .selectFrom('indicators.peerGroup')
    .selectAll()
    .where((where) =>
      where.or(
        groups.map(({ level, code }) =>
          where.and([where('level', '=', level as PeerGroupRow['level']), where('code', '=', code)]),
        ),
      ),
    )
    .execute()
  return rows as PeerGroupRow[]
}

/** The refresh of today in one transaction: two that run at once would each delete what the other wrote. */
export async function lockRefresh(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('indicators.refresh'))`.execute(tables(db))
}
