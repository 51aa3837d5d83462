import { type Instant, shanghaiDay } from '../../foundation/instant.ts'
import type { RecordType } from '../../trust/catalog/index.ts'
import type { BatchMeasures, Thresholds } from './contract.ts'

export interface EarlierDelivery {
  at: Instant
  measures: BatchMeasures
}

/** A delivery beside those that it can be compared with. */
export interface Comparison {
  recordType: RecordType
  cycle: RecordType['updateCycle']
  measures: BatchMeasures
  at: Instant
  /** The last comparable deliveries, oldest first. */
  earlier: readonly EarlierDelivery[]
  /** Deliveries of the same calendar month in earlier years, with the middle number of rows around each. */
  seasons: readonly { delivery: EarlierDelivery; around: readonly EarlierDelivery[] }[]
  thresholds: Thresholds
}

/**
 * Which of the earlier deliveries a new one is measured by: for a daily source those of the same weekday where there
 * are enough, since Mondays differ from Saturdays; for the others the last ones.
 */
export function comparisonOf(delivery: {
  recordType: RecordType
  cycle: RecordType['updateCycle']
  measures: BatchMeasures
  at: Instant
  earlier: readonly EarlierDelivery[]
  thresholds: Thresholds
}): Comparison {
  const { cycle, at, thresholds } = delivery
  const { deliveriesMin, deliveriesMax } = thresholds.comparable
  const past = delivery.earlier.filter((one) => one.at <= at && one.measures.rows > 0)
  const sameWeekday = past.filter((one) => weekdayOf(one.at) === weekdayOf(at)).slice(-deliveriesMax)
  const daily = cycle === 'daily' && sameWeekday.length >= deliveriesMin
  const seasons = past.flatMap((one, place) =>
    sameSeason(one.at, at)
      ? [{ delivery: one, around: past.slice(Math.max(0, place - deliveriesMax), place) }]
      : [],
  )
  return {
    ...delivery,
    earlier: daily ? sameWeekday : past.slice(-deliveriesMax),
    seasons: seasons.filter(({ around }) => around.length >= deliveriesMin),
  }
}

function weekdayOf(at: Instant): number {
  return new Date(shanghaiDay(at)).getUTCDay()
}

function sameSeason(earlier: Instant, at: Instant): boolean {
  const [before, now] = [shanghaiDay(earlier), shanghaiDay(at)]
  return before.slice(5, 7) === now.slice(5, 7) && before.slice(0, 4) < now.slice(0, 4)
}
