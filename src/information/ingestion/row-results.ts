import { freshBatch } from './deduplicate.ts'
import { sqlText } from './sql-text.ts'

/** What became of each row of a small delivery, for who sends rows and wants to know. */
export type RowOutcome = 'published' | 'duplicate' | 'corrected' | 'quarantined'

export interface RowResult {
  file: string
  row: number
  outcome: RowOutcome
}

/** Deliveries of more rows are answered by their counts and their quarantine. */
export const rowResultsMax = 10_000

/** The outcome of every row of a bucket that was laid out for it. */
export function rowResultsSql(repeated: boolean): string {
  const sound = `SELECT file, row FROM staged JOIN subject USING (id)
    WHERE staged.problem IS NULL AND subject.problem = 0`
  const version = repeated
    ? `(SELECT file, row, same, later FROM version WHERE batch = ${freshBatch})`
    : '(SELECT NULL::USMALLINT AS file, NULL::INTEGER AS row, FALSE AS same, FALSE AS later)'
  return `SELECT s.file, s.row,
      CASE WHEN v.same THEN 'duplicate' WHEN v.later THEN 'corrected' ELSE 'published' END AS outcome
    FROM (${sound}) s LEFT JOIN ${version} v ON v.file = s.file AND v.row = s.row`
}

/** The outcomes of all rows in the order of the delivery. */
export function joinResultsSql(
  names: readonly string[],
  parts: readonly string[],
  quarantine: string | undefined,
): string {
  const from = parts.length > 0 ? [`SELECT * FROM read_parquet([${parts.map(sqlText).join(', ')}])`] : []
  const named = from.map(
    (query) => `SELECT [${names.map(sqlText).join(', ')}][file + 1] AS file, row, outcome FROM (${query})`,
  )
  if (quarantine !== undefined) {
    named.push(`SELECT file, row, 'quarantined' AS outcome FROM read_parquet(${sqlText(quarantine)})`)
  }
  return `SELECT file, row, outcome FROM (${named.join(' UNION ALL ')}) ORDER BY file, row`
}
