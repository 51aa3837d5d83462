import type { Instant } from '../../foundation/instant.ts'
import type { RecordType, Source } from '../../trust/catalog/index.ts'
import { valueColumn } from './check.ts'
import { freshBatch, knownSql } from './deduplicate.ts'
import { sqlText } from './sql-text.ts'
import { valueFields } from './staging.ts'

/**
 * The rows that say something new, in the order of the lake: by hash8 of the subject, subject and event time. The
 * order is sorted by the number of the subject, which is one integer, not by its text.
 */
export function publishSql(recordType: RecordType, knownAt: Instant | null, repeated: boolean): string {
  const fields = valueFields(recordType)
  const values = fields.map((field) => valueColumn(field.name)).join(', ')
  const fresh = repeated
    ? `SELECT * FROM staged WHERE ${place} NOT IN (SELECT ${place} FROM version WHERE same AND batch = ${freshBatch})`
    : 'SELECT * FROM staged'
  const reconstructed = knownAt === null ? 'FALSE' : 'known IS NULL'
  const rows = `SELECT hash8, subject, ordinal, ${values}, ${knownSql(recordType, knownAt)} AS known_at,
      ${reconstructed} AS reconstructed, file, row
    FROM (${fresh}) s JOIN subject USING (id) WHERE s.problem IS NULL AND subject.problem = 0`
  const columns = fields.map((field) => `${valueColumn(field.name)} AS "${field.name}"`)
  return `SELECT hash8, subject, ${columns.join(', ')}, known_at, reconstructed, file, row
    FROM (${rows}) ORDER BY ${orderSql(recordType)}`
}

/** File and row in one integer: twice as fast to look up as two. */
const place = '((file::BIGINT << 32) + row)'

/** Subject and event time in one integer: 24 bits hold every day and every month, and one key sorts twice as fast. */
function orderSql(recordType: RecordType): string {
  const field = recordType.fields.find((candidate) => candidate.name === recordType.eventTime)
  if (!field) return 'ordinal'
  const column = valueColumn(field.name)
  const event = field.type === 'month' ? `${column}::BIGINT` : `(${column} - DATE '1900-01-01')`
  return `(ordinal::BIGINT << 24) + coalesce(${event}, 0)`
}

/** Stored positions of a code list back as codes. */
function codeSql(recordType: RecordType, name: string): string {
  const field = recordType.fields.find((candidate) => candidate.name === name)!
  const column = `"${name}"`
  if (field.type !== 'code') return column
  return `[${field.codes!.map((code) => sqlText(code.code)).join(', ')}][${column} + 1]`
}

/**
 * Each enterprise that the batch names: its identifier, and, where the record type carries its name, its names with
 * the day since which they hold and the last delivered facts.
 */
export function subjectsSql(recordType: RecordType, source: Source, lakePath: string): string {
  const from = `FROM read_parquet(${sqlText(lakePath)})`
  const prefix = source.identifierScheme === 'local' ? source.id.length + 1 : 0
  const value = `substr(subject, ${prefix + 1}) AS value`
  // The name of a person, in a record about one, is none of the enterprise's.
  if (!recordType.fields.some((field) => field.name === 'name' && field.personal !== true)) {
    return `SELECT DISTINCT ${value} ${from}`
  }
  const event = recordType.eventTime === null ? 'NULL::DATE' : `"${recordType.eventTime}"`
  const facts = valueFields(recordType).map(
    (field) => `'${field.name}': CAST(${codeSql(recordType, field.name)} AS VARCHAR)`,
  )
  const order = `(coalesce(${event}, DATE '1900-01-01'), coalesce(known_at, TIMESTAMP 'infinity'), file, row)`
  return `SELECT ${value}, arg_max({${facts.join(', ')}}, ${order}) AS facts,
      list(DISTINCT {'name': "name", 'since': ${event}::VARCHAR}) AS names,
      strftime(arg_max(known_at, ${order}), '%Y-%m-%dT%H:%M:%S.%gZ') AS "knownAt"
    ${from} GROUP BY subject`
}
