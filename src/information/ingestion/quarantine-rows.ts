import { identifierField, type RecordType } from '../../trust/catalog/index.ts'
import type { QuarantineReason } from './check.ts'
import { identifierReasons } from './identify.ts'
import type { ReceivedFile } from './receive.ts'
import { sqlText } from './sql-text.ts'
import { readCsvSql, type Staging } from './staging.ts'

/** What the engine's own words for a broken row mean. */
const rejectReasons: Readonly<Record<string, QuarantineReason>> = {
  'MISSING COLUMNS': 'columns-missing',
  'TOO MANY COLUMNS': 'columns-surplus',
  'UNQUOTED VALUE': 'quote-unclosed',
  'LINE SIZE OVER MAXIMUM': 'quote-unclosed',
  'INVALID ENCODING': 'bytes-invalid',
  'INVALID STATE': 'quote-unclosed',
}

/** The first and the last character of a text that touches a person; one or two characters show at most one. */
export function maskSql(x: string): string {
  return `CASE WHEN length(${x}) <= 1 THEN '*' WHEN length(${x}) = 2 THEN ${x}[1] || '*'
    ELSE ${x}[1] || repeat('*', least(length(${x}) - 2, 20)::INTEGER) || ${x}[-1] END`
}

const rawLengthMax = 4000

/** A file as the quarantine sees it: which of its columns must not be shown in full. */
export interface QuarantinedFile {
  received: ReceivedFile
  number: number
  identifierColumn: number | undefined
  personalColumns: number[]
}

export const createRejectedSql =
  'CREATE TABLE rejected (file USMALLINT, row INTEGER, reason VARCHAR, raw VARCHAR)'

/** Rows that the reader itself set aside, one line each; the raw text is kept only where no field is personal. */
export function collectRejectedSql(number: number, recordType: RecordType): string {
  const arms = Object.entries(rejectReasons).map(([said, reason]) => `WHEN '${said}' THEN '${reason}'`)
  const personal = recordType.fields.some((field) => field.personal)
  return `INSERT INTO rejected SELECT ${number}, line::INTEGER,
      CASE min_by(error_type::VARCHAR, column_idx) ${arms.join(' ')} ELSE 'quote-unclosed' END,
      ${personal ? 'NULL' : `left(any_value(csv_line), ${rawLengthMax})`}
    FROM rejects_${number} GROUP BY line`
}

/**
 * How many rows the reader set aside before an accepted one, by which its number in the file is greater: for each
 * run of 256 records how many before the run, and the places within it. A join on the run costs a tenth of one on
 * the order.
 */
export const createShiftSql = `CREATE TABLE shift AS
  WITH place AS (SELECT file, row - 1 - place AS accepted FROM
      (SELECT file, row, row_number() OVER (PARTITION BY file ORDER BY row) AS place FROM rejected)),
    inside AS (SELECT file, accepted // 256 AS run, list(accepted) AS places FROM place GROUP BY ALL),
    run AS (SELECT DISTINCT file, record // 256 AS run FROM staged UNION SELECT file, run FROM inside)
  SELECT file, run, places, coalesce(sum(len(places)) OVER (PARTITION BY file ORDER BY run
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::INTEGER AS places_before
  FROM run LEFT JOIN inside USING (file, run)`

/** Rows with their number in the file, the header being 1. `rows` is a query with the columns file and record. */
export function numberedSql(rows: string, shifted: boolean): string {
  if (!shifted) return `SELECT *, record + 1 AS row FROM (${rows})`
  return `SELECT r.*, r.record + 1 + shift.places_before + CASE WHEN shift.places IS NULL THEN 0
      ELSE len(list_filter(shift.places, lambda place: place < r.record)) END AS row
    FROM (${rows}) r JOIN shift ON shift.file = r.file AND shift.run = r.record // 256`
}

function rawSql(personalColumns: readonly number[]): string {
  const masked = personalColumns.map((column) => column + 1)
  const cell =
    masked.length > 0 ? `CASE WHEN i IN (${masked.join(', ')}) THEN ${maskSql('x')} ELSE x END` : 'x'
  const quoted = (x: string) =>
    `CASE WHEN regexp_matches(${x}, '[",\\r\\n]') THEN '"' || replace(${x}, '"', '""') || '"' ELSE ${x} END`
  const cells = `list_transform(list_transform(raw, lambda x, i: ${cell}), lambda x: coalesce(${quoted('x')}, ''))`
  return `left(array_to_string(${cells}, ','), ${rawLengthMax})`
}

/** All bad rows of the batch: by their values, by their identifier, and those that the reader could not take apart. */
export function quarantineSql(
  staging: Staging,
  files: readonly QuarantinedFile[],
  found: { problems: boolean; identifiers: boolean; rejected: boolean },
): string {
  const parts: string[] = []
  if (found.problems) parts.push(...files.map((file) => problemRowsSql(staging, file, found.rejected)))
  if (found.identifiers) {
    parts.push(...files.map((file) => identifierRowsSql(staging.recordType, file, found.rejected)))
  }
  if (found.rejected) {
    parts.push(`SELECT file, row, NULL::VARCHAR AS field, reason, NULL::VARCHAR AS value, raw FROM rejected`)
  }
  const names = `[${files.map((file) => sqlText(file.received.name)).join(', ')}]`
  return `SELECT ${names}[file + 1] AS file, row::INTEGER AS row, field, reason, value, raw
    FROM (${parts.join(' UNION ALL ')}) ORDER BY ALL`
}

function problemRowsSql(staging: Staging, file: QuarantinedFile, shifted: boolean): string {
  const places = staging.problems.map(({ field, reason, column, personal }, place) => {
    const fieldName = field === '' ? 'NULL::VARCHAR' : sqlText(field)
    return `(${place + 1}, ${fieldName}, '${reason}', ${column === undefined ? 'NULL::INTEGER' : column + 1}, ${personal})`
  })
  const value = `left(raw["column"], 200)`
  const rows = `SELECT file, record, problem, from_json(raw, '["VARCHAR"]') AS raw FROM staged WHERE problem IS NOT NULL AND file = ${file.number}`
  return `SELECT file, row, p.field, p.reason,
      CASE WHEN p.personal THEN ${maskSql(value)} ELSE ${value} END AS value,
      ${rawSql(file.personalColumns)} AS raw
    FROM (${numberedSql(rows, shifted)}) JOIN (VALUES ${places.join(', ')}) p(number, field, reason, "column", personal)
      ON p.number = problem`
}

/** A wrong check digit is found on the table of identifiers; the file is read once more for the rows as delivered. */
function identifierRowsSql(recordType: RecordType, file: QuarantinedFile, shifted: boolean): string {
  const field = sqlText(identifierField(recordType).name)
  const reasons = `[${identifierReasons.map((reason) => `'${reason}'`).join(', ')}]`
  const all = file.received.header!.titles.map((_, column) => `c${column}`).join(', ')
  const again = readCsvSql(file.received, `rejects_again_${file.number}`)
  const rows = `SELECT bad.file, bad.record, bad.problem, raw FROM (SELECT staged.file, staged.record, subject.problem
      FROM staged JOIN subject USING (id) WHERE staged.problem IS NULL AND subject.problem > 0 AND staged.file = ${file.number}) bad
    JOIN (SELECT row_number() OVER ()::INTEGER AS record, [${all}] AS raw FROM ${again}) USING (record)`
  const column = file.identifierColumn === undefined ? 'NULL::INTEGER' : String(file.identifierColumn + 1)
  return `SELECT file, row, ${field} AS field, ${reasons}[problem] AS reason, left(raw[${column}], 200) AS value,
      ${rawSql(file.personalColumns)} AS raw FROM (${numberedSql(rows, shifted)})`
}
