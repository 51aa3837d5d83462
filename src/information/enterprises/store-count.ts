import { sql } from 'kysely'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { EnterpriseTables } from './store.ts'

/** Below this an exact count takes no time; above it the planner's estimate does. */
const exactMax = 50_000

export async function countRows(db: Store<EnterpriseTables>): Promise<number> {
  const estimate = await sql<{ rows: number }>`select reltuples::double precision as rows from pg_class
    where oid = 'enterprises.enterprise'::regclass`.execute(tables(db))
  const rows = estimate.rows[0]?.rows ?? 0
  if (rows > exactMax) return Math.round(rows)
  const exact = await sql<{
    rows: number
  }>`select count(*)::integer as rows from enterprises.enterprise`.execute(tables(db))
  return exact.rows[0]!.rows
}
