import type { Instant } from '../../foundation/instant.ts'
import type { RecordType } from '../../trust/catalog/index.ts'
import { type KnownFile, knownRowsSql } from '../records/index.ts'
import { sqlText, valueColumn } from './check.ts'
import { keyColumns, keyHashSql, valueFields } from './staging.ts'

/** Stands for the batch that is being made: after every one of the lake. */
export const freshBatch = '9223372036854775807'

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
export function createKnownRowsSql(recordType: RecordType, files: readonly KnownFile[]): string {
  const columns = valueFields(recordType).map((field) => `l."${field.name}" AS ${valueColumn(field.name)}`)
  const names = ['s.ordinal', 's.id', ...columns, 'l.file', 'l.row'].join(', ')
  const fields = valueFields(recordType).map((field) => field.name)
  const parts = files.map(
    (file) => `SELECT ${names}, l.known_at AS known, l.batch
      FROM (${knownRowsSql(file, fields)}) l JOIN (SELECT subject, min(id) AS id, min(ordinal) AS ordinal FROM subject GROUP BY subject) s
      USING (subject)`,
  )
  return `CREATE OR REPLACE VIEW known_row AS ${parts.join(' UNION ALL ')}`
}

/** How the rows of the batch and of the lake are told apart by key. */
export interface KeyHashing {
  withLake: boolean
  /**
   * Some enterprise is spelled in two ways in the batch, so that the hashes of the stage, which go by the text,
   * do not find all repetitions: they are taken anew by the number of the subject.
   */
  spelledTwice: boolean
}

function stagedHash(recordType: RecordType, how: KeyHashing): string {
  return how.spelledTwice ? keyHashSql(recordType, 'ordinal') : 'key_hash'
}

function lakeHash(recordType: RecordType, how: KeyHashing): string {
  return keyHashSql(recordType, how.spelledTwice ? 'ordinal' : 'id')
}

/** Hashes of the keys that need a closer look: twice in the batch, or in the lake already. */
export function createRepeatedKeySql(recordType: RecordType, how: KeyHashing): string {
  const staged = `SELECT ${stagedHash(recordType, how)} AS key_hash
    FROM staged ${how.spelledTwice ? 'JOIN subject USING (id)' : ''} WHERE staged.problem IS NULL`
  const twice = `SELECT key_hash FROM (${staged}) GROUP BY key_hash HAVING count(*) > 1`
  if (!how.withLake) return `CREATE OR REPLACE TABLE repeated_key AS ${twice}`
  return `CREATE OR REPLACE TABLE repeated_key AS SELECT key_hash FROM (${twice}) UNION
    (SELECT ${lakeHash(recordType, how)} FROM known_row INTERSECT SELECT key_hash FROM (${staged}))`
}

/**
 * What a row says is new unless the version known just before it, of the same key, says the same. Keys that occur
 * once, nearly all of them, are told by a 64-bit hash; only the others are compared value by value, so that a
 * collision of hashes costs time and never a row.
 * Every version of those keys in the order in which it became known; `same` marks a row that repeats the version
 * before it, `later` one that replaces it.
 */
export function createVersionSql(recordType: RecordType, knownAt: Instant | null, how: KeyHashing): string {
  const keys = ['ordinal', ...keyColumns(recordType)]
  const contents = valueFields(recordType)
    .map((field) => field.name)
    .filter((name) => !recordType.key.includes(name))
    .map(valueColumn)
  const values = valueFields(recordType).map((field) => valueColumn(field.name))
  const fresh = `SELECT ordinal, ${values.join(', ')}, file, row,
      coalesce(${knownSql(recordType, knownAt)}, TIMESTAMP 'infinity') AS known, ${freshBatch} AS batch
    FROM staged JOIN subject USING (id)
    WHERE staged.problem IS NULL AND subject.problem = 0
      AND ${stagedHash(recordType, how)} IN (SELECT key_hash FROM repeated_key)`
  const old = `SELECT ordinal, ${values.join(', ')}, file, row, known, batch FROM known_row
    WHERE ${lakeHash(recordType, how)} IN (SELECT key_hash FROM repeated_key)`
  const same = ['TRUE', ...contents.map((column) => `lag(${column}) OVER key IS NOT DISTINCT FROM ${column}`)]
  return `CREATE OR REPLACE TABLE version AS
    SELECT file, row, batch, before AND same AS same, before AND NOT same AS later
    FROM (SELECT file, row, batch, row_number() OVER key > 1 AS before, (${same.join(' AND ')}) AS same
      FROM (${how.withLake ? `${fresh} UNION ALL ${old}` : fresh})
      WINDOW key AS (PARTITION BY ${keys.join(', ')} ORDER BY known, batch, file, row))`
}
