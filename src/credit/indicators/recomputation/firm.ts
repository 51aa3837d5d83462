import { addMonths, type Month, month, monthIndex } from '../../../foundation/month.ts'
import type { Random } from '../../../foundation/random.ts'
import type { FirmRows, Span } from '../firm-rows.ts'

/** A made-up enterprise as plain objects, for the recomputation that the kernel is compared with. */
export interface Invoice {
  direction: 'sale' | 'purchase'
  status: 'valid' | 'void'
  issuedOn: string
  counterparty: string | null
  amount: number
  tax: number
}
export interface TaxPayment {
  kind: 'value-added' | 'corporate-income' | 'surcharge'
  period: Month
  payable: number
  paid: number
}
export interface Contribution {
  period: Month
  headcount: number
  amount: number
  hires: number
  leaves: number
  arrears: number
}
export interface Firm {
  invoices: Invoice[]
  taxes: TaxPayment[]
  contributions: Contribution[]
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)]!
}

function whole(from: number, to: number, random: Random): number {
  return from + Math.floor(random() * (to - from + 1))
}

/** Months, days, gaps, red letters, voids, unnamed counterparties and rows after T, all at random. */
export function randomFirm(asOf: Month, random: Random): Firm {
  const start = addMonths(asOf, -whole(0, 40, random))
  const months = Array.from({ length: monthIndex(asOf) - monthIndex(start) + 2 }, (_, at) =>
    addMonths(start, at),
  )
  const gap = random() < 0.3 ? 0.5 : 0.05
  const partyCount = whole(1, 40, random)
  const unnamed = random() < 0.2 ? 0.4 : 0.02
  const invoices = months.flatMap((of) =>
    random() < gap
      ? []
      : Array.from({ length: whole(0, 12, random) }, () => randomInvoice(of, partyCount, unnamed, random)),
  )
  const kinds = ['value-added', 'corporate-income', 'surcharge'] as const
  const taxes = months.flatMap((period) =>
    kinds
      .filter(() => random() > gap)
      .map((kind) => {
        const payable = whole(0, 5_000_000, random)
        return { kind, period, payable, paid: random() < 0.15 ? whole(0, payable, random) : payable }
      }),
  )
  const size = whole(0, 60, random)
  const contributions = months
    .filter(() => random() > gap)
    .map((period) => ({
      period,
      headcount: Math.max(0, size + whole(-5, 5, random)),
      amount: size * whole(50_000, 200_000, random),
      hires: whole(0, 4, random),
      leaves: whole(0, 4, random),
      arrears: random() < 0.1 ? whole(1, 900_000, random) : 0,
    }))
  return { invoices, taxes, contributions }
}

function randomInvoice(of: Month, parties: number, unnamed: number, random: Random): Invoice {
  const amount = whole(1, 90_000_000, random) * (random() < 0.1 ? -1 : 1)
  return {
    direction: pick(['sale', 'purchase'], random),
    status: random() < 0.1 ? 'void' : 'valid',
    issuedOn: `${of}-${String(whole(1, 28, random)).padStart(2, '0')}`,
    counterparty: random() < unnamed ? null : `party ${whole(1, parties, random)}`,
    amount,
    tax: Math.trunc(amount * 0.13),
  }
}

/** The same rows as the columns that the lake streams. */
export function firmRows(firm: Firm, asOf: Month, coveredTo: Month = asOf): FirmRows {
  return {
    asOfMonth: monthIndex(asOf),
    spans: {
      'vat-invoice': [invoiceSpan(firm.invoices)],
      'tax-payment': [taxSpan(firm.taxes)],
      'social-security': [contributionSpan(firm.contributions)],
    },
    coveredTo: {
      'vat-invoice': monthIndex(coveredTo),
      'tax-payment': monthIndex(coveredTo),
      'social-security': monthIndex(coveredTo),
    },
  }
}

const dayOf = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000)

/** Any injective number does for the hash of a name. */
const hashOf = (name: string | null) =>
  name === null ? Number.NaN : Number(name.slice(6)) * 4_503_599_627 + 17

export function invoiceSpan(rows: readonly Invoice[]): Span {
  return {
    columns: {
      direction: Uint8Array.from(rows, ({ direction }) => ['sale', 'purchase'].indexOf(direction)),
      status: Uint8Array.from(rows, ({ status }) => ['valid', 'void'].indexOf(status)),
      issued_on: Int32Array.from(rows, ({ issuedOn }) => dayOf(issuedOn)),
      counterparty: Float64Array.from(rows, ({ counterparty }) => hashOf(counterparty)),
      amount: Float64Array.from(rows, ({ amount }) => amount),
      tax: Float64Array.from(rows, ({ tax }) => tax),
    },
    from: 0,
    to: rows.length,
  }
}

function taxSpan(rows: readonly TaxPayment[]): Span {
  const kinds = ['value-added', 'corporate-income', 'surcharge']
  return {
    columns: {
      tax_kind: Uint8Array.from(rows, ({ kind }) => kinds.indexOf(kind)),
      period: Int16Array.from(rows, ({ period }) => monthIndex(period)),
      payable: Float64Array.from(rows, ({ payable }) => payable),
      paid: Float64Array.from(rows, ({ paid }) => paid),
    },
    from: 0,
    to: rows.length,
  }
}

function contributionSpan(rows: readonly Contribution[]): Span {
  const column = (name: 'headcount' | 'amount' | 'hires' | 'leaves' | 'arrears') =>
    Float64Array.from(rows, (row) => row[name])
  return {
    columns: {
      period: Int16Array.from(rows, ({ period }) => monthIndex(period)),
      headcount: column('headcount'),
      amount: column('amount'),
      hires: column('hires'),
      leaves: column('leaves'),
      arrears: column('arrears'),
    },
    from: 0,
    to: rows.length,
  }
}

export const asOfMonth = month('2026-09')
