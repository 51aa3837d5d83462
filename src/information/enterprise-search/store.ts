import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'

export interface SegmentRow {
  /** Below the folder of the index. */
  file: string
  /** Of the changes of enterprises: the segment holds all up to it. */
  sequence: bigint
  documents: number
  bytes: bigint
  builtAt: Instant
}

export interface EnterpriseSearchTables {
  'enterprise_search.segment': SegmentRow
}

type Db = Store<EnterpriseSearchTables>

export function findLatestSegment(db: Db): Promise<SegmentRow | undefined> {
  return tables(db)
    .selectFrom('enterprise_search.segment')
    .selectAll()
    .orderBy('sequence', 'desc')
    .orderBy('builtAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function saveSegment(db: Db, row: SegmentRow): Promise<void> {
  await tables(db).insertInto('enterprise_search.segment').values(row).execute()
}

/** Forgets all segments but one, and says which they were. */
export async function deleteOtherSegments(db: Db, file: string): Promise<string[]> {
  const rows = await tables(db)
    .deleteFrom('enterprise_search.segment')
    .where('file', '<>', file)
    .returning('file')
    .execute()
  return rows.map((row) => row.file)
}
