import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { Erasure, RecordsTables, StoredFile } from './store.ts'

type Db = Store<RecordsTables>

export async function insertFiles(db: Db, files: readonly StoredFile[]): Promise<void> {
  if (files.length > 0) await tables(db).insertInto('records.lakeFile').values(files).execute()
}

export interface FilesWanted {
  recordType: string
  /** Rows of batches that were withdrawn by then do not count; nor do rows that became known later. */
  asOf: Instant
  /** The last day that counts. */
  day?: string
  withWithdrawn?: boolean
  source?: string
  /** Only files that can hold rows of this batch. */
  sequence?: bigint
  /** Only files that can hold one of these. */
  hashes?: readonly number[]
}

/** A live file with what its batch says, where it has one. */
export type LiveFile = StoredFile & { publishedAt: Instant | null }

/** The files that can hold a row known and happened by the moment, in the order of publication. */
export async function listLiveFiles(db: Db, wanted: FilesWanted): Promise<LiveFile[]> {
  let query = tables(db)
    .selectFrom('records.lakeFile as file')
    .leftJoin('records.batch as batch', 'batch.id', 'file.batch')
    .selectAll('file')
    .select('batch.publishedAt')
    .where('file.recordType', '=', wanted.recordType)
    .where('file.replacedAt', 'is', null)
    // Rows without a known time of their own are known since the batch is; history since its own earlier times.
    .where(({ fn }) => fn.coalesce('file.knownMin', 'batch.publishedAt'), '<=', wanted.asOf)
    .orderBy('file.sequenceFrom')
    .orderBy('file.hashFrom')
  if (!wanted.withWithdrawn)
    query = query.where((where) =>
      where.or([where('batch.withdrawnAt', 'is', null), where('batch.withdrawnAt', '>', wanted.asOf)]),
    )
  if (wanted.day !== undefined)
    query = query.where((where) =>
      where.or([where('file.eventMin', 'is', null), where('file.eventMin', '<=', wanted.day!)]),
    )
  if (wanted.source !== undefined)
    query = query.where(sql<boolean>`file.sources @> ARRAY[${wanted.source}]::text[]`)
  if (wanted.sequence !== undefined)
    query = query
      .where('file.sequenceFrom', '<=', wanted.sequence)
      .where('file.sequenceTo', '>=', wanted.sequence)
  if (wanted.hashes !== undefined)
    query = query.where(
      sql<boolean>`EXISTS (SELECT FROM unnest(${[...wanted.hashes]}::smallint[]) AS hash
        WHERE hash BETWEEN file.hash_from AND file.hash_to)`,
    )
  return (await query.execute()) as LiveFile[]
}

/** Every file that the manifest names, live or replaced: none of them may be swept away. */
export async function listLakePaths(db: Db, recordType?: string): Promise<string[]> {
  let query = tables(db).selectFrom('records.lakeFile').select('path')
  if (recordType !== undefined) query = query.where('recordType', '=', recordType)
  return (await query.execute()).map((row) => row.path)
}

export async function listLakeRecordTypes(db: Db): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('records.lakeFile')
    .select('recordType')
    .distinct()
    .where('replacedAt', 'is', null)
    .orderBy('recordType')
    .execute()
  return rows.map((row) => row.recordType)
}

/** The live files of a record type by what they were written with, and how many rows that has. */
export async function listRuns(db: Db, recordType: string): Promise<{ run: string; rows: number }[]> {
  const rows = await tables(db)
    .selectFrom('records.lakeFile')
    .select(['run', ({ fn }) => fn.sum<string>('rows').as('rows')])
    .where('recordType', '=', recordType)
    .where('replacedAt', 'is', null)
    .groupBy('run')
    .execute()
  return rows.map(({ run, rows }) => ({ run, rows: Number(rows) }))
}

export async function listFilesOfRuns(db: Db, runs: readonly string[]): Promise<StoredFile[]> {
  if (runs.length === 0) return []
  const query = tables(db)
    .selectFrom('records.lakeFile')
    .selectAll()
    .where(sql<boolean>`run = ANY(${[...runs]}::uuid[])`)
    .where('replacedAt', 'is', null)
    .orderBy('sequenceFrom')
  return query.execute()
}

/** Live files with rows that happened before the day. */
export function listFilesBefore(db: Db, recordType: string, day: string): Promise<StoredFile[]> {
  return tables(db)
    .selectFrom('records.lakeFile')
    .selectAll()
    .where('recordType', '=', recordType)
    .where('replacedAt', 'is', null)
    .where('eventMin', '<', day)
    .orderBy('sequenceFrom')
    .execute()
}

export async function insertErasure(db: Db, erasure: Erasure): Promise<void> {
  await tables(db)
    .insertInto('records.erasure')
    .values({ ...erasure, files: JSON.stringify(erasure.files) })
    .execute()
}

/** What was erased of a record type, the last first. */
export async function listErasures(db: Db, recordType: string): Promise<Erasure[]> {
  const rows = await tables(db)
    .selectFrom('records.erasure')
    .selectAll()
    .where('recordType', '=', recordType)
    .orderBy('at', 'desc')
    .execute()
  return rows as Erasure[]
}

/** The digests of files by their paths. */
export async function listLakeDigests(db: Db, paths: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await tables(db)
    .selectFrom('records.lakeFile')
    .select(['path', 'digest'])
    .where(sql<boolean>`path = ANY(${[...paths]}::text[])`)
    .execute()
  return new Map(rows.map(({ path, digest }) => [path, digest]))
}

/** Puts files in the place of others; what another process has replaced meanwhile is a bug of the locking. */
export async function replaceFiles(
  db: Db,
  old: readonly string[],
  fresh: readonly StoredFile[],
  at: Instant,
): Promise<void> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('records.lakeFile')
    .set({ replacedAt: at })
    .where(sql<boolean>`id = ANY(${[...old]}::uuid[])`)
    .where('replacedAt', 'is', null)
    .executeTakeFirst()
  if (Number(numUpdatedRows) !== old.length) throw new Error('a file of the lake was replaced twice')
  await insertFiles(db, fresh)
}

export function listReplacedFiles(db: Db, by: Instant): Promise<StoredFile[]> {
  return tables(db)
    .selectFrom('records.lakeFile')
    .selectAll()
    .where('replacedAt', '<=', by)
    .orderBy('path')
    .execute()
}

/** Forgets files that are gone from the disk. */
export async function deleteFiles(db: Db, ids: readonly string[]): Promise<void> {
  await tables(db)
    .deleteFrom('records.lakeFile')
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .where('replacedAt', 'is not', null)
    .execute()
}

const rewriteLock = 726_190_508

/**
 * Runs a task while nobody else rewrites files of the record type; false when somebody does. The lock belongs to a
 * session, so a killed process leaves none behind.
 */
export async function oneRewritingAtATime(
  kysely: Kysely<unknown>,
  recordType: string,
  task: () => Promise<void>,
): Promise<boolean> {
  return kysely.connection().execute(async (session) => {
    const key = sql`${rewriteLock}, hashtext(${recordType})`
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${key}) as got`.execute(session)
    if (!rows[0]!.got) return false
    try {
      await task()
      return true
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(session)
    }
  })
}

/** Live and replaced files by record type. */
export async function summarizeFiles(db: Db) {
  const { rows } = await sql<
    Record<'files' | 'rows' | 'bytes' | 'filesReplaced' | 'bytesReplaced', bigint | string> & {
      recordType: string
    }
  >`
    SELECT record_type, count(*) FILTER (WHERE replaced_at IS NULL) AS files,
      coalesce(sum(rows) FILTER (WHERE replaced_at IS NULL), 0) AS rows,
      coalesce(sum(bytes) FILTER (WHERE replaced_at IS NULL), 0) AS bytes,
      count(*) FILTER (WHERE replaced_at IS NOT NULL) AS files_replaced,
      coalesce(sum(bytes) FILTER (WHERE replaced_at IS NOT NULL), 0) AS bytes_replaced
    FROM records.lake_file GROUP BY record_type ORDER BY record_type`.execute(tables(db))
  return rows.map(({ recordType, ...numbers }) => ({
    recordType,
    files: Number(numbers.files),
    rows: Number(numbers.rows),
    bytes: Number(numbers.bytes),
    filesReplaced: Number(numbers.filesReplaced),
    bytesReplaced: Number(numbers.bytesReplaced),
  }))
}
