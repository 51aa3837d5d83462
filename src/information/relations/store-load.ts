import { type Kysely, sql } from 'kysely'
import type { Loader } from '../../foundation/copy-rows.ts'
import type { Slot } from './store.ts'

const columns = {
  node: 'number, ref, kind, uscc, name, degrees',
  edge: 'from_node, to_node, kind, ratio_bps, amount_from, amount_to, roles, since, until, rank_from, rank_to',
  version: 'from_node, to_node, kind, ratio_bps, amount, roles, since, until, known_from, known_to',
  finding: 'number, kind, size, related',
  member: 'finding, place, node',
} as const

/** As the migration names them. */
const indexes: readonly {
  name: (slot: Slot) => string
  on: keyof typeof columns
  sql: string
  unique: boolean
}[] = [
  { name: (slot) => `node_${slot}_number`, on: 'node', sql: '(number)', unique: true },
  { name: (slot) => `node_${slot}_ref`, on: 'node', sql: '(ref)', unique: true },
  {
    name: (slot) => `edge_${slot}_from`,
    on: 'edge',
    sql: '(from_node, kind, rank_from DESC)',
    unique: false,
  },
  { name: (slot) => `edge_${slot}_to`, on: 'edge', sql: '(to_node, kind, rank_to DESC)', unique: false },
  { name: (slot) => `version_${slot}_from`, on: 'version', sql: '(from_node)', unique: false },
  { name: (slot) => `version_${slot}_to`, on: 'version', sql: '(to_node)', unique: false },
  { name: (slot) => `finding_${slot}_number`, on: 'finding', sql: '(number)', unique: true },
  { name: (slot) => `member_${slot}_finding`, on: 'member', sql: '(finding, place)', unique: false },
  { name: (slot) => `member_${slot}_node`, on: 'member', sql: '(node)', unique: false },
]

/** Fills a slot that nobody reads from files, from nothing: begun again after a crash it gives the same. */
export async function loadSlot(
  loader: Loader,
  slot: Slot,
  path: (table: keyof typeof columns) => string,
  loaded: (tables: number) => void,
): Promise<void> {
  await loader.run("SET maintenance_work_mem = '256MB'")
  const names = Object.keys(columns) as (keyof typeof columns)[]
  for (const [place, table] of names.entries()) {
    const own = indexes.filter((index) => index.on === table)
    for (const index of own) await loader.run(`DROP INDEX IF EXISTS relations.${index.name(slot)}`)
    await loader.run(`TRUNCATE relations.${table}_${slot}`)
    await loader.copy(
      `COPY relations.${table}_${slot} (${columns[table]}) FROM STDIN (FORMAT csv)`,
      path(table),
    )
    for (const index of own)
      await loader.run(
        `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${index.name(slot)} ON relations.${table}_${slot} ${index.sql}`,
      )
    // Also writes the visibility map, without which counting would look at every row.
    await loader.run(`VACUUM ANALYZE relations.${table}_${slot}`)
    loaded(place + 1)
  }
}

const buildLock = 7_261_905_127

/** Runs a task unless another process builds; false when one does. A killed process leaves no lock behind. */
export async function oneBuildAtATime(locks: Kysely<unknown>, task: () => Promise<void>): Promise<boolean> {
  return locks.connection().execute(async (session) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${buildLock}) as got`.execute(
      session,
    )
    if (!rows[0]!.got) return false
    try {
      await task()
      return true
    } finally {
      await sql`select pg_advisory_unlock(${buildLock})`.execute(session)
    }
  })
}
