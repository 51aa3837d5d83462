import { horizonMonths } from './calendar-table.ts'
import type { NullReason } from './contract.ts'

/**
 * The statistics over a window of months that ends with T: the functions of the indicator catalogue. Each
 * takes the last w months of a series; months outside the coverage are unknown, never 0.
 */
export interface MonthSeries {
  /** One value a month, oldest first; the last is T. */
  values: Float64Array
  /** Covered slots, both inclusive; nothing is covered when `from` > `to`. */
  from: number
  to: number
  /** False when the enterprise has no record of this type up to T. */
  recorded: boolean
}

export type Statistic = number | NullReason

const last = horizonMonths - 1

/** Covered months of the last `window`, at least 60 % of them; otherwise the reason. */
function coverage(series: MonthSeries, window: number): number | NullReason {
  if (!series.recorded) return 'no-record'
  const months = series.to - Math.max(series.from, horizonMonths - window) + 1
  return months * 10 >= window * 6 ? months : 'coverage-too-short'
}

function total(series: MonthSeries, window: number): number {
  let sum = 0
  for (let slot = Math.max(series.from, horizonMonths - window); slot <= series.to; slot++)
    sum += series.values[slot]!
  return sum
}

export function lastOf(series: MonthSeries): Statistic {
  if (!series.recorded) return 'no-record'
  return series.from <= last && series.to === last ? series.values[last]! : 'coverage-too-short'
}

export function sumOf(series: MonthSeries, window: number): Statistic {
  const months = coverage(series, window)
  return typeof months === 'number' ? total(series, window) : months
}

export function meanOf(series: MonthSeries, window: number): Statistic {
  const months = coverage(series, window)
  return typeof months === 'number' ? total(series, window) / months : months
}

function coveredValues(series: MonthSeries, window: number): Float64Array {
  return series.values.subarray(Math.max(series.from, horizonMonths - window), series.to + 1)
}

export function medianOf(series: MonthSeries, window: number): Statistic {
  const months = coverage(series, window)
  if (typeof months !== 'number') return months
  const sorted = coveredValues(series, window).slice().sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function maxOf(series: MonthSeries, window: number): Statistic {
  const months = coverage(series, window)
  return typeof months === 'number' ? Math.max(...coveredValues(series, window)) : months
}

export function minOf(series: MonthSeries, window: number): Statistic {
  const months = coverage(series, window)
  return typeof months === 'number' ? Math.min(...coveredValues(series, window)) : months
}

/** Months needed by the coefficient of variation and the slope: 3, over 24 months 12. */
function monthsNeeded(window: number): number {
  return window === 24 ? 12 : 3
}

function spread(series: MonthSeries, window: number): { mean: number; first: number } | NullReason {
  if (!series.recorded) return 'no-record'
  const first = Math.max(series.from, horizonMonths - window)
  const months = series.to - first + 1
  if (months < monthsNeeded(window)) return 'coverage-too-short'
  const mean = total(series, window) / months
  return mean > 0 ? { mean, first } : 'denominator-zero'
}

/** Population standard deviation divided by the mean. */
export function variationOf(series: MonthSeries, window: number): Statistic {
  const known = spread(series, window)
  if (typeof known === 'string') return known
  let squares = 0
  for (let slot = known.first; slot <= series.to; slot++) squares += (series.values[slot]! - known.mean) ** 2
  return Math.sqrt(squares / (series.to - known.first + 1)) / known.mean
}

/** Slope of the least-squares line, divided by the mean: the change a month relative to the level. */
export function slopeOf(series: MonthSeries, window: number): Statistic {
  const known = spread(series, window)
  if (typeof known === 'string') return known
  const center = (known.first + series.to) / 2
  let covariance = 0
  let variance = 0
  for (let slot = known.first; slot <= series.to; slot++) {
    covariance += (slot - center) * (series.values[slot]! - known.mean)
    variance += (slot - center) ** 2
  }
  return covariance / variance / known.mean
}

/** Growth is kept within [-1, 5]. */
function winsorize(growth: number): number {
  return Math.min(5, Math.max(-1, growth))
}

/** The last `window` months against those `back` months earlier; only pairs of months that are both covered. */
function growthOf(series: MonthSeries, window: number, back: number): Statistic {
  if (!series.recorded) return 'no-record'
  let [now, before, pairs] = [0, 0, 0]
  for (let slot = horizonMonths - window; slot <= last; slot++) {
    if (slot > series.to || slot - back < series.from) continue
    now += series.values[slot]!
    before += series.values[slot - back]!
    pairs++
  }
  if (pairs * 10 < window * 6) return 'coverage-too-short'
  return before > 0 ? winsorize(now / before - 1) : 'denominator-zero'
}

export function yearOnYearOf(series: MonthSeries, window: number): Statistic {
  return growthOf(series, window, 12)
}

export function periodOnPeriodOf(series: MonthSeries, window: number): Statistic {
  return growthOf(series, window, window)
}

export function zeroMonthsOf(series: MonthSeries, window: number): Statistic {
  const months = coverage(series, window)
  return typeof months === 'number'
    ? coveredValues(series, window).filter((value) => value === 0).length
    : months
}

export function activeMonthsOf(series: MonthSeries, window: number): Statistic {
  const months = coverage(series, window)
  return typeof months === 'number'
    ? coveredValues(series, window).filter((value) => value !== 0).length
    : months
}

/** Largest fall of the three-month mean below its running maximum, as a share of that maximum. */
export function largestDropOf(series: MonthSeries, window: number): Statistic {
  if (!series.recorded) return 'no-record'
  const values = coveredValues(series, window)
  if (values.length < 6) return 'coverage-too-short'
  let [highest, drop] = [0, 0]
  for (let at = 2; at < values.length; at++) {
    const smooth = values[at - 2]! + values[at - 1]! + values[at]!
    if (smooth > highest) highest = smooth
    if (highest > 0) drop = Math.max(drop, 1 - smooth / highest)
  }
  return highest > 0 ? drop : 'denominator-zero'
}

/** Longest run of months that are each below the month before. */
export function fallingStreakOf(series: MonthSeries, window: number): Statistic {
  if (!series.recorded) return 'no-record'
  const values = coveredValues(series, window)
  if (values.length < 6) return 'coverage-too-short'
  let [longest, run] = [0, 0]
  for (let at = 1; at < values.length; at++) {
    run = values[at]! < values[at - 1]! ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

/** Share of the variance that a mean for each calendar month explains; needs all 24 months. */
export function seasonOf(series: MonthSeries): Statistic {
  if (!series.recorded) return 'no-record'
  if (series.from > 0 || series.to < last) return 'coverage-too-short'
  const { values } = series
  const mean = total(series, horizonMonths) / horizonMonths
  let [all, residual] = [0, 0]
  for (let slot = 0; slot < 12; slot++) {
    const [one, two] = [values[slot]!, values[slot + 12]!]
    all += (one - mean) ** 2 + (two - mean) ** 2
    residual += (one - two) ** 2 / 2
  }
  return all > 0 ? 1 - residual / all : 'denominator-zero'
}

/** Longest stretch of whole months without an event between two months with one. */
export function longestGapOf(counts: MonthSeries, window: number): Statistic {
  if (!counts.recorded) return 'no-record'
  let [events, gap, previous] = [0, 0, -1]
  for (let slot = horizonMonths - window; slot <= last; slot++) {
    const count = counts.values[slot]!
    if (count <= 0) continue
    events += count
    if (previous >= 0) gap = Math.max(gap, slot - previous - 1)
    previous = slot
  }
  return events >= 2 ? gap : 'too-few-events'
}

/** Events or their amount; 0 is real wherever the source has delivered. */
export function countOf(series: MonthSeries, window: number): number {
  let sum = 0
  for (let slot = horizonMonths - window; slot <= last; slot++) sum += series.values[slot]!
  return sum
}

/** Months since the last month with an event; 0 is T itself. */
export function recencyOf(counts: MonthSeries): Statistic {
  if (!counts.recorded) return 'no-record'
  for (let slot = last; slot >= 0; slot--) if (counts.values[slot]! > 0) return last - slot
  return 'never'
}

/** Part of the whole, over the same months. */
export function shareOf(part: MonthSeries, whole: MonthSeries, window: number): Statistic {
  if (!whole.recorded) return 'no-record'
  const divisor = countOf(whole, window)
  return divisor !== 0 ? countOf(part, window) / divisor : 'denominator-zero'
}

/** What is left of `of` after `less`, as a share of `of`, over the covered months. */
export function marginOf(of: MonthSeries, less: MonthSeries, window: number): Statistic {
  const months = coverage(of, window)
  if (typeof months !== 'number') return months
  const whole = total(of, window)
  return whole > 0 ? (whole - total(less, window)) / whole : 'denominator-zero'
}

/** A rate on fewer than five persons says nothing. */
const headcountMin = 5

/** Leavers of the window divided by its average headcount. */
export function rateOf(of: MonthSeries, per: MonthSeries, window: number): Statistic {
  const average = meanOf(per, window)
  if (typeof average !== 'number') return average
  return average >= headcountMin ? total(of, window) / average : 'too-few-events'
}

/** The same rate less that of the same months a year earlier, in points. */
export function rateChangeOf(of: MonthSeries, per: MonthSeries, window: number): Statistic {
  const now = rateOf(of, per, window)
  if (typeof now !== 'number') return now
  const before = rateOf(yearEarlier(of), yearEarlier(per), window)
  return typeof before === 'number' ? now - before : before
}

function yearEarlier(series: MonthSeries): MonthSeries {
  const values = new Float64Array(horizonMonths)
  values.set(series.values.subarray(0, 12), 12)
  return { values, from: series.from + 12, to: Math.min(last, series.to + 12), recorded: series.recorded }
}
