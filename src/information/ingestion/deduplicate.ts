import type { Instant } from '../../foundation/instant.ts'
import { identifierField, type RecordType } from '../../trust/catalog/index.ts'
import { sqlText, valueColumn } from './check.ts'
import { valueFields } from './staging.ts'

/**
 * What a row says is new unless the version known just before it, of the same key, says the same. Keys that occur
 * once, nearly all of them, are told by a 64-bit hash; only the others are compared value by value, so that a
 * collision of hashes costs time and never a row.
 */
export interface LakeFile {
  path: string
  publishedAt: Instant
}

function keyFields(recordType: RecordType): string[] {
  const identifier = identifierField(recordType).name
  return recordType.key.filter((name) => name !== identifier)
}

function timestamp(at: Instant): string {
  return `TIMESTAMP ${sqlText(at.replace('Z', ''))}`
}

/** When a staged row becomes known: by its own column, by reconstruction, or, null, with its batch. */
export function knownSql(recordType: RecordType, knownAt: Instant | null): string {
  if (knownAt === null) return 'known'
  return `coalesce(known, ${reconstructedSql(recordType, knownAt)})`
}

/** Event time plus the delivery lag, to the end of that day in Shanghai, and never after the named moment. */
function reconstructedSql(recordType: RecordType, knownAt: Instant): string {
  const event = recordType.fields.find((field) => field.name === recordType.eventTime)
  if (!event) return timestamp(knownAt)
  const column = valueColumn(event.name)
  // The day after the event has happened: the next day, or the first of the next month. 16:00 UTC ends a day there.
  const after =
    event.type === 'month'
      ? `make_date(((${column} + 1) // 12)::INTEGER, ((${column} + 1) % 12 + 1)::INTEGER, 1)`
      : `(${column} + 1)`
  const end = `(${after} + ${recordType.deliveryLagDays})::TIMESTAMP - INTERVAL 8 HOUR - INTERVAL 1 MILLISECOND`
  return `least(${end}, ${timestamp(knownAt)})`
}

/** The lake's rows of the subjects in the batch, as the staged rows see them. */
export function createKnownRowsSql(recordType: RecordType, files: readonly LakeFile[]): string {
  const columns = valueFields(recordType).map((field) => `l."${field.name}" AS ${valueColumn(field.name)}`)
  const names = ['s.ordinal', ...columns, 'l.file', 'l.row'].join(', ')
  const parts = files.map(
    (file, number) => `SELECT ${names}, coalesce(l.known_at, ${timestamp(file.publishedAt)}) AS known,
      ${number} AS batch FROM read_parquet(${sqlText(file.path)}) l JOIN (SELECT DISTINCT subject, ordinal FROM subject) s
      USING (subject)`,
  )
  return `CREATE VIEW known_row AS ${parts.join(' UNION ALL ')}`
}

/** Hashes of the keys that need a closer look: twice in the batch, or in the lake already. */
export function createRepeatedKeySql(recordType: RecordType, withLake: boolean): string {
  const keys = ['ordinal', ...keyFields(recordType).map(valueColumn)].join(', ')
  const staged = `SELECT hash(${keys}) AS key_hash FROM staged JOIN subject USING (id)
    WHERE staged.problem IS NULL AND subject.problem = 0`
  const twice = `SELECT key_hash FROM (${staged}) GROUP BY key_hash HAVING count(*) > 1`
  if (!withLake) return `CREATE TABLE repeated_key AS ${twice}`
  return `CREATE TABLE repeated_key AS SELECT key_hash FROM (${twice}) UNION
    (SELECT hash(${keys}) FROM known_row INTERSECT SELECT key_hash FROM (${staged}))`
}

/**
 * Every version of those keys in the order in which it became known; `same` marks a row that repeats the version
 * before it, `later` one that replaces it.
 */
export function createVersionSql(recordType: RecordType, knownAt: Instant | null, withLake: boolean): string {
  const keys = ['ordinal', ...keyFields(recordType).map(valueColumn)]
  const contents = valueFields(recordType)
    .map((field) => field.name)
    .filter((name) => !recordType.key.includes(name))
    .map(valueColumn)
  const values = valueFields(recordType).map((field) => valueColumn(field.name))
  const fresh = `SELECT ordinal, ${values.join(', ')}, file, record AS row,
      coalesce(${knownSql(recordType, knownAt)}, TIMESTAMP 'infinity') AS known, 2147483647 AS batch
    FROM staged JOIN subject USING (id)
    WHERE staged.problem IS NULL AND subject.problem = 0
      AND hash(${keys.join(', ')}) IN (SELECT key_hash FROM repeated_key)`
  const old = `SELECT ordinal, ${values.join(', ')}, file, row, known, batch FROM known_row
    WHERE hash(${keys.join(', ')}) IN (SELECT key_hash FROM repeated_key)`
  const same = ['TRUE', ...contents.map((column) => `lag(${column}) OVER key IS NOT DISTINCT FROM ${column}`)]
  return `CREATE TABLE version AS
    SELECT file, row, batch, before AND same AS same, before AND NOT same AS later
    FROM (SELECT file, row, batch, row_number() OVER key > 1 AS before, (${same.join(' AND ')}) AS same
      FROM (${withLake ? `${fresh} UNION ALL ${old}` : fresh})
      WINDOW key AS (PARTITION BY ${keys.join(', ')} ORDER BY known, batch, file, row))`
}
