import { monthOfIndex } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { EnterpriseTables } from '../../information/enterprises/index.ts'
import {
  type ColumnChunk,
  missingCode,
  type RecordsTables,
  scanColumns,
} from '../../information/records/index.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import { type CatalogTables, standardRecordType } from '../../trust/catalog/index.ts'
import { authorizeProcessing, type ConsentTables } from '../../trust/consent/index.ts'
import type { OrganizationTables } from '../../trust/organizations/index.ts'
import type { InvoiceSummary, Study } from './study.ts'

export type ReadingWork = UnitOfWork<
  RecordsTables & EnterpriseTables & CatalogTables & ConsentTables & OrganizationTables & AuditTables
>

/** A firm of the study by its local number, with its outcome where it has one. */
export interface StudyFirm {
  firm: string
  subject: string
  defaulted: boolean | null
}

/** The firms of a source and their outcomes. The rating is not read: it restates the outcome. */
export async function readFirms(work: ReadingWork, source: string): Promise<StudyFirm[]> {
  const authorization = await authorizeProcessing(work, { fieldGroups: ['loans'] })
  const firms: StudyFirm[] = []
  const wish = { recordType: 'credit-outcome', columns: ['defaulted'], asOf: work.now }
  for await (const chunk of scanColumns(work, authorization, wish))
    for (const [at, subject] of chunk.subjects.entries()) {
      if (!subject.startsWith(`${source}:`)) continue
      const outcome = chunk.columns.defaulted![chunk.offsets[at]!]!
      firms.push({
        firm: subject.slice(source.length + 1),
        subject,
        defaulted: outcome === missingCode ? null : outcome === 1,
      })
    }
  return firms.sort((left, right) => left.firm.localeCompare(right.firm, 'en', { numeric: true }))
}

/** How ratings and outcomes go together: to show that the rating leaks the outcome, and for nothing else. */
export async function countRatings(work: ReadingWork, source: string): Promise<Study['firms']['byRating']> {
  const authorization = await authorizeProcessing(work, { fieldGroups: ['loans'] })
  const ratings = codesOf('credit-outcome', 'rating')
  const counts = new Map<string, { firms: number; defaults: number }>()
  const wish = { recordType: 'credit-outcome', columns: ['rating', 'defaulted'], asOf: work.now }
  for await (const chunk of scanColumns(work, authorization, wish))
    for (const [at, subject] of chunk.subjects.entries()) {
      const row = chunk.offsets[at]!
      const rating = ratings[chunk.columns.rating![row]!]
      if (!subject.startsWith(`${source}:`) || rating === undefined) continue
      const count = counts.get(rating) ?? { firms: 0, defaults: 0 }
      counts.set(rating, count)
      count.firms++
      if (chunk.columns.defaulted![row] === 1) count.defaults++
    }
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([rating, count]) => ({ rating, ...count }))
}

export interface InvoiceReading {
  summaries: InvoiceSummary[]
  byMonth: Study['invoicesByMonth']
  /** Months from the first to the last invoice of each subject, both counted. */
  recordMonths: Map<string, number>
  /** Rows of the source in the lake, versions counted once. */
  rows: number
}

/** One pass over the invoices of the firms, for the counts of the report. */
export async function readInvoices(work: ReadingWork, firms: readonly StudyFirm[]): Promise<InvoiceReading> {
  const authorization = await authorizeProcessing(work, { fieldGroups: ['invoices'] })
  const labelled = new Map(firms.map(({ subject, defaulted }) => [subject, defaulted !== null]))
  const tally = new Tally()
  const wish = {
    recordType: 'vat-invoice',
    columns: ['direction', 'status', 'amount', 'issued_on', 'counterparty'],
    asOf: work.now,
    subjects: firms.map(({ subject }) => subject),
  }
  for await (const chunk of scanColumns(work, authorization, wish))
    for (const [at, subject] of chunk.subjects.entries())
      tally.add(chunk, chunk.offsets[at]!, chunk.offsets[at + 1]!, subject, labelled.get(subject) ?? false)
  return tally.result()
}

const codesOf = (recordType: string, field: string) =>
  standardRecordType(recordType)
    .fields.find(({ name }) => name === field)!
    .codes!.map(({ code }) => code)

class Tally {
  readonly #sums = new Map<string, InvoiceSummary & { parties: Set<number> }>()
  readonly #months = new Map<number, { sale: number; purchase: number }>()
  readonly #recordMonths = new Map<string, number>()
  readonly #directions = codesOf('vat-invoice', 'direction') as ('sale' | 'purchase')[]
  readonly #void = codesOf('vat-invoice', 'status').indexOf('void')
  #rows = 0

  add(chunk: ColumnChunk, from: number, to: number, subject: string, labelled: boolean): void {
    const { direction, status, amount, issued_on: issuedOn, counterparty } = chunk.columns
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let row = from; row < to; row++) {
      const way = this.#directions[direction![row]!]!
      const sum = this.#sumOf(way, labelled)
      const isVoid = status![row] === this.#void
      sum.invoices++
      sum.parties.add(counterparty![row]!)
      if (isVoid) sum.void++
      else sum.amountFen += BigInt(amount![row]!)
      if (amount![row]! < 0) sum.red++
      const month = monthOfDay(issuedOn![row]!)
      const counts = this.#months.get(month) ?? { sale: 0, purchase: 0 }
      counts[way]++
      this.#months.set(month, counts)
      first = Math.min(first, month)
      last = Math.max(last, month)
    }
    this.#rows += to - from
    if (to > from) this.#recordMonths.set(subject, last - first + 1)
  }

  result(): InvoiceReading {
    return {
      summaries: [...this.#sums.values()].map(({ parties, ...sum }) => ({
        ...sum,
        counterparties: parties.size,
      })),
      byMonth: [...this.#months]
        .sort(([left], [right]) => left - right)
        .map(([month, counts]) => ({ month: monthOfIndex(month), ...counts })),
      recordMonths: this.#recordMonths,
      rows: this.#rows,
    }
  }

  #sumOf(direction: 'sale' | 'purchase', labelled: boolean): InvoiceSummary & { parties: Set<number> } {
    const key = `${labelled} ${direction}`
    let sum = this.#sums.get(key)
    if (!sum) {
      sum = {
        direction,
        labelled,
        invoices: 0,
        void: 0,
        red: 0,
        amountFen: 0n,
        counterparties: 0,
        parties: new Set(),
      }
      this.#sums.set(key, sum)
    }
    return sum
  }
}

function monthOfDay(day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
