import { instant } from '../../foundation/instant.ts'
import { type Month, monthIndex } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { RecordType } from '../../trust/catalog/index.ts'
import { withEngine } from './engine.ts'
import { hash8 } from './lake-folder.ts'
import { type RecordRow, valueOf, writeKey } from './record-row.ts'
import { eventColumns, fieldNamed, keyColumns, latestSql, type ScanPlan, versionsSql } from './scan-plan.ts'
import { name, text } from './sql-text.ts'
import { listBatchesBySequence, type RecordsTables, type SequencedBatch } from './store.ts'

export interface PlanReading {
  /** The first and the last month in which it happened. */
  range?: { from?: Month; to?: Month }
  /** The newest rows first, so many from a place on; all of them in the order in which they happened otherwise. */
  page?: { offset: number; size: number }
  /** Every version of one record instead of what counts: the stored values of its key. */
  key?: readonly (string | null)[]
}

export interface PlanRead {
  rows: RecordRow[]
  /** Of each row, the batch that delivered it. */
  batches: SequencedBatch[]
  /** How many rows there are on all pages. */
  total: number
}

/** Reads the rows of a plan for some subjects, each with its provenance. */
export async function readPlan(
  work: UnitOfWork<RecordsTables>,
  plan: ScanPlan,
  how: PlanReading = {},
): Promise<PlanRead> {
  if (plan.files.length === 0) return { rows: [], batches: [], total: 0 }
  const { recordType, columns } = plan
  const rows = await withEngine(async (engine) =>
    (await engine.runAndReadAll(readingSql(plan, how))).getRows(),
  )
  const sequences = new Set(rows.map((row) => BigInt(row[1] as bigint)))
  const batchOf = new Map(
    (await listBatchesBySequence(work.db, [...sequences])).map((batch) => [batch.sequence, batch]),
  )
  const batches = rows.map((row) => batchOf.get(BigInt(row[1] as bigint))!)
  const keys = keyColumns(recordType).length
  return {
    batches,
    total: Number(rows[0]?.[6] ?? 0),
    rows: rows.map((row, place) => {
      const [subject, , fileIndex, number, known, reconstructed, , version, versions, ...rest] = row
      const batch = batches[place]!
      const stored = rest.slice(keys)
      return {
        recordType: recordType.id,
        subject: String(subject),
        key: writeKey(rest.slice(0, keys) as (string | null)[]),
        values: Object.fromEntries(
          columns.map((column, at) => [column, valueOf(fieldNamed(recordType, column), stored[at])]),
        ),
        provenance: {
          batch: batch.id,
          source: batch.source,
          file: batch.files[Number(fileIndex)] ?? '',
          row: Number(number),
          knownAt: instant(new Date(Number(known))),
          reconstructed: Boolean(reconstructed),
        },
        version: Number(version),
        versions: Number(versions),
        recordTypeDigest: batch.recordTypeDigest,
      }
    }),
  }
}

function readingSql(plan: ScanPlan, how: PlanReading): string {
  const { recordType, columns, files } = plan
  const event = eventColumns(recordType).map(name)
  const order = ['hash8', 'subject', ...event, 'known', 'batch_sequence', 'file_index', 'row_number']
  const where = subjectsSql(plan)
  const keys = keyColumns(recordType)
  const rows = how.key
    ? versionsSql(plan, files, columns, [...where, ...keySql(keys, how.key)])
    : latestSql(plan, files, columns, where, true)
  const { page } = how
  const limit = page ? ` LIMIT ${Math.floor(page.size)} OFFSET ${Math.floor(page.offset)}` : ''
  return `SELECT subject, batch_sequence, file_index, row_number, epoch_ms(known)::DOUBLE, reconstructed,
      count(*) OVER ()::DOUBLE, version, versions, ${[
        ...keys.map((key) => `${name(key)}::VARCHAR`),
        ...columns.map((column) => readSql(recordType, column)),
      ].join(', ')}
    FROM (${rows}) ${rangeSql(recordType, how.range ?? {})}
    ORDER BY ${order.map((column) => (page ? `${column} DESC` : column)).join(', ')}${limit}`
}

function keySql(keys: readonly string[], stored: readonly (string | null)[]): string[] {
  return keys.map((key, place) => {
    const value = stored[place]
    return value === null || value === undefined
      ? `${name(key)} IS NULL`
      : `${name(key)}::VARCHAR = ${text(value)}`
  })
}

function subjectsSql(plan: ScanPlan): string[] {
  const subjects = plan.subjects ?? []
  const hashes = [...new Set(subjects.map(hash8))]
  return [`hash8 IN (${hashes.join(', ')})`, `subject IN (${subjects.map(text).join(', ')})`]
}

function rangeSql(recordType: RecordType, range: { from?: Month; to?: Month }): string {
  const field = recordType.fields.find((candidate) => candidate.name === recordType.eventTime)
  if (!field) return ''
  const month =
    field.type === 'month'
      ? name(field.name)
      : `(datepart('year', ${name(field.name)}) * 12 + datepart('month', ${name(field.name)}) - 1)`
  const conditions: string[] = []
  if (range.from) conditions.push(`${month} >= ${monthIndex(range.from)}`)
  if (range.to) conditions.push(`${month} <= ${monthIndex(range.to)}`)
  return conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
}

function readSql(recordType: RecordType, column: string): string {
  const { type } = fieldNamed(recordType, column)
  if (type === 'date') return `${name(column)}::VARCHAR`
  if (type === 'integer') return `${name(column)}::DOUBLE`
  return name(column)
}
