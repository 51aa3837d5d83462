import { lastCompleteMonth, monthIndex } from '../../foundation/month.ts'
import type { RecordType } from '../../trust/catalog/index.ts'
import { eventColumns, fieldNamed, latestSql, type ScanPlan } from './scan-plan.ts'
import { name } from './sql-text.ts'

/**
 * What is wanted of the records of one type, enterprise by enterprise: the newest rows, sums by month, or the largest
 * parties of the last months. It comes as one JSON text for each enterprise, made by the engine: the same for one
 * enterprise as for all.
 */
export type Gathering = { id: string; recordType: string } & (
  | { kind: 'rows'; columns: readonly string[]; newest: number }
  | { kind: 'months'; by: readonly string[]; sums: readonly string[]; months: number }
  | { kind: 'parties'; by: string; party: readonly string[]; sum: string; months: number; most: number }
)

export interface GatherPlan {
  gathering: Gathering
  plan: ScanPlan
}

/** The fields that a gathering reads, beside key and event time. */
export function columnsOf(recordType: RecordType, gathering: Gathering): string[] {
  const own =
    gathering.kind === 'rows'
      ? gathering.columns
      : gathering.kind === 'months'
        ? [...gathering.by, ...gathering.sums]
        : [gathering.by, ...gathering.party, gathering.sum]
  return [...new Set([...own, ...eventColumns(recordType)])]
}

/**
 * Rows of `subject` (where several are wanted), `total` and `body`, a JSON list of lists:
 * rows: [batch sequence, known ms, version, ...columns], newest first; months: [month, ...by, ...sums, count];
 * parties: [by, ...party, sum, count, sum of all, number of all], largest first. `where` cuts the subjects; `alone` takes
 * them all for one enterprise.
 */
export function gatherSql({ gathering, plan }: GatherPlan, where: readonly string[], alone: boolean): string {
  const { recordType, files } = plan
  const versioned = files.some((file) => file.supersedes)
  const latest = latestSql(plan, files, columnsOf(recordType, gathering), where, versioned)
  const each = alone ? [] : ['hash8', 'subject']
  const lists =
    gathering.kind === 'rows'
      ? rowsSql(recordType, gathering, latest, versioned, each)
      : gathering.kind === 'months'
        ? monthsSql(plan, gathering, latest, each)
        : partiesSql(plan, gathering, latest, each)
  return alone
    ? `SELECT total, body FROM (${lists}) WHERE total > 0`
    : `SELECT subject, total, body FROM (${lists}) ORDER BY hash8, subject`
}

type Of<Kind> = Extract<Gathering, { kind: Kind }>

const grouped = (each: readonly string[]) => (each.length > 0 ? `GROUP BY ${each.join(', ')}` : '')
const selected = (each: readonly string[]) => each.map((column) => `${column}, `).join('')

function rowsSql(
  recordType: RecordType,
  { columns, newest }: Of<'rows'>,
  latest: string,
  versioned: boolean,
  each: readonly string[],
): string {
  const cells = [
    'batch_sequence',
    'epoch_ms(known)',
    versioned ? 'version' : '1',
    ...columns.map((column) => cellSql(recordType, column)),
  ]
  const order = [...eventColumns(recordType).map(name), 'known', 'batch_sequence', 'file_index', 'row_number']
  const newestFirst = order.map((column) => `${column} DESC NULLS LAST`).join(', ')
  return `SELECT ${selected(each)} count(*)::DOUBLE AS total,
      to_json(list(json_array(${cells.join(', ')}) ORDER BY ${newestFirst})[1:${newest}])::VARCHAR AS body
    FROM (${latest}) ${grouped(each)}`
}

function monthsSql(
  plan: ScanPlan,
  { by, sums, months }: Of<'months'>,
  latest: string,
  each: readonly string[],
): string {
  const places = by.map((_, place) => `by_${place}`)
  const grouping = ['month', ...places]
  const inner = `SELECT ${selected(each)} ${monthSql(plan.recordType)} AS month,
      ${by.map((column, place) => `${cellSql(plan.recordType, column)} AS by_${place}, `).join('')}
      ${sums.map((column, place) => `coalesce(sum(${name(column)}), 0) AS sum_${place}, `).join('')} count(*) AS n
    FROM (${latest}) WHERE ${sinceSql(plan, months)} GROUP BY ${[...each, ...grouping].join(', ')}`
  const cells = [...grouping, ...sums.map((_, place) => `sum_${place}`), 'n']
  return `SELECT ${selected(each)} coalesce(sum(n), 0)::DOUBLE AS total,
      to_json(list(json_array(${cells.join(', ')}) ORDER BY ${grouping.join(', ')}))::VARCHAR AS body
    FROM (${inner}) ${grouped(each)}`
}

function partiesSql(
  plan: ScanPlan,
  { by, party, sum, months, most }: Of<'parties'>,
  latest: string,
  each: readonly string[],
): string {
  const [named] = party as [string]
  const partition = ['hash8', 'subject'].filter((column) => each.includes(column))
  const of = [...partition, 'side'].join(', ')
  const parties = party.map((column, place) =>
    place === 0 ? `${name(column)} AS party_0, ` : `max(${name(column)}) AS party_${place}, `,
  )
  const inner = `SELECT ${selected(each)} ${cellSql(plan.recordType, by)} AS side, ${parties.join('')}
      sum(${name(sum)}) AS amount, count(*) AS n
    FROM (${latest}) WHERE ${sinceSql(plan, months)} AND ${name(named)} IS NOT NULL
    GROUP BY ${[...each, 'side', 'party_0'].join(', ')}`
  const ranked = `SELECT *, sum(amount) OVER (PARTITION BY ${of}) AS whole, count(*) OVER (PARTITION BY ${of}) AS parties,
      row_number() OVER (PARTITION BY ${of} ORDER BY amount DESC, party_0) AS place FROM (${inner})`
  const cells = ['side', ...party.map((_, place) => `party_${place}`), 'amount', 'n', 'whole', 'parties']
  return `SELECT ${selected(each)} coalesce(sum(n), 0)::DOUBLE AS total,
      to_json(list(json_array(${cells.join(', ')}) ORDER BY side, place) FILTER (WHERE place <= ${most}))::VARCHAR AS body
    FROM (${ranked}) ${grouped(each)}`
}

/** The month in which a row happened, counted from the year 0. */
function monthSql(recordType: RecordType): string {
  const [column] = eventColumns(recordType) as [string]
  return fieldNamed(recordType, column).type === 'month'
    ? `${name(column)}::INTEGER`
    : `(datepart('year', ${name(column)}) * 12 + datepart('month', ${name(column)}) - 1)::INTEGER`
}

/** So many complete months back from the moment of the plan, and what came after them. */
function sinceSql(plan: ScanPlan, months: number): string {
  return `${monthSql(plan.recordType)} > ${monthIndex(lastCompleteMonth(plan.asOf)) - months}`
}

function cellSql(recordType: RecordType, column: string): string {
  return fieldNamed(recordType, column).type === 'date' ? `${name(column)}::VARCHAR` : name(column)
}
