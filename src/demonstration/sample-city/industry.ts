import consumption from './consumption.json' with { type: 'json' }
import data from './industries.json' with { type: 'json' }

/**
 * A trade of the city. Codes are GB/T 4754-2017 classes with their section letter. Shares, sizes, seasons and wages
 * are our own plausible settings, not statistics; what follows from them is held by tests.
 */
export interface Industry {
  code: string
  /** Words that stand for the trade in an enterprise's name. */
  trades: readonly string[]
  /** Relative number of enterprises. */
  weight: number
  /** Median of monthly sales before tax, yuan; sizes are log-normal around it. */
  salesYuan: number
  /** Standard deviation of the logarithm of the size. */
  spread: number
  /** VAT rate of a general taxpayer's sales and of its purchases, basis points. */
  vatBps: number
  inputVatBps: number
  /** Invoiced purchases as a share of sales. */
  costShare: number
  /** Monthly sales and monthly gross wage for each employee, yuan. */
  salesPerHeadYuan: number
  wageYuan: number
  /** Typical amount of one sales invoice, yuan. */
  invoiceYuan: number
  customers: number
  /** Share of customers that are enterprises of this city. */
  cityShare: number
  /** Sales of each calendar month relative to the year's mean, January first. */
  season: readonly number[]
  /** Sales of the month that holds the Spring Festival, and of the month before, relative to a normal month. */
  festival: readonly [during: number, before: number]
  /** Amplitude of the trade's own business cycle. */
  cycle: number
  /** How much likelier distress is than on average. */
  hazard: number
}

const seasons: Readonly<Record<string, readonly number[]>> = data.seasons

export const industries: readonly Industry[] = data.industries.map((entry) => ({
  ...entry,
  festival: [entry.festival[0]!, entry.festival[1]!],
  season: seasons[entry.season]!,
}))

/** What a trade spends beside goods and people, how it is paid, and from whom it likes to buy; shares are of sales. */
export interface Consumption {
  powerShare: number
  waterShare: number
  gasShare: number
  rentShare: number
  opexShare: number
  /** Chance that a firm of the trade exports. */
  exportShare: number
  termMonths: number
  buys: readonly string[]
}

const byTrade: Readonly<Record<string, Consumption>> = consumption.trades

/** In the order of `industries`. */
export const consumptions: readonly Consumption[] = industries.map(({ code }) => byTrade[code]!)

export function industryIndex(code: string): number {
  const index = industries.findIndex((industry) => industry.code === code)
  if (index < 0) throw new RangeError(`no such trade in the city: ${code}`)
  return index
}
