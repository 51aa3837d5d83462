import { type GeneratedAlways, sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'

export interface StoredBatch {
  id: string
  recordType: string
  recordTypeDigest: string
  source: string
  subjectPrefix: string
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

/** A file of the lake as the manifest has it; columns as in the migration. */
export interface StoredFile {
  id: string
  recordType: string
  recordTypeDigest: string
  batch: string | null
  run: string
  path: string
  rows: bigint
  bytes: bigint
  digest: string | null
  eventMin: string | null
  eventMax: string | null
  knownMin: Instant | null
  knownMax: Instant | null
  hashFrom: number
  hashTo: number
  sequenceFrom: bigint
  sequenceTo: bigint
  sources: string[]
  supersedes: boolean
  addedAt: Instant
  replacedAt: Instant | null
}

/** Rows that are gone because their retention had ended, and what stands in the place of their files. */
export interface Erasure {
  id: string
  recordType: string
  recordTypeDigest: string
  /** The first day whose rows were kept. */
  eventBefore: string
  rows: bigint
  files: {
    erased: { path: string; rows: number; digest: string }[]
    replacedBy: { path: string; rows: number; digest: string | null }[]
  }
  at: Instant
}

export interface RecordsTables {
  'records.erasure': Omit<Erasure, 'files'> & { files: unknown }
  'records.batch': Omit<StoredBatch, 'files'> & { sequence: GeneratedAlways<bigint>; files: unknown }
  'records.lakeFile': StoredFile
  'records.fact': {
    sequence: GeneratedAlways<bigint>
    kind: 'BatchPublished' | 'BatchWithdrawn'
    batch: string
    recordType: string
    at: Instant
  }
}

type Db = Store<RecordsTables>

export type SequencedBatch = StoredBatch & { sequence: bigint }

export async function insertBatch(db: Db, batch: StoredBatch): Promise<bigint> {
  const { sequence } = await tables(db)
    .insertInto('records.batch')
    .values({ ...batch, files: JSON.stringify(batch.files) })
    .returning('sequence')
    .executeTakeFirstOrThrow()
  return sequence
}

export async function insertFact(db: Db, fact: Omit<Fact, 'sequence'>): Promise<void> {
  await tables(db).insertInto('records.fact').values(fact).execute()
}

/** Every batch of a record type (or of all) that is not withdrawn at the moment, in the order of publication. */
export async function listBatches(
  db: Db,
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

/** Batches of one record type and subject prefix that were as far known by a moment: not at all, in part, or wholly. */
export interface BatchSummary {
  recordType: string
  subjectPrefix: string
  batches: number
  lastSequence: bigint
  eventMax: string | null
  knownMin: Instant
  knownMax: Instant
  /** When the last of those with rows became known, at the moment at the latest; null before. */
  newestKnown: Instant | null
}

/** What the manifest says of all batches that were not withdrawn by a moment; ten thousand of them are a few rows. */
export async function summarizeBatches(db: Db, at: Instant): Promise<BatchSummary[]> {
  const { rows } = await sql<BatchSummary>`
    SELECT record_type, subject_prefix, count(*)::integer AS batches, max(sequence) AS last_sequence,
      max(event_max) AS event_max, min(known_from) AS known_min, max(known_to) AS known_max,
      max(least(known_to, ${at}::timestamptz)) FILTER (WHERE rows > 0 AND known_from <= ${at}) AS newest_known
    FROM (SELECT *, coalesce(known_min, published_at) AS known_from, coalesce(known_max, published_at) AS known_to
      FROM records.batch WHERE withdrawn_at IS NULL OR withdrawn_at > ${at}) AS known
    GROUP BY record_type, subject_prefix, known_from <= ${at}, known_to <= ${at}`.execute(tables(db))
  return rows
}

/** Whether some row became known after one moment and by another, of batches not withdrawn by a third. */
export async function isKnownBetween(
  db: Db,
  of: { recordTypes: readonly string[]; after: Instant; until: Instant; withdrawnAfter: Instant },
): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('records.batch')
    .select('id')
    .where('recordType', 'in', [...of.recordTypes])
    .where((where) =>
      where.or([where('withdrawnAt', 'is', null), where('withdrawnAt', '>', of.withdrawnAfter)]),
    )
    .where(({ fn }) => fn.coalesce('knownMin', 'publishedAt'), '<=', of.until)
    .where(({ fn }) => fn.coalesce('knownMax', 'publishedAt'), '>', of.after)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const visibleBatches = (db: Db, recordType: string, asOf: Instant) =>
  tables(db)
    .selectFrom('records.batch')
    .selectAll()
    .where('recordType', '=', recordType)
    .where('rows', '>', 0n)
    .where((where) => where.or([where('withdrawnAt', 'is', null), where('withdrawnAt', '>', asOf)]))

/** Of the batches that were wholly known by the moment the one whose rows became known last. */
export async function findLatestBatch(
  db: Db,
  recordType: string,
  asOf: Instant,
): Promise<SequencedBatch | undefined> {
  const row = await visibleBatches(db, recordType, asOf)
    .where(({ fn }) => fn.coalesce('knownMax', 'publishedAt'), '<=', asOf)
    .orderBy(({ fn }) => fn.coalesce('knownMax', 'publishedAt'), 'desc')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row as SequencedBatch | undefined
}

/** Batches with rows that became known before the moment and rows that became known after it. */
export async function listHalfKnown(db: Db, recordType: string, asOf: Instant): Promise<SequencedBatch[]> {
  const rows = await visibleBatches(db, recordType, asOf)
    .where('knownMin', '<=', asOf)
    .where('knownMax', '>', asOf)
    .orderBy('sequence')
    .execute()
  return rows as SequencedBatch[]
}

/** Sequences of the batches of a record type that were withdrawn by the moment. */
export async function listWithdrawn(db: Db, recordType: string, by: Instant): Promise<bigint[]> {
  const rows = await tables(db)
    .selectFrom('records.batch')
    .select('sequence')
    .where('recordType', '=', recordType)
    .where('withdrawnAt', '<=', by)
    .orderBy('sequence')
    .execute()
  return rows.map((row) => row.sequence)
}

export async function listBatchesBySequence(db: Db, sequences: readonly bigint[]): Promise<SequencedBatch[]> {
  if (sequences.length === 0) return []
  const query = tables(db)
    .selectFrom('records.batch')
    .selectAll()
    .where('sequence', 'in', [...sequences])
  return (await query.execute()) as SequencedBatch[]
}

/** Whether a batch that was published after one moment says what was known by another. */
export async function findHistoryLoaded(
  db: Db,
  of: { recordType: string; after: Instant; by: Instant },
): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('records.batch')
    .select('id')
    .where('recordType', '=', of.recordType)
    .where('publishedAt', '>', of.after)
    .where('knownMin', '<=', of.by)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function findBatch(db: Db, id: string): Promise<SequencedBatch | undefined> {
  const row = await tables(db).selectFrom('records.batch').selectAll().where('id', '=', id).executeTakeFirst()
  return row as SequencedBatch | undefined
}

export async function markWithdrawn(db: Db, id: string, at: Instant): Promise<boolean> {
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

export function selectFacts(db: Db, after: bigint, pageSize: number): Promise<Fact[]> {
  return tables(db)
    .selectFrom('records.fact')
    .selectAll()
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(pageSize)
    .execute()
}

export async function countFactRows(db: Db, recordTypes?: readonly string[]): Promise<number> {
  let counting = tables(db)
    .selectFrom('records.fact')
    .select(({ fn }) => fn.countAll<bigint>().as('facts'))
  if (recordTypes !== undefined) counting = counting.where('recordType', 'in', [...recordTypes])
  const { facts } = await counting.executeTakeFirstOrThrow()
  return Number(facts)
}

/** By record type, how many batches came or went, and how often the retention of rows ended. */
export async function countFactsByType(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ recordType: string; changes: number }>`
    SELECT record_type, count(*)::integer AS changes
    FROM (SELECT record_type FROM records.fact UNION ALL SELECT record_type FROM records.erasure) AS change
    GROUP BY record_type`.execute(tables(db))
  return Object.fromEntries(rows.map(({ recordType, changes }) => [recordType, changes]))
}

/** Batches that were published or withdrawn since a moment. A transaction is seen when it commits, so look back far enough. */
export async function listBatchesChangedSince(
  db: Db,
  recordType: string,
  since: Instant,
): Promise<SequencedBatch[]> {
  const rows = await tables(db)
    .selectFrom('records.batch')
    .selectAll()
    .where('recordType', '=', recordType)
    .where((where) => where.or([where('publishedAt', '>=', since), where('withdrawnAt', '>=', since)]))
    .orderBy('sequence')
    .execute()
  return rows as SequencedBatch[]
}
