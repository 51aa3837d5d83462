import { outstandingAt } from './borrowing.ts'
import { firstDayOf } from './calendar.ts'
import type { City } from './city.ts'
import type { Firm } from './firm.ts'
import { defaulted, trueProbability } from './health.ts'
import { type Life, lifeOf } from './life.ts'
import { burnInMonths } from './span.ts'

/** A borrower at the end of a lived month: how likely its default truly was, and whether it came. */
export interface Observation {
  at: number
  probability: number
  /** An instalment became 90 days overdue in the following twelve months. */
  bad: boolean
}

/** Months between cohorts, and months for which the outcome is awaited. */
const cohortEvery = 3
export const performanceMonths = 12
export const overdueDaysBad = 90

/** Observations of a firm at each cohort at which it owes a loan and is not in default yet. */
export function observationsOf(city: City, firm: Firm): Observation[] {
  const life = lifeOf(city, firm.number)
  if (life.loans.length === 0) return []
  const { span, climate } = city
  const observations: Observation[] = []
  for (
    let at = span.length - 1 - performanceMonths;
    at >= Math.max(firm.opensAt + 6, burnInMonths - 1);
    at -= cohortEvery
  ) {
    const phase = life.history.phase[at]!
    if (phase === defaulted || !outstandingAt(life.loans, at)) continue
    const probability = trueProbability(firm.constitution, phase, climate.hazard[firm.industry]![at]!)
    observations.push({ at, probability, bad: defaultsWithin(city, life, at) })
  }
  return observations
}

/** Whether an instalment is 90 days overdue for the first time in the twelve months after a lived month. */
export function defaultsWithin({ span }: City, life: Life, at: number): boolean {
  const after = firstDayOf(span.origin + at + 1)
  const until = firstDayOf(span.origin + at + 1 + performanceMonths)
  return life.instalments.some(({ dueOn, paidOn }) => {
    const badOn = dueOn + overdueDaysBad
    return badOn >= after && badOn < until && (paidOn === null || paidOn >= badOn)
  })
}
