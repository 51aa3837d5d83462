import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { tables } from '../../foundation/unit-of-work.ts'
import type { Db, Slot } from './store.ts'

export interface NodeRow {
  number: number
  ref: string
  kind: number
  uscc: string | null
  name: string
  /** Present neighbors by kind, both ways; then, by kind again, those in its own records. */
  degrees: number[]
}

export interface EdgeRow {
  fromNode: number
  toNode: number
  kind: number
  ratioBps: number | null
  /** As the own record of each end says. */
  amountFrom: bigint | null
  amountTo: bigint | null
  roles: number | null
  since: string | null
  until: string | null
}

/** Which end of an edge a search stands at. */
export type Near = 'from' | 'to'

/** Any edges, those in the near end’s own records, those in the far end’s, those in the far end’s alone. */
export type ReportedBy = 'any' | 'near' | 'far-alone' | 'far'

const nodeTable = (slot: Slot) => sql.table(`relations.node_${slot}`)
const edgeTable = (slot: Slot) => sql.table(`relations.edge_${slot}`)
const versionTable = (slot: Slot) => sql.table(`relations.version_${slot}`)

export async function findNodesByRef(db: Db, slot: Slot, refs: readonly string[]): Promise<NodeRow[]> {
  const { rows } =
    await sql<NodeRow>`select * from ${nodeTable(slot)} where ref = any(${[...refs]}::text[])`.execute(
      tables(db),
    )
  return rows
}

export async function findNodesByNumber(db: Db, slot: Slot, numbers: readonly number[]): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`select * from ${nodeTable(slot)}
    where number = any(${[...numbers]}::integer[])`.execute(tables(db))
  return rows
}

const reported = {
  any: { from: sql`true`, to: sql`true` },
  near: { from: sql`amount_from is not null`, to: sql`amount_to is not null` },
  'far-alone': {
    from: sql`amount_to is not null and amount_from is null`,
    to: sql`amount_from is not null and amount_to is null`,
  },
  far: { from: sql`amount_to is not null`, to: sql`amount_from is not null` },
} satisfies Record<ReportedBy, Record<Near, RawBuilder<unknown>>>

export interface EdgesWanted {
  nodes: readonly number[]
  kinds: readonly number[]
  near: Near
  reportedBy: ReportedBy
  /** Of one kind at one node, the weightiest. */
  atMost: number
  day: string
}

/** The weightiest present edges of each kind at each node: an index gives them in their order, however many there are. */
export async function listWeightiest(db: Db, slot: Slot, wanted: EdgesWanted): Promise<EdgeRow[]> {
  const { nodes, kinds, near, reportedBy, atMost, day } = wanted
  if (nodes.length === 0 || kinds.length === 0) return []
  const [end, rank] = [sql.ref(`edge.${near}_node`), sql.ref(`edge.rank_${near}`)]
  const { rows } = await sql<EdgeRow>`
    select found.from_node, found.to_node, found.kind, ratio_bps, amount_from, amount_to, roles, since, until
    from unnest(${[...nodes]}::integer[]) with ordinality as at (node, place)
      cross join unnest(${[...kinds]}::smallint[]) as wanted (kind)
      cross join lateral (select * from ${edgeTable(slot)} as edge
        where ${end} = at.node and edge.kind = wanted.kind and ${reported[reportedBy][near]}
          and (edge.until is null or edge.until > ${day}::date)
        order by ${rank} desc limit ${atMost}) as found
    order by at.place`.execute(tables(db))
  return rows
}

/**
 * Present edges between nodes of a set, looked up from those that have few. The far end is no index condition on
 * purpose (+ 0): an index over it would lead through all that the busy ones have.
 */
export async function listBetween(
  db: Db,
  slot: Slot,
  wanted: { few: readonly number[]; all: readonly number[]; kinds: readonly number[]; day: string },
): Promise<EdgeRow[]> {
  const { few, all, kinds, day } = wanted
  const [ends, list] = [sql`${[...few]}::integer[]`, sql`${[...all]}::integer[]`]
  const from = (near: Near, far: Near) => sql`
    select found.* from unnest(${ends}) as at (node) cross join lateral (
      select from_node, to_node, kind, ratio_bps, amount_from, amount_to, roles, since, until
      from ${edgeTable(slot)} as edge
      where ${sql.ref(`edge.${near}_node`)} = at.node and kind = any(${[...kinds]}::smallint[])
        and ${sql.ref(`edge.${far}_node`)} + 0 = any(${list}) and (until is null or until > ${day}::date)) as found`
  const { rows } = await sql<EdgeRow>`${from('from', 'to')} union ${from('to', 'from')}`.execute(tables(db))
  return rows
}

/** Who holds these enterprises on a day: in present edges, as far as there are so many. */
export async function listHolders(
  db: Db,
  slot: Slot,
  wanted: { nodes: readonly number[]; kinds: readonly number[]; day: string; atMost: number },
): Promise<EdgeRow[]> {
  const { rows } = await sql<EdgeRow>`
    select from_node, to_node, kind, ratio_bps, amount_from, amount_to, roles, since, until
    from ${edgeTable(slot)} as edge
    where to_node = any(${[...wanted.nodes]}::integer[]) and kind = any(${[...wanted.kinds]}::smallint[])
      and (until is null or until > ${wanted.day}::date)
    limit ${wanted.atMost}`.execute(tables(db))
  return rows
}

export interface VersionsWanted {
  nodes: readonly number[]
  kinds: readonly number[]
  /** Edges that begin or end there, or only those that end there. */
  near: 'either' | 'to'
  /** What was known by then and in force on the day. */
  knownBy: Instant
  day: string
  atMost: number
}

/** What was known and in force on a past day, one row a record. */
export async function listVersions(db: Db, slot: Slot, wanted: VersionsWanted): Promise<EdgeRow[]> {
  const { nodes, kinds, near, knownBy, day, atMost } = wanted
  const { rows } = await sql<EdgeRow>`
    select from_node, to_node, kind, ratio_bps,
      case when kind in (1, 3) then coalesce(amount, 0) end as amount_from,
      case when kind in (0, 2) then coalesce(amount, 0) end as amount_to,
      roles, since, until
    from ${versionTable(slot)} as version
    where (to_node = any(${[...nodes]}::integer[])
        or (${near === 'either'} and from_node = any(${[...nodes]}::integer[])))
      and kind = any(${[...kinds]}::smallint[])
      and known_from <= ${knownBy} and (known_to is null or known_to > ${knownBy})
      and (since is null or since <= ${day}::date) and (until is null or until > ${day}::date)
    limit ${atMost}`.execute(tables(db))
  return rows
}
