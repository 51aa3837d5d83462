import { type Instant, shanghaiDay } from '../../foundation/instant.ts'
import { isMonth, month, monthIndex } from '../../foundation/month.ts'
import type { Comparison } from './comparison.ts'
import type { BatchMeasures, Finding } from './contract.ts'
import { type Distribution, distributionOf, overlap, pool } from './distribution.ts'
import { finding, percent, whole } from './finding.ts'
import { medianOf } from './robust.ts'

/** Dates that moved, that are all the same, or whose day and month changed places. */
export function findDateChanges(comparison: Comparison): Finding[] {
  const swapped = findSwap(comparison)
  const oneDay = findOneDay(comparison)
  return swapped.length + oneDay.length > 0 ? [...swapped, ...oneDay] : findShiftedMonths(comparison)
}

/**
 * The months of a delivery are looked at in two ways: how far they lie before the day of delivery, and how they
 * follow the delivery before. A late delivery breaks the first and keeps the second; history that is loaded in one
 * day too. Only what breaks both, and fits when it is moved by some months, is a fault of dates.
 */
function findShiftedMonths({ measures, at, earlier, cycle, recordType, thresholds }: Comparison): Finding[] {
  const { severity, overlapMax, explainedMin } = thresholds.eventMonthsShifted
  if (measures.measured < thresholds.comparable.rowsMin) return []
  // What corrects or repeats earlier months is about earlier months.
  if ((measures.corrected + measures.duplicate) * 2 > measures.rows) return []
  const before = earlier.filter((one) => one.measures.measured >= thresholds.comparable.rowsMin)
  const ages = before.map((one) => agesOf(one.measures, one.at))
  const now = agesOf(measures, at)
  const usual = pool(ages)
  const steady = medianOf(ages.map((one) => overlap(one, usual)))
  if (ages.length < thresholds.comparable.deliveriesMin || now.size === 0 || steady < explainedMin) return []
  const fits = overlap(now, usual)
  if (fits >= overlapMax) return []
  const follows = cycle === 'monthly' ? [1] : cycle === 'quarterly' ? [3] : cycle === 'yearly' ? [12] : [0, 1]
  const last = before.at(-1)!.measures
  const next = distributionOf(indexed(measures))
  if (follows.some((step) => overlap(next, moved(distributionOf(indexed(last)), step)) >= explainedMin))
    return []
  const best = bestShift(now, usual)
  if (best.overlap < explainedMin) return []
  const months = -best.shift
  const [side, direction] = months < 0 ? ['早', 'earlier'] : ['晚', 'later']
  return [
    finding('event-months-shifted', severity, {
      ...(recordType.eventTime === null ? {} : { field: recordType.eventTime }),
      zh: `日期整体偏移：比惯常${side} ${Math.abs(months)} 个月（与以往的重合度 ${percent(fits)}，移回后 ${percent(best.overlap)}）。`,
      en: `The dates have moved: ${Math.abs(months)} months ${direction} than usual (${percent(fits)} overlap with earlier deliveries, ${percent(best.overlap)} once moved back).`,
      evidence: { months, overlap: fits, explained: best.overlap, deliveries: earlier.length },
    }),
  ]
}

function indexed(measures: BatchMeasures): Record<string, number> {
  return Object.fromEntries(
    Object.entries(measures.eventMonths).flatMap(([text, rows]) =>
      isMonth(text) ? [[String(monthIndex(text)), rows]] : [],
    ),
  )
}

/** Rows by how many months before the delivery they happened. */
function agesOf(measures: BatchMeasures, at: Instant): Distribution {
  const delivered = monthIndex(month(shanghaiDay(at).slice(0, 7)))
  return new Map(
    [...distributionOf(indexed(measures))].map(([index, share]) => [
      String(delivered - Number(index)),
      share,
    ]),
  )
}

function moved(distribution: Distribution, by: number): Distribution {
  return new Map([...distribution].map(([key, share]) => [String(Number(key) + by), share]))
}

/** By how many months the ages must be lessened to fit best. */
function bestShift(now: Distribution, usual: Distribution): { shift: number; overlap: number } {
  const shifts = new Set(
    [...now.keys()].flatMap((age) => [...usual.keys()].map((key) => Number(age) - Number(key))),
  )
  let best = { shift: 0, overlap: 0 }
  for (const shift of [...shifts].slice(0, 10_000)) {
    const common = overlap(moved(now, -shift), usual)
    if (common > best.overlap) best = { shift, overlap: common }
  }
  return best
}

/** A column of dates that was full of days and has one: the day of an export, most likely. */
function findOneDay({ measures, earlier, recordType, thresholds }: Comparison): Finding[] {
  const { severity, rowsMin, daysMin } = thresholds.datesOneDay
  return recordType.fields.flatMap((field) => {
    const measure = measures.fields[field.name]
    if (field.type !== 'date' || !measure || measure.filled < rowsMin) return []
    const days = medianOf(earlier.map((one) => one.measures.fields[field.name]?.distinctApprox ?? 0))
    if (measure.min === undefined || measure.min !== measure.max || days < daysMin) return []
    return [
      finding('dates-one-day', severity, {
        field: field.name,
        zh: `“${field.zh}”全部是 ${measure.min}，以往每次约有 ${whole(days)} 个不同日期。`,
        en: `"${field.en}" is ${measure.min} in every row; earlier deliveries had about ${whole(days)} days.`,
        evidence: { day: String(measure.min), days, rows: measure.filled },
      }),
    ]
  })
}

/**
 * Day and month changed places: days after the 12th are no dates any more, those before are spread over the months
 * of the year (or lie in the future), and the two together are what nothing else looks like.
 */
function findSwap({ measures, earlier, recordType, thresholds }: Comparison): Finding[] {
  const { severity, quarantineMin, monthsMin } = thresholds.dayMonthSwapped
  if (measures.rows < thresholds.comparable.rowsMin || recordType.eventTime === null) return []
  const lost = lostDates(measures)
  const usual = medianOf(earlier.map((one) => lostDates(one.measures)))
  const months = Object.keys(measures.eventMonths).length
  const usualMonths = medianOf(earlier.map((one) => Object.keys(one.measures.eventMonths).length))
  if (lost - usual < quarantineMin || months < monthsMin || months < 2 * usualMonths) return []
  return [
    finding('day-month-swapped', severity, {
      field: recordType.eventTime,
      zh: `日与月可能颠倒：${percent(lost)} 的行日期无效或在将来，其余散布在 ${months} 个月里（以往 ${whole(usualMonths)} 个月）。`,
      en: `Day and month seem to have changed places: ${percent(lost)} of the dates are none or lie ahead, the others are spread over ${months} months (ordinarily ${whole(usualMonths)}).`,
      evidence: { share: lost, median: usual, months, monthsMedian: usualMonths },
    }),
  ]
}

function lostDates(measures: BatchMeasures): number {
  return (
    ((measures.quarantine['date-invalid'] ?? 0) + (measures.quarantine['event-future'] ?? 0)) / measures.rows
  )
}
