import { separation } from '../../foundation/statistics/discrimination.ts'
import { firstDayOf } from './calendar.ts'
import type { Span } from './city.ts'
import type { Climate } from './climate.ts'
import type { Firm } from './firm.ts'
import { defaulted, trueProbability } from './health.ts'
import type { History } from './history.ts'
import { type Loan, outstandingAt, type RepaymentRow } from './lending.ts'

/** What nobody can see in reality: how likely each default truly was, and how well the best possible score ranks. */
export interface Truth {
  /** Pairs of borrower and cohort, and those with an instalment 90 days overdue within the following twelve months. */
  borrowers: number
  defaults: number
  annualDefaultRate: number
  meanTrueProbability: number
  /** Area under the ROC curve of the true probability: no score can be expected to do better on many firms. */
  auc: number
  cohorts: number
}

export interface Observation {
  at: number
  probability: number
  bad: boolean
}

/** Months between cohorts, and months for which the outcome is awaited. */
const cohortEvery = 3
const performance = 12
const overdueDaysBad = 90

/** Observations of a firm at each cohort at which it owes a loan and is not in default yet. */
export function observe(
  firm: Firm,
  history: History,
  climate: Climate,
  span: Span,
  loans: readonly Loan[],
  repayments: readonly RepaymentRow[],
): Observation[] {
  const observations: Observation[] = []
  for (let at = span.length - 1 - performance; at >= Math.max(firm.opensAt + 6, 12); at -= cohortEvery) {
    const phase = history.phase[at]!
    if (phase === defaulted || !outstandingAt(loans, at)) continue
    const after = firstDayOf(span.origin + at + 1)
    const until = firstDayOf(span.origin + at + 1 + performance)
    observations.push({
      at,
      probability: trueProbability(firm.constitution, phase, climate.hazard[firm.industry]![at]!),
      bad: repayments.some((row) => {
        const badOn = row.dueOn + overdueDaysBad
        return row.overdueDays >= overdueDaysBad && badOn >= after && badOn < until
      }),
    })
  }
  return observations
}

export function truthOf(observations: readonly Observation[]): Truth {
  const borrowers = observations.length
  const defaults = observations.filter((observation) => observation.bad).length
  const labels = Uint8Array.from(observations, (observation) => Number(observation.bad))
  const probabilities = Float64Array.from(observations, (observation) => observation.probability)
  const sum = observations.reduce((total, observation) => total + observation.probability, 0)
  return {
    borrowers,
    defaults,
    annualDefaultRate: round(defaults / borrowers),
    meanTrueProbability: round(sum / borrowers),
    auc: round(separation(labels, probabilities).auc),
    cohorts: new Set(observations.map((observation) => observation.at)).size,
  }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
