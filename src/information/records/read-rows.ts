import { type Instant, instant } from '../../foundation/instant.ts'
import { type Month, monthIndex, monthOfIndex } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType, type RecordType } from '../../trust/catalog/index.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import { type EnterpriseTables, maskPersonalName } from '../enterprises/index.ts'
import { type Provenance, refuse } from './contract.ts'
import { withEngine } from './engine.ts'
import { hash8 } from './lake-folder.ts'
import { planRead } from './plan-read.ts'
import { requireLakeAccess } from './require-lake-access.ts'
import { eventColumns, latestSql, type ScanPlan } from './scan-plan.ts'
import { name, text } from './sql-text.ts'
import { listBatchesBySequence, type RecordsTables } from './store.ts'

/** Amounts are fen as bigint, months `YYYY-MM`, days `YYYY-MM-DD`, codes the code itself. */
export type RecordValue = string | number | bigint | boolean | null

export interface RecordRow {
  recordType: string
  /** The lake key of the enterprise: a code, or a source and its local number. */
  subject: string
  values: Record<string, RecordValue>
  provenance: Provenance
}

export interface RowsWish {
  recordType: string
  enterprise: string
  asOf: Instant
  /** The first and the last month in which it happened. */
  from?: Month
  to?: Month
  /** Of several sources' claims to one key the strongest one's, unless all are wanted. */
  claims?: 'strongest' | 'all'
}

/** What was known of an enterprise at a moment, in the order in which it happened, each row with its provenance. */
export async function readRows(
  work: UnitOfWork<RecordsTables & EnterpriseTables & CatalogTables>,
  authorization: Authorization,
  wish: RowsWish,
): Promise<RecordRow[]> {
  if (wish.asOf > work.now) refuse('as-of-future', { asOf: wish.asOf })
  const recordType = await getRecordType(work, wish.recordType)
  const subjects = await requireLakeAccess(work, authorization, recordType, { enterprise: wish.enterprise })
  if (subjects === null || subjects.length === 0) return []
  const columns = recordType.fields.filter((field) => field.type !== 'identifier').map((field) => field.name)
  const { asOf, claims = 'strongest' } = wish
  const plan = await planRead(work, { recordType, columns, asOf, subjects, oneEnterprise: true, claims })
  const rows = await readPlan(work, plan, wish)
  // What is public is no natural person: on that basis a name of one is shown masked.
  return authorization.scope.basis === 'public' ? rows.map((row) => withoutPersons(recordType, row)) : rows
}

function withoutPersons(recordType: RecordType, row: RecordRow): RecordRow {
  const values = { ...row.values }
  for (const field of recordType.fields) {
    const value = values[field.name]
    if (field.personal && typeof value === 'string') values[field.name] = maskPersonalName(value)
  }
  return { ...row, values }
}

/** Reads the rows of a plan for some subjects. */
export async function readPlan(
  work: UnitOfWork<RecordsTables>,
  plan: ScanPlan,
  range: { from?: Month; to?: Month } = {},
): Promise<RecordRow[]> {
  if (plan.files.length === 0) return []
  const { recordType, columns, files } = plan
  const event = eventColumns(recordType).map(name)
  const order = ['hash8', 'subject', ...event, 'known', 'batch_sequence', 'file_index', 'row_number']
  const query = `SELECT subject, batch_sequence, file_index, row_number, epoch_ms(known)::DOUBLE, reconstructed,
      ${columns.map((column) => readSql(recordType, column)).join(', ')}
    FROM (${latestSql(plan, files, columns, subjectsSql(plan))})
    ${rangeSql(recordType, range)} ORDER BY ${order.join(', ')}`
  const rows = await withEngine(async (engine) => (await engine.runAndReadAll(query)).getRows())
  const sequences = new Set(rows.map((row) => BigInt(row[1] as bigint)))
  const batches = await listBatchesBySequence(work.db, [...sequences])
  const batchOf = new Map(batches.map((batch) => [batch.sequence, batch]))
  return rows.map((row) => {
    const [subject, sequence, fileIndex, number, known, reconstructed, ...values] = row
    const batch = batchOf.get(BigInt(sequence as bigint))!
    return {
      recordType: recordType.id,
      subject: String(subject),
      values: Object.fromEntries(
        columns.map((column, place) => [column, valueOfRow(recordType, column, values[place])]),
      ),
      provenance: {
        batch: batch.id,
        source: batch.source,
        file: batch.files[Number(fileIndex)] ?? '',
        row: Number(number),
        knownAt: instant(new Date(Number(known))),
        reconstructed: Boolean(reconstructed),
      },
    }
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
  const field = recordType.fields.find((candidate) => candidate.name === column)!
  if (field.type === 'date') return `${name(column)}::VARCHAR`
  if (field.type === 'integer') return `${name(column)}::DOUBLE`
  return name(column)
}

function valueOfRow(recordType: RecordType, column: string, value: unknown): RecordValue {
  if (value === null || value === undefined) return null
  const field = recordType.fields.find((candidate) => candidate.name === column)!
  switch (field.type) {
    case 'month':
      return monthOfIndex(Number(value))
    case 'code':
      return field.codes![Number(value)]!.code
    case 'integer':
      return Number(value)
    case 'fen':
    case 'capital':
      return BigInt(value as bigint)
    case 'boolean':
      return Boolean(value)
    default:
      return String(value)
  }
}
