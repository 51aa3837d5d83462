import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type BulkStep, isDiskFull } from '../../foundation/bulk.ts'
import { instant } from '../../foundation/instant.ts'
import { refuse as refuseStore } from '../../foundation/store-refusals.ts'
import type { RecordType } from '../../trust/catalog/index.ts'
import { hashRanges } from './compaction-policy.ts'
import { digestRows, valueColumns } from './content-digest.ts'
import { type LakeFile, type ReadableFile, rowsSql } from './lake-file.ts'
import { eventBoundsSql, lakeFormat, lastDaySql, settleFile } from './lake-format.ts'
import { eventColumns, fieldNamed } from './scan-plan.ts'
import { name, text } from './sql-text.ts'

/** What the bulk process is told: files in, as few sorted ones out, every row with its batch and its source. */
export interface RewriteManifest {
  recordType: RecordType
  files: ReadableFile[]
  /** Where the new files go, durably; and the beginning of their names. */
  folder: string
  run: string
  /** Rows that happened before this day are left out; null keeps every row. */
  keepFrom: string | null
  threads: number
  memoryBytes: number
}

export interface RewrittenFile extends Omit<LakeFile, 'path'> {
  /** Within the folder. */
  fileName: string
  sources: string[]
  sequenceFrom: number
  sequenceTo: number
}

export interface Rewritten {
  files: RewrittenFile[]
  /** What was left out, by the file that held it. */
  erased: { path: string; rows: number; digest: string }[]
}

/** Merges files of the lake into larger ones. Nothing changes for any read before the caller swaps the manifest. */
export async function rewrite(
  manifest: RewriteManifest,
  progress: (step: BulkStep) => void,
): Promise<Rewritten> {
  const spill = join(manifest.folder, `${manifest.run}.spill`)
  try {
    await mkdir(manifest.folder, { recursive: true })
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(manifest.threads),
      memory_limit: `${Math.round(manifest.memoryBytes / 1e6)}MB`,
      temp_directory: spill,
    })
    const engine = await instance.connect()
    try {
      const files: RewrittenFile[] = []
      const ranges = hashRanges(await countByHash(engine, manifest))
      for (const [number, range] of ranges.entries()) {
        progress({ stage: 'compacting', done: number, total: ranges.length })
        files.push(await writeRange(engine, manifest, range, number))
      }
      return { files, erased: await listErased(engine, manifest) }
    } finally {
      engine.closeSync()
      instance.closeSync()
    }
  } catch (error) {
    if (isDiskFull(error)) refuseStore('disk-full', { folder: manifest.folder })
    throw error
  } finally {
    await rm(spill, { recursive: true, force: true })
  }
}

/** Whether a row happened before the day, as SQL; what has no time never did. */
function endedSql(recordType: RecordType, keepFrom: string): string {
  const field = fieldNamed(recordType, recordType.eventTime!)
  const day = field.type === 'month' ? lastDaySql(name(field.name)) : name(field.name)
  return `coalesce(${day} < DATE ${text(keepFrom)}, FALSE)`
}

function keptSql(manifest: RewriteManifest, files: readonly ReadableFile[], where: string[] = []): string {
  const rows = rowsSql(files, valueColumns(manifest.recordType), where)
  if (manifest.keepFrom === null) return rows
  return `SELECT * FROM (${rows}) WHERE NOT ${endedSql(manifest.recordType, manifest.keepFrom)}`
}

async function countByHash(
  engine: DuckDBConnection,
  manifest: RewriteManifest,
): Promise<Map<number, number>> {
  const query = `SELECT hash8::INTEGER, count(*)::DOUBLE FROM (${keptSql(manifest, manifest.files)}) GROUP BY hash8`
  const rows = (await engine.runAndReadAll(query)).getRows()
  return new Map(rows.map(([hash, count]) => [Number(hash), Number(count)]))
}

async function writeRange(
  engine: DuckDBConnection,
  manifest: RewriteManifest,
  range: { from: number; to: number },
  number: number,
): Promise<RewrittenFile> {
  const { recordType } = manifest
  const fileName = `${manifest.run}-${number}.parquet`
  const path = join(manifest.folder, fileName)
  const files = manifest.files.filter((file) => file.hashFrom <= range.to && file.hashTo >= range.from)
  const columns = valueColumns(recordType).map(name)
  const event = eventColumns(recordType).map(name)
  const order = ['hash8', 'subject', ...event, 'known_at', '_batch', 'file', 'row']
  await engine.run(`COPY (
    SELECT ${['hash8', 'subject', ...columns].join(', ')}, known AS known_at, reconstructed,
      source_id AS _source, batch_sequence AS _batch, file_index AS file, row_number AS row
    FROM (${keptSql(manifest, files, [`hash8 BETWEEN ${range.from} AND ${range.to}`])})
    ORDER BY ${order.join(', ')}) TO ${text(path)} (${lakeFormat})`)
  const digest = await settleFile(path)
  const [eventMin, eventMax] = eventBoundsSql(recordType)
  const found =
    await engine.runAndReadAll(`SELECT count(*)::DOUBLE, ${eventMin}::VARCHAR, ${eventMax}::VARCHAR,
      epoch_ms(min(known_at))::DOUBLE, epoch_ms(max(known_at))::DOUBLE, min(_batch)::DOUBLE, max(_batch)::DOUBLE,
      to_json(list_sort(list(DISTINCT _source)))::VARCHAR FROM read_parquet(${text(path)})`)
  const [rows, first, last, knownMin, knownMax, sequenceFrom, sequenceTo, sources] = found.getRows()[0]!
  return {
    fileName,
    rows: Number(rows),
    bytes: (await stat(path)).size,
    digest,
    eventMin: first as string | null,
    eventMax: last as string | null,
    knownMin: instant(new Date(Number(knownMin))),
    knownMax: instant(new Date(Number(knownMax))),
    hashFrom: range.from,
    hashTo: range.to,
    sources: JSON.parse(String(sources)) as string[],
    sequenceFrom: Number(sequenceFrom),
    sequenceTo: Number(sequenceTo),
  }
}

async function listErased(engine: DuckDBConnection, manifest: RewriteManifest): Promise<Rewritten['erased']> {
  if (manifest.keepFrom === null) return []
  const columns = valueColumns(manifest.recordType)
  const erased: Rewritten['erased'] = []
  for (const file of manifest.files) {
    const ended = `SELECT * FROM (${rowsSql([file], columns)}) WHERE ${endedSql(manifest.recordType, manifest.keepFrom)}`
    erased.push({ path: file.path, ...(await digestRows(engine, columns, [ended])) })
  }
  return erased
}
