import { addMonths, type Month, monthIndex } from '../../foundation/month.ts'
import { type Day, firstDayOf } from './calendar.ts'

/** What to generate. The same values give the same bytes on every machine. */
export interface CityPlan {
  enterprises: number
  seed: string | number
  /** The last complete month; nothing that became known after its end is written. */
  lastMonth: Month
  months: number
}

/** As many firms as names and codes are reckoned for, and as many months as the calendar of holidays covers. */
export const enterprisesMax = 10_000_000
export const monthsMax = 120

/** Months lived before the first delivered one, so that the city does not begin in perfect health and without debts. */
export const burnInMonths = 18

/** The months of a city. `at` counts lived months from 0; the delivered ones begin at `burnInMonths`. */
export interface Span {
  /** Month index (foundation/month.ts) of the first lived month. */
  origin: number
  /** Lived months in all. */
  length: number
  firstMonth: Month
  lastMonth: Month
}

export function spanOf(plan: CityPlan): Span {
  const firstMonth = addMonths(plan.lastMonth, 1 - plan.months)
  return {
    origin: monthIndex(firstMonth) - burnInMonths,
    length: burnInMonths + plan.months,
    firstMonth,
    lastMonth: plan.lastMonth,
  }
}

export function isDelivered(at: number): boolean {
  return at >= burnInMonths
}

/** The lived month of a day. */
export function atOf(span: Span, day: Day): number {
  let at = Math.floor((day - firstDayOf(span.origin)) / 30.44)
  while (firstDayOf(span.origin + at + 1) <= day) at++
  while (firstDayOf(span.origin + at) > day) at--
  return at
}
