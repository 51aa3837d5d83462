import { mean, median, quantile, standardDeviation } from '../../../foundation/statistics/descriptive.ts'

/** One invoice as either side of the comparison has it. */
export interface InvoiceRow {
  firm: string
  /** Days since 1970-01-01. */
  day: number
  counterparty: string
  /** Before tax, yuan; red-letter invoices are negative. */
  amount: number
  void: boolean
}

/** What invoices of many firms look like in one direction. Shares are of 1; amounts are yuan before tax. */
export interface InvoiceShape {
  firms: number
  invoices: number
  voidShare: number
  /** Red-letter invoices among valid ones, and their amount as a share of that of the others. */
  redShare: number
  redAmountShare: number
  amount: Quantiles
  /** Standard deviation of the logarithm: of all amounts, within the median firm, and of the firms' medians. */
  logSd: number
  logSdWithin: number
  logSdBetween: number
  /** Share of each first digit 1 to 9, and the mean absolute deviation from Benford's law. */
  digits: number[]
  benfordMad: number
  /** Invoices of the median firm in a month with any. */
  perMonth: Quantiles
  /** Days between consecutive days with invoices: quantiles over firms of their median and 90th percentile. */
  gapMedian: Quantiles
  gapLong: Quantiles
  counterparties: Quantiles
  hhi: Quantiles
  top1: Quantiles
  top5: Quantiles
  /** Sales of each calendar month relative to the mean month of the year, mean over firms with two full years. */
  season: number[]
  seasonFirms: number
}

export interface Quantiles {
  p5: number
  p25: number
  p50: number
  p75: number
  p95: number
}

interface FirmRows {
  days: Set<number>
  months: Map<number, { count: number; amount: number }>
  parties: Map<string, number>
  logs: number[]
}

const millisecondsOfDay = 86_400_000
/** Firms with fewer valid invoices say little of gaps and concentration. */
const invoicesMin = 24

export function shapeOf(rows: Iterable<InvoiceRow>): InvoiceShape {
  const firms = new Map<string, FirmRows>()
  const amounts: number[] = []
  const digits = new Array<number>(9).fill(0)
  const counted = { all: 0, void: 0, red: 0, redAmount: 0, amount: 0 }
  for (const row of rows) {
    counted.all++
    if (row.void) counted.void++
    else if (row.amount < 0) {
      counted.red++
      counted.redAmount -= row.amount
    } else if (row.amount > 0) {
      counted.amount += row.amount
      amounts.push(row.amount)
      digits[firstDigit(row.amount) - 1]!++
      add(firms, row)
    }
  }
  const usual = [...firms.values()].filter((firm) => firm.logs.length >= invoicesMin)
  const logs = Float64Array.from(amounts, Math.log)
  const shares = digits.map((count) => count / amounts.length)
  return {
    firms: firms.size,
    invoices: counted.all,
    voidShare: counted.void / counted.all,
    redShare: counted.red / (counted.all - counted.void),
    redAmountShare: counted.redAmount / counted.amount,
    amount: quantiles(amounts),
    logSd: standardDeviation(logs),
    logSdWithin: median(Float64Array.from(usual, ({ logs }) => standardDeviation(Float64Array.from(logs)))),
    logSdBetween: standardDeviation(Float64Array.from(usual, ({ logs }) => median(Float64Array.from(logs)))),
    digits: shares,
    benfordMad: mean(
      Float64Array.from(shares, (share, place) => Math.abs(share - Math.log10(1 + 1 / (place + 1)))),
    ),
    perMonth: quantiles(
      usual.map(({ months }) => median(Float64Array.from(months.values(), ({ count }) => count))),
    ),
    gapMedian: quantiles(usual.map((firm) => quantile(gapsOf(firm), 0.5))),
    gapLong: quantiles(usual.map((firm) => quantile(gapsOf(firm), 0.9))),
    counterparties: quantiles(usual.map(({ parties }) => parties.size)),
    ...concentrationOf(usual),
    ...seasonOf(usual),
  }
}

function add(firms: Map<string, FirmRows>, { firm, day, counterparty, amount }: InvoiceRow): void {
  let rows = firms.get(firm)
  if (!rows) {
    rows = { days: new Set(), months: new Map(), parties: new Map(), logs: [] }
    firms.set(firm, rows)
  }
  rows.days.add(day)
  rows.parties.set(counterparty, (rows.parties.get(counterparty) ?? 0) + amount)
  rows.logs.push(Math.log(amount))
  const date = new Date(day * millisecondsOfDay)
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth()
  const sum = rows.months.get(month)
  if (sum) {
    sum.count++
    sum.amount += amount
  } else rows.months.set(month, { count: 1, amount })
}

export function firstDigit(amount: number): number {
  return Math.floor(amount / 10 ** Math.floor(Math.log10(amount) + 1e-12))
}

function gapsOf({ days }: FirmRows): Float64Array {
  const sorted = Float64Array.from(days).sort()
  return sorted.slice(1).map((day, place) => day - sorted[place]!)
}

function concentrationOf(firms: readonly FirmRows[]): Pick<InvoiceShape, 'hhi' | 'top1' | 'top5'> {
  const shares = firms.map(({ parties }) => {
    const sorted = [...parties.values()].sort((left, right) => right - left)
    const sum = sorted.reduce((total, amount) => total + amount, 0)
    return sorted.map((amount) => amount / sum)
  })
  const sumOf = (parts: number[]) => parts.reduce((total, part) => total + part, 0)
  return {
    hhi: quantiles(shares.map((parts) => sumOf(parts.map((part) => part * part)))),
    top1: quantiles(shares.map((parts) => parts[0]!)),
    top5: quantiles(shares.map((parts) => sumOf(parts.slice(0, 5)))),
  }
}

/** Each firm's calendar years in which it invoiced in both January and December count once; firms with two such years. */
function seasonOf(firms: readonly FirmRows[]): Pick<InvoiceShape, 'season' | 'seasonFirms'> {
  const sums = new Array<number>(12).fill(0)
  let seasonFirms = 0
  for (const { months } of firms) {
    const years = [...new Set([...months.keys()].map((month) => Math.floor(month / 12)))].filter(
      (year) => months.has(year * 12) && months.has(year * 12 + 11),
    )
    if (years.length < 2) continue
    seasonFirms++
    const byMonth = sums.map((_, place) =>
      years.reduce((total, year) => total + (months.get(year * 12 + place)?.amount ?? 0), 0),
    )
    const whole = byMonth.reduce((total, amount) => total + amount, 0)
    for (const [place, amount] of byMonth.entries()) sums[place]! += (12 * amount) / whole
  }
  return { season: sums.map((sum) => sum / Math.max(1, seasonFirms)), seasonFirms }
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = Float64Array.from(values)
  const at = (share: number) => quantile(sorted, share)
  return { p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) }
}
