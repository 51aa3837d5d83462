import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { StoredEntry } from './leaf.ts'
import type { Tile, TilePlace } from './tile.ts'

export interface AuditTables {
  'audit.entry': StoredEntry
  'audit.pending': { entry: string }
  'audit.leaf': { sequence: bigint; entry: string }
  'audit.tile': { level: number; index: bigint; hashes: Buffer }
  'audit.checkpoint': { treeSize: bigint; rootHash: Buffer; at: Instant; note: string }
  'audit.verifierKey': { verifierKey: string; registeredAt: Instant }
}

type Db = Store<AuditTables>

export type PlacedEntry = StoredEntry & { sequence: bigint | null }

type NewEntry = Pick<StoredEntry, 'id' | 'kind' | 'subject' | 'detail'>

/** One round trip for any number of entries of one actor and instant. */
export async function insertEntries(
  db: Db,
  common: { at: Instant; account: string; organization: string },
  rows: readonly NewEntry[],
): Promise<void> {
  const { at, account, organization } = common
  // One entry is the common case, and its arrays would cost PostgreSQL as much again as the insert.
  const [only] = rows
  const content =
    rows.length === 1 && only
      ? sql`values (${only.id}::uuid, ${at}::timestamptz, ${account}, ${organization}, ${only.kind}, ${only.subject},
          ${only.detail})`
      : sql`select row.id, ${at}::timestamptz, ${account}, ${organization}, row.kind, row.subject, row.detail
          from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.kind)}::text[],
            ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => row.detail)}::text[])
            as row (id, kind, subject, detail)`
  await sql`
    with placed as (
      insert into audit.entry (id, at, account, organization, kind, subject, detail) ${content} returning id
    )
    insert into audit.pending (entry) select id from placed`.execute(tables(db))
}

/** The class of our advisory lock; any process of the platform may be the sequencer, one at a time. */
const sequencerLock = 0x61756469

/** Held until the transaction ends; false when another process sequences. */
export async function trySequencerLock(db: Db): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(${sequencerLock}::int, 1) as held`.execute(tables(db))
  return rows[0]!.held
}

/** Takes committed entries off the queue, in the order of their identifiers, which is that of time. */
export async function takePending(db: Db, count: number): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`
    with taken as (
      delete from audit.pending where entry in (select entry from audit.pending order by entry limit ${count})
      returning entry
    )
    select entry.id, entry.at, entry.account, entry.organization, entry.kind, entry.subject, entry.detail
    from taken join audit.entry as entry on entry.id = taken.entry
    order by entry.id`.execute(tables(db))
  return rows
}

export async function insertLeaves(db: Db, first: number, entries: readonly string[]): Promise<void> {
  await sql`
    insert into audit.leaf (sequence, entry)
    select ${first}::bigint + row.number - 1, row.entry
    from unnest(${entries}::uuid[]) with ordinality as row (entry, number)`.execute(tables(db))
}

export async function saveTiles(db: Db, tiles: readonly Tile[]): Promise<void> {
  await sql`
    insert into audit.tile (level, index, hashes)
    select * from unnest(${tiles.map((tile) => tile.level)}::smallint[],
      ${tiles.map((tile) => tile.index)}::bigint[], ${tiles.map((tile) => tile.hashes)}::bytea[])
    on conflict (level, index) do update set hashes = excluded.hashes`.execute(tables(db))
}

export async function findTiles(db: Db, places: readonly TilePlace[]): Promise<Tile[]> {
  if (places.length === 0) return []
  const { rows } = await sql<{ level: number; index: bigint; hashes: Buffer }>`
    select tile.level, tile.index, tile.hashes
    from unnest(${places.map((place) => place.level)}::smallint[], ${places.map((place) => place.index)}::bigint[])
      as wanted (level, index)
    join audit.tile as tile on tile.level = wanted.level and tile.index = wanted.index`.execute(tables(db))
  return rows.map((row) => ({ ...row, index: Number(row.index) }))
}

export async function insertCheckpoint(db: Db, row: AuditTables['audit.checkpoint']): Promise<void> {
  await tables(db).insertInto('audit.checkpoint').values(row).execute()
}

export function findNewestCheckpoint(db: Db): Promise<AuditTables['audit.checkpoint'] | undefined> {
  return tables(db)
    .selectFrom('audit.checkpoint')
    .selectAll()
    .orderBy('treeSize', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Checkpoints of sizes above `from` and up to `to`, ascending. */
export function listCheckpoints(
  db: Db,
  from: number,
  to: number,
  limit: number,
): Promise<AuditTables['audit.checkpoint'][]> {
  return tables(db)
    .selectFrom('audit.checkpoint')
    .selectAll()
    .where('treeSize', '>', BigInt(from))
    .where('treeSize', '<=', BigInt(to))
    .orderBy('treeSize')
    .limit(limit)
    .execute()
}

/** True when the key is new. */
export async function registerKey(db: Db, row: AuditTables['audit.verifierKey']): Promise<boolean> {
  const inserted = await tables(db)
    .insertInto('audit.verifierKey')
    .values(row)
    .onConflict((conflict) => conflict.column('verifierKey').doNothing())
    .returning('verifierKey')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function listKeys(db: Db): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('audit.verifierKey')
    .select('verifierKey')
    .orderBy('registeredAt')
    .execute()
  return rows.map((row) => row.verifierKey)
}

export interface EntryQuery {
  /** Any of these. */
  subjects?: readonly string[] | undefined
  kinds?: readonly string[] | undefined
  organization?: string | undefined
  before?: string | undefined
  pageSize: number
}

/** Newest first. Each subject is a walk of its own down the index, as short as the page, however long the log. */
export async function findEntries(db: Db, query: EntryQuery): Promise<PlacedEntry[]> {
  const { subjects, kinds, organization, before, pageSize } = query
  const rest = sql`
    ${kinds === undefined ? sql`` : sql`and entry.kind = any(${kinds}::text[])`}
    ${organization === undefined ? sql`` : sql`and entry.organization = ${organization}`}
    ${before === undefined ? sql`` : sql`and entry.id < ${before}::uuid`}
    order by entry.id desc limit ${pageSize}`
  const found =
    subjects === undefined
      ? sql`(select * from audit.entry as entry where true ${rest}) as found`
      : sql`unnest(${subjects}::text[]) as wanted (name) cross join lateral
          (select * from audit.entry as entry where entry.subject = wanted.name ${rest}) as found`
  const { rows } = await sql<PlacedEntry>`
    select found.*, leaf.sequence from ${found} left join audit.leaf as leaf on leaf.entry = found.id
    order by found.id desc limit ${pageSize}`.execute(tables(db))
  return rows
}

export async function findEntry(db: Db, id: string): Promise<PlacedEntry | undefined> {
  const { rows } = await sql<PlacedEntry>`
    select entry.*, leaf.sequence from audit.entry as entry left join audit.leaf as leaf on leaf.entry = entry.id
    where entry.id = ${id}`.execute(tables(db))
  return rows[0]
}

/** A place in the tree with its entry, whose columns are null when it is gone. */
export type LeafRow = { sequence: bigint; entry: string } & {
  [Column in keyof StoredEntry]: StoredEntry[Column] | null
}

export async function listLeaves(db: Db, from: number, to: number): Promise<LeafRow[]> {
  const { rows } = await sql<LeafRow>`
    select leaf.sequence, leaf.entry, entry.*
    from audit.leaf as leaf left join audit.entry as entry on entry.id = leaf.entry
    where leaf.sequence >= ${from} and leaf.sequence < ${to} order by leaf.sequence`.execute(tables(db))
  return rows
}

export interface Extent {
  /** One more than the last place; 0 for an empty tree. */
  leaves: number
  pending: number
  /** Size of the newest checkpoint. */
  checkpointSize: number
  /** Number of hashes in all tiles of each level, by level. */
  hashes: { level: number; index: number; hashes: number }[]
}

/** How far the tables reach, out of one statement and so of one moment, though the sequencer goes on. */
export async function measureExtent(db: Db): Promise<Extent> {
  const { rows } = await sql<{
    leaves: bigint
    pending: bigint
    signed: bigint
    level: number | null
    last: bigint
    hashes: bigint
  }>`
    select extent.leaves, extent.pending, extent.signed,
      tile.level, coalesce(tile.last, 0) as last, coalesce(tile.hashes, 0) as hashes
    from (select coalesce((select max(sequence) from audit.leaf), -1) + 1 as leaves,
      (select count(*) from audit.pending) as pending,
      (select coalesce(max(tree_size), 0) from audit.checkpoint) as signed) as extent
    left join (select level, max(index) as last, (sum(octet_length(hashes)) / 32)::bigint as hashes
      from audit.tile group by level) as tile on true`.execute(tables(db))
  return {
    leaves: Number(rows[0]!.leaves),
    pending: Number(rows[0]!.pending),
    checkpointSize: Number(rows[0]!.signed),
    hashes: rows.flatMap((row) =>
      row.level === null ? [] : [{ level: row.level, index: Number(row.last), hashes: Number(row.hashes) }],
    ),
  }
}

/** Entries that were put into the table past the queue, and so will never have a place. */
export async function findUnplaced(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select entry.id from audit.entry as entry
    where not exists (select from audit.leaf where leaf.entry = entry.id)
      and not exists (select from audit.pending where pending.entry = entry.id)
    order by entry.id limit ${limit}`.execute(tables(db))
  return rows.map((row) => row.id)
}
