import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { DeliveredFile } from './contract.ts'
import type { DeliveryReceipt, DeliveryTables } from './store-deliveries.ts'

export interface StoredDelivery {
  id: string
  recordType: string
  recordTypeDigest: string
  source: string
  sourceDigest: string
  files: DeliveredFile[]
  deliveryDigest: string
  repeats: string | null
  rowsRead: bigint
  rowsPublished: bigint
  rowsQuarantined: bigint
  rowsDuplicate: bigint
  rowsCorrected: bigint
  quarantine: { reason: string; rows: number }[]
  warnings: { reason: string; rows: number }[]
  /** Published rows that say each field; null when they were too many to count. */
  filled: Record<string, number> | null
  digest: string
  publishedAt: Instant
}

export interface IngestionTables extends DeliveryTables {
  'ingestion.batch': Omit<StoredDelivery, 'files' | 'quarantine' | 'warnings' | 'filled'> & {
    files: unknown
    quarantine: unknown
    warnings: unknown
    filled: unknown
  }
}

type Db = Store<IngestionTables>

export async function insertDelivery(db: Db, delivery: StoredDelivery): Promise<void> {
  await tables(db)
    .insertInto('ingestion.batch')
    .values({
      ...delivery,
      files: JSON.stringify(delivery.files),
      quarantine: JSON.stringify(delivery.quarantine),
      warnings: JSON.stringify(delivery.warnings),
      filled: delivery.filled === null ? null : JSON.stringify(delivery.filled),
    })
    .execute()
}

export async function findDelivery(db: Db, id: string): Promise<StoredDelivery | undefined> {
  const row = await tables(db)
    .selectFrom('ingestion.batch')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row as StoredDelivery | undefined
}

/** The batches that came of exactly these bytes, read in exactly this way, the first one first. */
export async function listSameDeliveries(db: Db, deliveryDigest: string): Promise<StoredDelivery[]> {
  const rows = await tables(db)
    .selectFrom('ingestion.batch')
    .selectAll()
    .where('deliveryDigest', '=', deliveryDigest)
    .where('repeats', 'is', null)
    .orderBy('id')
    .execute()
  return rows as StoredDelivery[]
}

/**
 * Deliveries of the same record type and source with duplicates of rows that may have been those of the batch, in the
 * order of publication: what came in earlier may have waited and been published later.
 */
export async function listDuplicating(
  db: Db,
  batch: { id: string; recordType: string; source: string; publishedAt: Instant },
): Promise<DeliveryReceipt[]> {
  const rows = await tables(db)
    .selectFrom('ingestion.delivery as delivery')
    .innerJoin('ingestion.batch as batch', 'batch.id', 'delivery.id')
    .selectAll('delivery')
    .where('batch.recordType', '=', batch.recordType)
    .where('batch.source', '=', batch.source)
    .where('batch.id', '<>', batch.id)
    .where('batch.publishedAt', '>=', batch.publishedAt)
    .where('batch.rowsDuplicate', '>', 0n)
    .orderBy('batch.publishedAt')
    .orderBy('batch.id')
    .execute()
  return rows as DeliveryReceipt[]
}

/** The latest first; `before` is the last of the page before. */
export async function listDeliveries(
  db: Db,
  wish: {
    recordType?: string | undefined
    source?: string | undefined
    /** No other sources than these. */
    sources: readonly string[] | undefined
    before?: string | undefined
    pageSize: number
  },
): Promise<StoredDelivery[]> {
  const { recordType, source, sources, before, pageSize } = wish
  let query = tables(db).selectFrom('ingestion.batch').selectAll().orderBy('id', 'desc').limit(pageSize)
  if (recordType !== undefined) query = query.where('recordType', '=', recordType)
  if (source !== undefined) query = query.where('source', '=', source)
  if (sources !== undefined) query = query.where(sql<boolean>`source = any(${[...sources]}::text[])`)
  if (before !== undefined) query = query.where('id', '<', before)
  return (await query.execute()) as StoredDelivery[]
}

export async function listDeliveryIds(db: Db): Promise<string[]> {
  return (await tables(db).selectFrom('ingestion.batch').select('id').execute()).map((row) => row.id)
}

const ingestLock = 726_190_507

export interface Line {
  recordType: string
  source: string
}

const keyOf = (line: Line) => `${line.recordType} ${line.source}`

/**
 * Runs a task while no other delivery of the same record type and source is on its way: the second of two waits
 * and then finds what the first published. The locks belong to a session, so a killed process leaves none behind.
 * `alone` is called first when no delivery of any kind is on its way: what lies about then belongs to nobody.
 */
export async function oneAtATime<Result>(
  kysely: Kysely<unknown>,
  line: Line,
  alone: () => Promise<void>,
  task: () => Promise<Result>,
): Promise<Result> {
  return kysely.connection().execute(async (session) => {
    const { rows } = await sql<{
      got: boolean
    }>`select pg_try_advisory_lock(${ingestLock}, 0) as got`.execute(session)
    const got = rows[0]!.got
    try {
      if (got) await alone()
      await sql`select pg_advisory_lock_shared(${ingestLock}, 0)`.execute(session)
      if (got) await sql`select pg_advisory_unlock(${ingestLock}, 0)`.execute(session)
      await sql`select pg_advisory_lock(${ingestLock}, hashtext(${keyOf(line)}))`.execute(session)
      return await task()
    } finally {
      await sql`select pg_advisory_unlock_all()`.execute(session)
    }
  })
}

/** A transaction that waits keeps a connection from others: it soon says that the store is busy. */
const transactionWaitMs = 5000

/** The same locks, held to the end of a transaction. */
export async function lockLine(db: Store<IngestionTables>, line: Line): Promise<void> {
  const boundWait = (ms: number) =>
    sql`select set_config('lock_timeout', ${String(ms)}, true)`.execute(tables(db))
  await boundWait(transactionWaitMs)
  await sql`select pg_advisory_xact_lock_shared(${ingestLock}, 0)`.execute(tables(db))
  await sql`select pg_advisory_xact_lock(${ingestLock}, hashtext(${keyOf(line)}))`.execute(tables(db))
  await boundWait(0)
}
