import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'

export type Slot = 'a' | 'b'

export interface BuildRow {
  slot: Slot
  builtAt: Instant
  facts: bigint
  tradeFrom: string | null
  tradeTo: string | null
  nodes: number
  edges: bigint
  findings: number
  seconds: number
}

export interface RelationsTables {
  'relations.build': BuildRow & { single: boolean }
}

export type Db = Store<RelationsTables>

export function findBuild(db: Db): Promise<BuildRow | undefined> {
  return tables(db).selectFrom('relations.build').selectAll().executeTakeFirst()
}

/** From the instant that this commits the slot is the one that is read. */
export async function saveBuild(db: Db, row: BuildRow): Promise<void> {
  await tables(db)
    .insertInto('relations.build')
    .values({ ...row, single: true })
    .onConflict((conflict) => conflict.column('single').doUpdateSet(row))
    .execute()
}

/**
 * Holds the tables of a slot until the transaction ends: a build that wants to empty them waits. False when the slot
 * was given up in the moment before.
 */
export async function holdSlot(db: Db, slot: Slot): Promise<boolean> {
  await sql`lock table ${sql.table(`relations.node_${slot}`)}, ${sql.table(`relations.edge_${slot}`)},
    ${sql.table(`relations.version_${slot}`)}, ${sql.table(`relations.finding_${slot}`)},
    ${sql.table(`relations.member_${slot}`)} in access share mode`.execute(tables(db))
  return (await findBuild(db))?.slot === slot
}
