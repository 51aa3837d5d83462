import { addBusinessDays, addDays, coveredYears, type Day, day } from '../../foundation/business-calendar.ts'
import { shanghaiDay } from '../../foundation/instant.ts'
import { addMonths, endOfMonth, isMonth } from '../../foundation/month.ts'
import type { RecordType, Source } from '../../trust/catalog/index.ts'
import type { Freshness, Thresholds } from './contract.ts'

export type Cycle = RecordType['updateCycle']

/** A source may deliver in another rhythm than its record type says. */
export function cycleOf(recordType: RecordType, source: Source): Cycle {
  return source.updateCycle ?? recordType.updateCycle
}

const monthsOfCycle: Partial<Record<Cycle, number>> = { monthly: 1, quarterly: 3, yearly: 12 }

/**
 * The business day by which the next delivery is in time, and the day after which it counts as missing. What covers
 * months is due the stated lag after the end of the next period; other deliveries a cycle after the last one. A due
 * day that is no business day moves to the next.
 */
export function dueAfter(
  last: { deliveredOn: Day; coveredTo: string | null },
  promise: { cycle: Cycle; deliveryLagDays: number },
  due: Thresholds['due'],
): { dueOn: Day; missingAfter: Day } | null {
  const expected = expectedOn(last, promise)
  if (expected === null) return null
  const dueOn = businessDay(expected, due.graceBusinessDays)
  return { dueOn, missingAfter: businessDay(dueOn, due.missingBusinessDays) }
}

function expectedOn(
  last: { deliveredOn: Day; coveredTo: string | null },
  { cycle, deliveryLagDays }: { cycle: Cycle; deliveryLagDays: number },
): Day | null {
  const months = monthsOfCycle[cycle]
  if (months !== undefined) {
    if (last.coveredTo !== null && isMonth(last.coveredTo)) {
      const end = shanghaiDay(endOfMonth(addMonths(last.coveredTo, months)))
      return businessDay(addDays(day(end), deliveryLagDays), 0)
    }
    return businessDay(sameDayLater(last.deliveredOn, months), 0)
  }
  if (cycle === 'weekly') return businessDay(addDays(last.deliveredOn, 7), 0)
  if (cycle === 'daily' || cycle === 'continuous') return businessDay(last.deliveredOn, 1)
  return null
}

/** The same day of a later month, or its last. */
function sameDayLater(from: Day, months: number): Day {
  const month = addMonths(from.slice(0, 7) as never, months)
  const end = shanghaiDay(endOfMonth(month))
  const wanted = `${month}-${from.slice(8)}`
  return (wanted < end ? wanted : end) as Day
}

/**
 * By the published calendar; where the State Council has not published the year yet, Monday to Friday. A due date
 * must be named before next year's holidays are.
 */
export function businessDay(from: Day, count: number): Day {
  const reach = addDays(from, count * 2 + 15)
  const known = [from, reach].every((one) => coveredYears.includes(Number(one.slice(0, 4))))
  if (known) return addBusinessDays(from, count)
  let [current, left] = [from, count]
  while (left > 0 || isWeekend(current)) {
    current = addDays(current, 1)
    if (left > 0 && !isWeekend(current)) left--
  }
  return current
}

function isWeekend(of: Day): boolean {
  const weekday = new Date(of).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** How fresh a line is on a day; late and missing come by themselves as the days pass. */
export function freshnessOn(
  today: Day,
  line: {
    lastDeliveredOn: string | null
    coveredTo: string | null
    dueOn: string | null
    missingAfter: string | null
  },
): Freshness {
  const { lastDeliveredOn, coveredTo, dueOn, missingAfter } = line
  const state =
    dueOn === null || missingAfter === null
      ? 'not-expected'
      : today <= dueOn
        ? 'on-time'
        : today <= missingAfter
          ? 'late'
          : 'missing'
  return {
    state,
    lastDeliveredOn,
    daysSince: lastDeliveredOn === null ? null : daysBetween(lastDeliveredOn, today),
    coveredTo,
    dueOn,
    businessDaysLate: state === 'late' || state === 'missing' ? businessDaysAfter(dueOn as Day, today) : 0,
  }
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** Bounded: a source that died years ago is late enough after a thousand days. */
function businessDaysAfter(dueOn: Day, today: Day): number {
  let [current, count] = [dueOn, 0]
  while (count < 1000) {
    current = businessDay(current, 1)
    if (current > today) return count
    count++
  }
  return count
}
