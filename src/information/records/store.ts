import type { GeneratedAlways } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'

export interface StoredBatch {
  id: string
  recordType: string
  recordTypeDigest: string
  source: string
  subjectPrefix: string
  /** Relative to the lake folder; null when the batch published no row. */
  path: string | null
  files: string[]
  rows: bigint
  bytes: bigint
  digest: string
  eventMin: string | null
  eventMax: string | null
  knownMin: Instant | null
  knownMax: Instant | null
  supersedes: boolean
  publishedAt: Instant
  withdrawnAt: Instant | null
}

export interface RecordsTables {
  'records.batch': Omit<StoredBatch, 'files'> & { sequence: GeneratedAlways<bigint>; files: unknown }
  'records.fact': {
    sequence: GeneratedAlways<bigint>
    kind: 'BatchPublished' | 'BatchWithdrawn'
    batch: string
    recordType: string
    at: Instant
  }
}

export type SequencedBatch = StoredBatch & { sequence: bigint }

export async function insertBatch(db: Store<RecordsTables>, batch: StoredBatch): Promise<void> {
  await tables(db)
    .insertInto('records.batch')
    .values({ ...batch, files: JSON.stringify(batch.files) })
    .execute()
}

export async function insertFact(db: Store<RecordsTables>, fact: Omit<Fact, 'sequence'>): Promise<void> {
  await tables(db).insertInto('records.fact').values(fact).execute()
}

/** Every batch of a record type (or of all) that is not withdrawn at the moment, in the order of publication. */
export async function listBatches(
  db: Store<RecordsTables>,
  of: { recordType?: string; source?: string; withdrawnAfter: Instant },
): Promise<SequencedBatch[]> {
  let query = tables(db)
    .selectFrom('records.batch')
    .selectAll()
    .where((where) =>
      where.or([where('withdrawnAt', 'is', null), where('withdrawnAt', '>', of.withdrawnAfter)]),
    )
    .orderBy('sequence')
  if (of.recordType !== undefined) query = query.where('recordType', '=', of.recordType)
  if (of.source !== undefined) query = query.where('source', '=', of.source)
  return (await query.execute()) as SequencedBatch[]
}

export async function findBatch(db: Store<RecordsTables>, id: string): Promise<SequencedBatch | undefined> {
  const row = await tables(db).selectFrom('records.batch').selectAll().where('id', '=', id).executeTakeFirst()
  return row as SequencedBatch | undefined
}

export async function listBatchIds(db: Store<RecordsTables>): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('records.batch')
    .select('id')
    .where('path', 'is not', null)
    .execute()
  return rows.map((row) => row.id)
}

export async function markWithdrawn(db: Store<RecordsTables>, id: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('records.batch')
    .set({ withdrawnAt: at })
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export interface Fact {
  sequence: bigint
  kind: 'BatchPublished' | 'BatchWithdrawn'
  batch: string
  recordType: string
  at: Instant
}

export function selectFacts(db: Store<RecordsTables>, after: bigint, pageSize: number): Promise<Fact[]> {
  return tables(db)
    .selectFrom('records.fact')
    .selectAll()
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(pageSize)
    .execute()
}

export async function countFactRows(db: Store<RecordsTables>): Promise<number> {
  const { facts } = await tables(db)
    .selectFrom('records.fact')
    .select(({ fn }) => fn.countAll<bigint>().as('facts'))
    .executeTakeFirstOrThrow()
  return Number(facts)
}
