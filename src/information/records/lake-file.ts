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
 * The rows of files that are not withdrawn, in one form whoever wrote them: hash8, subject, the columns, known,
 * reconstructed, source_id, batch_sequence, file_index, row_number. (A compacted file calls its own `_batch` and
 * `_source`: no field of a record type begins so.) Files of one shape are read as one list: ten
 * thousand queries in one would take the engine longer to understand than to run.
 */
export function rowsSql(
  files: readonly ReadableFile[],
  columns: readonly string[],
  where: readonly string[] = [],
): string {
  const shapes = new Map<string, ReadableFile[]>()
  for (const file of files) {
    const shape = JSON.stringify([file.batch === null, file.without, file.lacks])
    const same = shapes.get(shape)
    if (same) same.push(file)
    else shapes.set(shape, [file])
  }
  return [...shapes.values()].map((same) => shapeSql(same, columns, where)).join(' UNION ALL ')
}

/** A folder above the lake may be called `a=b`: that is no column. Not looking saves a twelfth of opening many files. */
const asNamed = 'hive_partitioning = false'

function shapeSql(
  files: readonly ReadableFile[],
  columns: readonly string[],
  where: readonly string[],
): string {
  const [{ batch, without, lacks }] = files as [ReadableFile]
  const values = columns.map((column) =>
    lacks[column] === undefined ? name(column) : `NULL::${lacks[column]} AS ${name(column)}`,
  )
  const select = ['hash8', 'subject', ...values].join(', ')
  const place = 'file AS file_index, row AS row_number'
  const filter = (conditions: readonly string[]) =>
    conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  const paths = `[${files.map((file) => text(file.path)).join(', ')}]`
  if (batch === null) {
    const conditions = without.length > 0 ? [...where, `_batch NOT IN (${without.join(', ')})`] : where
    return `SELECT ${select}, known_at AS known, reconstructed, _source AS source_id, _batch AS batch_sequence, ${place}
      FROM read_parquet(${paths}, ${asNamed})${filter(conditions)}`
  }
  if (files.length === 1) {
    const known = `coalesce(known_at, ${timestamp(batch.publishedAt)}) AS known`
    return `SELECT ${select}, ${known}, reconstructed, ${text(batch.source)} AS source_id,
      ${batch.sequence}::BIGINT AS batch_sequence, ${place} FROM read_parquet(${paths}, ${asNamed})${filter(where)}`
  }
  const origins = files.map(
    ({ path, batch: of }) =>
      `(${text(path)}, ${of!.sequence}::BIGINT, ${text(of!.source)}, ${timestamp(of!.publishedAt)})`,
  )
  return `SELECT ${select}, coalesce(known_at, _published) AS known, reconstructed, _source AS source_id,
      _batch AS batch_sequence, ${place}
    FROM (SELECT * FROM read_parquet(${paths}, ${asNamed}, filename = '_path')${filter(where)})
      JOIN (VALUES ${origins.join(', ')}) AS origin (_path, _batch, _source, _published) USING (_path)`
}

/**
 * The same for those who compare with what is known of one source: subject, columns, known_at, batch (in the order
 * of publication), file, row. One file, or several at once.
 */
export function knownRowsSql(known: KnownFile | readonly KnownFile[], columns: readonly string[]): string {
  const files = 'path' in known ? [known] : known
  const source = files[0]!.source
  return `SELECT ${['subject', ...columns.map(name)].join(', ')}, known AS known_at, batch_sequence AS batch,
    file_index AS file, row_number AS row FROM (${rowsSql(files, columns)}) WHERE source_id = ${text(source)}`
}
