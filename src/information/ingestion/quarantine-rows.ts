import { identifierField, type RecordType } from '../../trust/catalog/index.ts'
import { maskSql, rawLengthMax, rawSql, splitShownSql } from './bad-row-text.ts'
import type { QuarantineReason } from './check.ts'
import { identifierReasons } from './identify.ts'
import { sqlText } from './sql-text.ts'
import type { Staging, TableReading } from './staging.ts'

/** What the engine's own words for a broken row mean. */
const rejectReasons: Readonly<Record<string, QuarantineReason>> = {
  'MISSING COLUMNS': 'columns-missing',
  'TOO MANY COLUMNS': 'columns-surplus',
  'UNQUOTED VALUE': 'quote-unclosed',
  'LINE SIZE OVER MAXIMUM': 'quote-unclosed',
  'INVALID ENCODING': 'bytes-invalid',
  'INVALID STATE': 'quote-unclosed',
}

const columns = 'file USMALLINT, row INTEGER, field VARCHAR, reason VARCHAR, value VARCHAR, raw VARCHAR'

/** Bad rows of one bucket, by the number of their table. */
export const createBadRowSql = `CREATE OR REPLACE TABLE bad_row (${columns})`

/** Rows that the engine set aside although they were laid out for it; the raw text is kept where no field is personal. */
export function collectRejectedSql(
  { number, file }: TableReading,
  recordType: RecordType,
  rejects: string,
): string {
  const arms = Object.entries(rejectReasons).map(([said, reason]) => `WHEN '${said}' THEN '${reason}'`)
  const personal = recordType.fields.some((field) => field.personal)
  const delimiter = sqlText(file.header.delimiter)
  const text = 'any_value(csv_line)'
  return `INSERT INTO bad_row SELECT ${number}, TRY_CAST(split_part(${text}, ${delimiter}, 1) AS INTEGER), NULL,
      CASE min_by(error_type::VARCHAR, column_idx) ${arms.join(' ')} ELSE 'quote-unclosed' END, NULL,
      ${personal ? 'NULL' : `left(substr(${text}, strpos(${text}, ${delimiter}) + 1), ${rawLengthMax})`}
    FROM ${rejects} GROUP BY line`
}

/** Rows whose values are wrong. */
export function collectProblemsSql({ problems }: Staging): string {
  const places = problems.map(({ field, reason, personal }, place) => {
    const fieldName = field === '' ? 'NULL::VARCHAR' : sqlText(field)
    return `(${place + 1}, ${fieldName}, '${reason}', ${personal})`
  })
  const { value, raw } = splitShownSql()
  return `INSERT INTO bad_row SELECT file, row, p.field, p.reason,
      CASE WHEN p.personal THEN ${maskSql('value')} ELSE value END, raw
    FROM (SELECT file, row, problem, ${value} AS value, ${raw} AS raw FROM staged WHERE problem IS NOT NULL) JOIN (VALUES ${places.join(', ')}) p(number, field, reason, personal) ON p.number = problem`
}

/** A wrong code is found on the table of identifiers: the rows as delivered are read once more from their part. */
export function collectIdentifiersSql(recordType: RecordType, reading: TableReading, part: string): string {
  const field = sqlText(identifierField(recordType).name)
  const reasons = `[${identifierReasons.map((reason) => `'${reason}'`).join(', ')}]`
  const cells = reading.file.header.titles.map((_, column) => `c${column}`)
  const { origin, number } = reading
  const value = 'column' in origin ? `left(c${origin.column}, 200)` : 'NULL'
  return `INSERT INTO bad_row SELECT ${number}, row, ${field}, (${reasons})[bad.problem], ${value},
      ${rawSql(cells, reading.personalColumns)}
    FROM (SELECT staged.row, subject.problem FROM staged JOIN subject USING (id)
      WHERE staged.problem IS NULL AND subject.problem > 0 AND staged.file = ${number}) bad JOIN ${part} USING (row)`
}

/** All bad rows of the batch in the order of the delivery, from the parts of the buckets and what was set aside before. */
export function joinQuarantineSql(
  names: readonly string[],
  parts: readonly string[],
  rejectedPath: string | undefined,
): string {
  const from = parts.length > 0 ? [`SELECT * FROM read_parquet([${parts.map(sqlText).join(', ')}])`] : []
  if (rejectedPath !== undefined) {
    from.push(`SELECT * FROM read_csv(${sqlText(rejectedPath)}, auto_detect = false, header = false, quote = '"',
      escape = '"', max_line_size = 4194304, columns = {${columnsOfText}})`)
  }
  return `SELECT [${names.map(sqlText).join(', ')}][file + 1] AS file, row, field, reason, value, raw
    FROM (${from.join(' UNION ALL ')}) t ORDER BY t.file, row`
}

const columnsOfText = columns.replaceAll(/(\w+) (\w+)/g, "'$1': '$2'")
