import type { DuckDBConnection } from '@duckdb/node-api'
import type { Instant } from '../../foundation/instant.ts'
import { monthOfIndex } from '../../foundation/month.ts'
import type { Field, RecordType } from '../../trust/catalog/index.ts'
import type { BatchMeasures, FieldMeasure } from '../quality/index.ts'
import { sqlText } from './sql-text.ts'
import { valueFields } from './staging.ts'

/**
 * So many rows are measured, where there are as many. A lake file is in the order of a hash of the enterprise, so its
 * first rows are a fair sample of the delivery.
 */
const rowsMeasured = 100_000

/** The first lake files that together hold enough rows to measure. */
export function filesToMeasure<File extends { rows: number }>(files: readonly File[]): File[] {
  let rows = 0
  return files.filter((file) => {
    const needed = rows < rowsMeasured
    rows += file.rows
    return needed
  })
}

type Measured = Pick<BatchMeasures, 'measured' | 'fields' | 'eventMonths' | 'lagDays'>

/** What the published rows are like, field by field. */
export async function measureRows(
  engine: DuckDBConnection,
  recordType: RecordType,
  paths: readonly string[],
  now: Instant,
): Promise<Measured> {
  if (paths.length === 0) return { measured: 0, fields: {}, eventMonths: {}, lagDays: null }
  const from = `FROM (SELECT * FROM read_parquet([${paths.map(sqlText).join(', ')}]) LIMIT ${rowsMeasured})`
  const fields = valueFields(recordType)
  const asked = fields.flatMap((field) => aggregatesOf(field).map((sql) => `${sql}`))
  const answer = await engine.runAndReadAll(
    `SELECT count(*)::DOUBLE${asked.map((sql) => `, ${sql}`).join('')} ${from}`,
  )
  const [rows, ...values] = answer.getRowsJson()[0]!
  const measures: Record<string, FieldMeasure> = {}
  for (const field of fields)
    measures[field.name] = fieldMeasure(field, values.splice(0, aggregatesOf(field).length))
  const times = await measureTimes(engine, recordType, from, now)
  return { measured: Number(rows), fields: measures, ...times }
}

function aggregatesOf(field: Field): string[] {
  const x = `"${field.name}"`
  const always = [`count(${x})::DOUBLE`, `approx_count_distinct(${x})::DOUBLE`]
  switch (field.type) {
    case 'fen':
    case 'capital':
    case 'integer':
      return [
        ...always,
        `min(${x})::DOUBLE`,
        `max(${x})::DOUBLE`,
        `avg(${x})`,
        `approx_quantile(${x}, 0.5)::DOUBLE`,
      ]
    case 'date':
      return [...always, `min(${x})::VARCHAR`, `max(${x})::VARCHAR`]
    case 'month':
      return [...always, `min(${x})::DOUBLE`, `max(${x})::DOUBLE`]
    case 'code':
    case 'boolean':
      return [...always, `to_json(map_entries(histogram(${x}::INTEGER)))::VARCHAR`]
    default:
      return always
  }
}

function fieldMeasure(field: Field, values: readonly unknown[]): FieldMeasure {
  const [filled, distinct, ...rest] = values
  const measure: FieldMeasure = { filled: Number(filled), distinctApprox: Number(distinct) }
  if (measure.filled === 0) return measure
  if (field.type === 'code' || field.type === 'boolean') {
    const entries = JSON.parse(String(rest[0])) as { key: number; value: number }[]
    const nameOf = (key: number) => (field.type === 'code' ? field.codes![key]!.code : String(key === 1))
    return { ...measure, codes: Object.fromEntries(entries.map(({ key, value }) => [nameOf(key), value])) }
  }
  const [min, max, mean, median] = rest
  if (min === undefined) return measure
  if (field.type === 'date') return { ...measure, min: String(min), max: String(max) }
  if (field.type === 'month') {
    return { ...measure, min: monthOfIndex(Number(min)), max: monthOfIndex(Number(max)) }
  }
  return { ...measure, min: Number(min), max: Number(max), mean: Number(mean), median: Number(median) }
}

/** Rows by the month of the event, and how many days later they became known; what becomes known now, with `now`. */
async function measureTimes(
  engine: DuckDBConnection,
  recordType: RecordType,
  from: string,
  now: Instant,
): Promise<Pick<BatchMeasures, 'eventMonths' | 'lagDays'>> {
  const event = recordType.fields.find((field) => field.name === recordType.eventTime)
  if (!event) return { eventMonths: {}, lagDays: null }
  const x = `"${event.name}"`
  const day =
    event.type === 'month' ? `last_day(make_date((${x} // 12)::INTEGER, (${x} % 12 + 1)::INTEGER, 1))` : x
  const known = `coalesce(known_at, TIMESTAMP ${sqlText(now.replace('Z', ''))})`
  const answer = await engine.runAndReadAll(
    `SELECT strftime(day, '%Y-%m'), lag, count(*)::DOUBLE
     FROM (SELECT ${day} AS day, (${known} + INTERVAL 8 HOUR)::DATE - ${day} AS lag ${from})
     WHERE day IS NOT NULL GROUP BY ALL ORDER BY lag`,
  )
  const eventMonths: Record<string, number> = {}
  const lags: [lag: number, rows: number][] = []
  for (const [month, lag, rows] of answer.getRows()) {
    eventMonths[String(month)] = (eventMonths[String(month)] ?? 0) + Number(rows)
    lags.push([Number(lag), Number(rows)])
  }
  return {
    eventMonths,
    lagDays: lags.length > 0 ? { p50: quantile(lags, 0.5), p90: quantile(lags, 0.9) } : null,
  }
}

/** Of values with their counts, in order. */
function quantile(counted: readonly (readonly [value: number, count: number])[], share: number): number {
  const all = counted.reduce((sum, [, count]) => sum + count, 0)
  let before = 0
  for (const [value, count] of counted) {
    before += count
    if (before >= share * all) return value
  }
  return counted.at(-1)![0]
}

const unknownMax = 20

/** The codes that no list has, as delivered, the most frequent of each field. */
export async function addUnknownCodes(
  engine: DuckDBConnection,
  fields: Record<string, FieldMeasure>,
  quarantine: string,
): Promise<void> {
  const answer = await engine.runAndReadAll(
    `SELECT field, value, count(*)::DOUBLE AS rows FROM read_parquet(${sqlText(quarantine)})
     WHERE reason = 'code-unknown' AND value IS NOT NULL GROUP BY field, value
     QUALIFY row_number() OVER (PARTITION BY field ORDER BY rows DESC, value) <= ${unknownMax}`,
  )
  for (const [name, value, rows] of answer.getRows()) {
    const field = fields[String(name)] ?? { filled: 0, distinctApprox: 0 }
    fields[String(name)] = { ...field, unknown: { ...field.unknown, [String(value)]: Number(rows) } }
  }
}
