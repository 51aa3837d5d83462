import { horizonMonths } from './calendar-table.ts'
import type { Counterparties } from './counterparties.ts'
import type { FirmFigures } from './firm-figures.ts'
import type { Formula, Measure, PartyFigure, SeriesStatistic } from './formula.ts'
import {
  activeMonthsOf,
  countOf,
  fallingStreakOf,
  largestDropOf,
  lastOf,
  longestGapOf,
  type MonthSeries,
  marginOf,
  maxOf,
  meanOf,
  medianOf,
  minOf,
  periodOnPeriodOf,
  rateChangeOf,
  rateOf,
  recencyOf,
  type Statistic,
  seasonOf,
  shareOf,
  slopeOf,
  sumOf,
  variationOf,
  yearOnYearOf,
  zeroMonthsOf,
} from './window-statistics.ts'

export type Evaluator = (firm: FirmFigures) => Statistic

const windowed: Partial<Record<SeriesStatistic, (series: MonthSeries, window: number) => Statistic>> = {
  last: lastOf,
  sum: sumOf,
  mean: meanOf,
  median: medianOf,
  max: maxOf,
  min: minOf,
  cv: variationOf,
  slope: slopeOf,
  yoy: yearOnYearOf,
  mom: periodOnPeriodOf,
  zero: zeroMonthsOf,
  active: activeMonthsOf,
  maxdrop: largestDropOf,
  streak: fallingStreakOf,
  season: seasonOf,
  gap: longestGapOf,
  recency: recencyOf,
}

/** Turns a formula into a function of the enterprise at hand; done once, not once an enterprise. */
export function compileFormula(formula: Formula, measures: Readonly<Record<string, Measure>>): Evaluator {
  switch (formula.stat) {
    case 'share':
    case 'margin':
    case 'rate':
    case 'rate-change': {
      const { of, per, window } = formula
      const compute = { share: shareOf, margin: marginOf, rate: rateOf, 'rate-change': rateChangeOf }[
        formula.stat
      ]
      return (firm) => compute(firm.series(of), firm.series(per), window)
    }
    case 'net': {
      const { of, per, window } = formula
      return (firm) => minus(sumOf(firm.series(of), window), sumOf(firm.series(per), window))
    }
    case 'net-share': {
      const { of, less, per, window } = formula
      return (firm) =>
        over(
          minus(sumOf(firm.series(of), window), sumOf(firm.series(less), window)),
          sumOf(firm.series(per), window),
        )
    }
    case 'parties':
      return compileParties(formula.direction, formula.figure)
    case 'registration':
      return (firm) => firm.registration(formula.figure)
    case 'loan':
      return (firm) =>
        firm.delivered('loan') || firm.delivered('repayment') ? firm.loan(formula.figure) : 'no-record'
    case 'loan-to':
      return (firm) => {
        if (!firm.delivered('loan') && !firm.delivered('repayment')) return 'no-record'
        const debt = firm.loan(formula.figure)
        return debt === 0 ? 'no-debt' : over(debt, sumOf(firm.series(formula.per), formula.window))
      }
    default:
      return compileSeries(formula.stat, formula.of, formula.window, measures)
  }
}

function compileSeries(
  stat: SeriesStatistic,
  of: string,
  window: number,
  measures: Readonly<Record<string, Measure>>,
): Evaluator {
  const { recordType } = measures[of]!
  switch (stat) {
    case 'cnt':
    case 'amt':
      return (firm) => (firm.delivered(recordType) ? countOf(firm.series(of), window) : 'no-record')
    case 'ever':
      return (firm) => (firm.delivered(recordType) ? firm.ever(of) : 'no-record')
    case 'recency-days':
      return (firm) => (firm.series(of).recorded ? (firm.daysSince(of) ?? 'never') : 'no-record')
    default: {
      const compute = windowed[stat]
      if (!compute) throw new TypeError(`no statistic ${stat}`)
      return (firm) => compute(firm.series(of), window)
    }
  }
}

function minus(left: Statistic, right: Statistic): Statistic {
  if (typeof left !== 'number') return left
  return typeof right === 'number' ? left - right : right
}

/** Null unless what it is divided by is positive. */
function over(dividend: Statistic, divisor: Statistic): Statistic {
  if (typeof dividend !== 'number') return dividend
  if (typeof divisor !== 'number') return divisor
  return divisor > 0 ? dividend / divisor : 'denominator-zero'
}

/** Over 30 % of the amount without a name: shares would say nothing. */
const unknownShareMax = 0.3
/** A retention rate of fewer than five counterparties says nothing. */
const partiesMin = 5

function compileParties(direction: 'sale' | 'purchase', figure: PartyFigure): Evaluator {
  const measure = `${direction}-count`
  return (firm) => {
    const series = firm.series(measure)
    if (!series.recorded) return 'no-record'
    const parties = firm.parties(direction)
    if (figure === 'n-12' || figure === 'n-24') {
      const months = sumOf(series, figure === 'n-12' ? 12 : 24)
      return typeof months === 'number' ? (figure === 'n-12' ? parties.recent : parties.either) : months
    }
    if (figure === 'hhi' || figure === 'top1' || figure === 'top5') return concentration(parties, figure)
    if (!coversYearBefore(series)) return 'coverage-too-short'
    if (figure === 'retention')
      return parties.prior >= partiesMin ? parties.both / parties.prior : 'too-few-events'
    if (figure === 'n-yoy')
      return parties.prior > 0 ? Math.min(5, parties.recent / parties.prior - 1) : 'denominator-zero'
    const known = namedTotal(parties)
    return typeof known === 'number' ? parties.fresh / known : known
  }
}

/** At least 60 % of the twelve months before the last twelve, and of the last twelve. */
function coversYearBefore(series: MonthSeries): boolean {
  const prior = Math.min(series.to, horizonMonths - 13) - series.from + 1
  return prior >= 8 && typeof sumOf(series, 12) === 'number'
}

function namedTotal({ total, unknown }: Counterparties): Statistic {
  if (total <= 0) return 'denominator-zero'
  return unknown / (total + unknown) > unknownShareMax ? 'counterparties-unknown' : total
}

function concentration(parties: Counterparties, figure: 'hhi' | 'top1' | 'top5'): Statistic {
  const total = namedTotal(parties)
  if (typeof total !== 'number') return total
  if (figure === 'top1') return parties.amounts[0]! / total
  if (figure === 'top5')
    return parties.amounts.subarray(0, 5).reduce((sum, amount) => sum + amount, 0) / total
  return parties.amounts.reduce((sum, amount) => sum + (amount / total) ** 2, 0)
}
