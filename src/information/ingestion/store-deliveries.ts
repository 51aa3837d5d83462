import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { ColumnChoice } from './column-choice.ts'
import type { Encoding } from './contract.ts'

export interface DeliveryReceipt {
  id: string
  recordType: string
  source: string
  files: { name: string; digest: string; bytes: number }[]
  encoding: Encoding
  knownAt: Instant | null
  mapping: ColumnChoice | null
  replaces: string | null
  rereads: string | null
  receivedAt: Instant
  receivedBy: string
  organization: string
  job: string | null
}

export interface StoredUpload {
  id: string
  name: string
  digest: string
  bytes: bigint
  receivedAt: Instant
  receivedBy: string
  organization: string
}

export interface DeliveryTables {
  'ingestion.original': {
    digest: string
    bytes: bigint
    firstReceivedAt: Instant
    retainedUntil: Instant | null
    purgedAt: Instant | null
  }
  'ingestion.delivery': Omit<DeliveryReceipt, 'files' | 'mapping'> & { files: unknown; mapping: unknown }
  'ingestion.delivery_original': { delivery: string; digest: string }
  'ingestion.upload': StoredUpload
  'ingestion.remembered_mapping': {
    recordType: string
    source: string
    headerDigest: string
    mapping: unknown
    rememberedAt: Instant
    rememberedBy: string
  }
  'ingestion.fixed_row': { batch: string; file: string; row: number; fixedBy: string; fixedAt: Instant }
}

type Db = Store<DeliveryTables>

/** The same bytes again are kept for the longer of the two times. */
export async function insertOriginal(
  db: Db,
  original: { digest: string; bytes: bigint; receivedAt: Instant; retainedUntil: Instant | null },
): Promise<void> {
  const { digest, bytes, receivedAt, retainedUntil } = original
  await sql`insert into ingestion.original (digest, bytes, first_received_at, retained_until)
    values (${digest}, ${bytes}, ${receivedAt}, ${retainedUntil})
    on conflict (digest) do update set purged_at = null, retained_until = case
      when original.retained_until is null or excluded.retained_until is null then null
      else greatest(original.retained_until, excluded.retained_until) end`.execute(tables(db))
}

/** Done twice for the same identifier it is there once: a job may run again. */
export async function insertDeliveryReceipt(db: Db, receipt: DeliveryReceipt): Promise<void> {
  const { files, mapping, ...plain } = receipt
  await tables(db)
    .insertInto('ingestion.delivery')
    .values({
      ...plain,
      files: JSON.stringify(files),
      mapping: mapping === null ? null : JSON.stringify(mapping),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  for (const digest of new Set(files.map((file) => file.digest)))
    await tables(db)
      .insertInto('ingestion.delivery_original')
      .values({ delivery: receipt.id, digest })
      .onConflict((conflict) => conflict.columns(['delivery', 'digest']).doNothing())
      .execute()
}

export async function findReceipt(db: Db, id: string): Promise<DeliveryReceipt | undefined> {
  const row = await tables(db)
    .selectFrom('ingestion.delivery')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row as DeliveryReceipt | undefined
}

export async function updateReceiptJob(db: Db, id: string, job: string): Promise<void> {
  await tables(db).updateTable('ingestion.delivery').set({ job }).where('id', '=', id).execute()
}

/** Deliveries that read the files of one again. */
export async function listRereads(db: Db, id: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('ingestion.delivery')
    .select('id')
    .where('rereads', '=', id)
    .execute()
  return rows.map((row) => row.id)
}

export async function insertUpload(db: Db, upload: StoredUpload): Promise<void> {
  await tables(db).insertInto('ingestion.upload').values(upload).execute()
}

export async function findUpload(db: Db, id: string): Promise<StoredUpload | undefined> {
  return tables(db).selectFrom('ingestion.upload').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Bytes that an organization has sent since a moment and not delivered. */
export async function sumWaitingUploads(db: Db, organization: string, since: Instant): Promise<number> {
  const { rows } = await sql<{ bytes: bigint }>`select coalesce(sum(upload.bytes), 0)::bigint as bytes
    from ingestion.upload where organization = ${organization} and received_at > ${since} and not exists
      (select from ingestion.delivery_original as taken where taken.digest = upload.digest)`.execute(
    tables(db),
  )
  return Number(rows[0]!.bytes)
}

/** Marks what nobody has to keep any longer, and answers it. */
export async function markExpired(db: Db, now: Instant): Promise<{ digest: string; bytes: bigint }[]> {
  const rows = await tables(db)
    .updateTable('ingestion.original')
    .set({ purgedAt: now })
    .where('retainedUntil', '<', now)
    .where('purgedAt', 'is', null)
    .returning(['digest', 'bytes'])
    .execute()
  return rows
}

export async function listKeptDigests(db: Db): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('ingestion.original')
    .select('digest')
    .where('purgedAt', 'is', null)
    .execute()
  return rows.map(({ digest }) => digest)
}

interface MappingKey {
  recordType: string
  source: string
  headerDigest: string
}

export async function findRememberedMapping(db: Db, key: MappingKey): Promise<ColumnChoice | undefined> {
  const row = await tables(db)
    .selectFrom('ingestion.remembered_mapping')
    .select('mapping')
    .where('recordType', '=', key.recordType)
    .where('source', '=', key.source)
    .where('headerDigest', '=', key.headerDigest)
    .executeTakeFirst()
  return row?.mapping as ColumnChoice | undefined
}

export async function rememberMapping(
  db: Db,
  key: MappingKey,
  said: { mapping: ColumnChoice; at: Instant; by: string },
): Promise<void> {
  const mapping = JSON.stringify(said.mapping)
  const changed = { mapping, rememberedAt: said.at, rememberedBy: said.by }
  await tables(db)
    .insertInto('ingestion.remembered_mapping')
    .values({ ...key, ...changed })
    .onConflict((conflict) => conflict.columns(['recordType', 'source', 'headerDigest']).doUpdateSet(changed))
    .execute()
}

export async function insertFixedRows(
  db: Db,
  rows: readonly { batch: string; file: string; row: number; fixedBy: string; fixedAt: Instant }[],
): Promise<void> {
  const pageRows = 1000
  for (let at = 0; at < rows.length; at += pageRows)
    await tables(db)
      .insertInto('ingestion.fixed_row')
      .values(rows.slice(at, at + pageRows))
      .onConflict((conflict) => conflict.columns(['batch', 'file', 'row']).doNothing())
      .execute()
}

export async function listFixedRows(db: Db, batch: string): Promise<{ file: string; row: number }[]> {
  return tables(db)
    .selectFrom('ingestion.fixed_row')
    .select(['file', 'row'])
    .where('batch', '=', batch)
    .execute()
}

export async function countFixedRows(db: Db, batch: string): Promise<number> {
  const { rows } = await sql<{
    count: bigint
  }>`select count(*) from ingestion.fixed_row where batch = ${batch}`.execute(tables(db))
  return Number(rows[0]!.count)
}
