import { type Instant, instant, shanghaiDay } from './instant.ts'

/** A calendar month in Asia/Shanghai, `2026-09`. Sorts as text. */
export type Month = string & { readonly month: unique symbol }

const pattern = /^\d{4}-(0[1-9]|1[0-2])$/

export function isMonth(text: string): text is Month {
  return pattern.test(text)
}

export function month(text: string): Month {
  if (!isMonth(text)) throw new TypeError(`not a month: ${text}`)
  return text
}

/** Months since the year 0: 2026-01 is 24312. Fits an Int16 until the year 2730; the form that the lake and the kernel use. */
export function monthIndex(of: Month): number {
  return Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7)) - 1
}

export function monthOfIndex(index: number): Month {
  const year = Math.floor(index / 12)
  return `${String(year).padStart(4, '0')}-${String(index - year * 12 + 1).padStart(2, '0')}` as Month
}

export function addMonths(to: Month, count: number): Month {
  return monthOfIndex(monthIndex(to) + count)
}

/** The last instant of the month in Asia/Shanghai: 2026-09 ends at 2026-09-30T23:59:59.999+08:00. */
export function endOfMonth(of: Month): Instant {
  return instant(new Date(Date.parse(`${addMonths(of, 1)}-01T00:00:00.000+08:00`) - 1))
}

/** The last month that is complete at the instant: the month itself only at its very end. */
export function lastCompleteMonth(at: Instant): Month {
  const current = month(shanghaiDay(at).slice(0, 7))
  return at >= endOfMonth(current) ? current : addMonths(current, -1)
}
