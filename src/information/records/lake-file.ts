import type { Instant } from '../../foundation/instant.ts'
import type { Field } from '../../trust/catalog/index.ts'
import { name, text, timestamp } from './sql-text.ts'

/** A file as it is handed to the lake: sorted by hash8, subject and event time, and never changed again. */
export interface LakeFile {
  /** Relative to the lake folder. */
  path: string
  rows: number
  bytes: number
  /** SHA-256 of the file. */
  digest: string
  /** First and last day on which a row happened; null where none has a time. */
  eventMin: string | null
  eventMax: string | null
  /** Null when the rows become known with their batch. */
  knownMin: Instant | null
  knownMax: Instant | null
  /** First and last hash8, both included. */
  hashFrom: number
  hashTo: number
}

/** What must be known of a file to read its rows, as data: it may cross to a bulk process. */
export interface ReadableFile {
  /** Absolute. */
  path: string
  rows: number
  hashFrom: number
  hashTo: number
  /** Null for a compacted file, where each row says so itself. */
  batch: { sequence: number; source: string; publishedAt: Instant } | null
  /** Batches of a compacted file whose rows do not count: they were withdrawn. */
  without: number[]
  /** Fields that came with a later version of the record type, with their types in SQL: read as null. */
  lacks: Record<string, string>
}

/** A readable file of one record type and source. */
export interface KnownFile extends ReadableFile {
  source: string
}

const sqlTypes: Readonly<Record<Field['type'], string>> = {
  identifier: 'VARCHAR',
  text: 'VARCHAR',
  fen: 'BIGINT',
  capital: 'BIGINT',
  integer: 'BIGINT',
  date: 'DATE',
  month: 'SMALLINT',
  code: 'UTINYINT',
  boolean: 'BOOLEAN',
}

/** How a field lies in the lake: amounts in fen, months counted from the year 0, codes by their position. */
export function sqlTypeOf(field: Pick<Field, 'type'>): string {
  return sqlTypes[field.type]
}

/**
 * The rows of a file that are not withdrawn, in one form whoever wrote it: hash8, subject, the columns, known,
 * reconstructed, source_id, batch_sequence, file_index, row_number.
 */
export function rowsSql(
  file: ReadableFile,
  columns: readonly string[],
  where: readonly string[] = [],
): string {
  const values = columns.map((column) => {
    const lacking = file.lacks[column]
    return lacking === undefined ? name(column) : `NULL::${lacking} AS ${name(column)}`
  })
  const { batch } = file
  const origin = batch
    ? `coalesce(known_at, ${timestamp(batch.publishedAt)}) AS known, reconstructed, ${text(batch.source)} AS source_id,
      ${batch.sequence}::BIGINT AS batch_sequence`
    : 'known_at AS known, reconstructed, source AS source_id, batch AS batch_sequence'
  const conditions = [...where]
  if (file.without.length > 0) conditions.push(`batch NOT IN (${file.without.join(', ')})`)
  const filter = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  return `SELECT ${['hash8', 'subject', ...values].join(', ')}, ${origin}, file AS file_index, row AS row_number
    FROM read_parquet(${text(file.path)})${filter}`
}

/** The same for those who compare with what is known of one source: subject, columns, known_at, batch, file, row. */
export function knownRowsSql(file: KnownFile, columns: readonly string[]): string {
  const own = file.batch === null ? [`source = ${text(file.source)}`] : []
  return `SELECT ${['subject', ...columns.map(name)].join(', ')}, known AS known_at, batch_sequence AS batch,
    file_index AS file, row_number AS row FROM (${rowsSql(file, columns, own)})`
}
