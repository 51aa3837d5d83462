import published from './business-days.json' with { type: 'json' }
import { type Instant, shanghaiDay } from './instant.ts'
import { type RefusalCatalogue, type Refuser, refuser } from './refusal.ts'

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Sorts as text. */
export type Day = string & { readonly day: unique symbol }

export const calendarRefusals = {
  'business-days-not-published': {
    kind: 'missing',
    zh: '该年的放假安排尚未公布或尚未录入，不能计算工作日。',
    en: 'The holidays of that year are not published, or not entered yet: business days cannot be counted.',
    todo: {
      zh: '请在 src/foundation/business-days.json 中补入国务院办公厅当年的通知。',
      en: "Enter the State Council's notice for that year in src/foundation/business-days.json.",
    },
  },
} satisfies RefusalCatalogue

const refuse: Refuser<keyof typeof calendarRefusals> = refuser(calendarRefusals)

interface Year {
  notice: string
  holidays: { zh: string; en: string; from: string; to: string }[]
  makeUpWorkdays: string[]
}

const years = new Map(Object.entries(published.years as Record<string, Year>))
const makeUpWorkdays = new Set([...years.values()].flatMap((year) => year.makeUpWorkdays))

/** The years that a published notice covers. */
export const coveredYears: readonly number[] = [...years.keys()].map(Number).sort()

const dayMs = 86_400_000

export function day(text: string): Day {
  const moment = new Date(`${text}T00:00:00.000Z`)
  if (
    !/^\d{4}-\d\d-\d\d$/.test(text) ||
    Number.isNaN(moment.getTime()) ||
    moment.toISOString().slice(0, 10) !== text
  ) {
    throw new TypeError(`not a day: ${text}`)
  }
  return text as Day
}

export function dayAt(at: Instant): Day {
  return shanghaiDay(at) as Day
}

export function addDays(to: Day, count: number): Day {
  return new Date(Date.parse(to) + count * dayMs).toISOString().slice(0, 10) as Day
}

/** Monday to Friday without the holidays, and the weekend days that a notice makes workdays. */
export function isBusinessDay(of: Day): boolean {
  const year = years.get(of.slice(0, 4)) ?? refuse('business-days-not-published', { year: of.slice(0, 4) })
  if (makeUpWorkdays.has(of)) return true
  if (year.holidays.some(({ from, to }) => from <= of && of <= to)) return false
  const weekday = new Date(of).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/**
 * The day that many business days later, or earlier where the count is negative; the day itself is not counted.
 * Zero gives the day itself, or the next business day where it is none. `within 5 business days of the 3rd` ends on
 * `addBusinessDays('…-03', 5)`.
 */
export function addBusinessDays(to: Day, count: number): Day {
  const step = count < 0 ? -1 : 1
  let [current, left] = [to, Math.abs(count)]
  if (left === 0) while (!isBusinessDay(current)) current = addDays(current, 1)
  while (left > 0) {
    current = addDays(current, step)
    if (isBusinessDay(current)) left--
  }
  return current
}

/** Business days after `from`, up to and with `to`; negative when `to` is earlier. */
export function businessDaysBetween(from: Day, to: Day): number {
  if (to < from) return -businessDaysBetween(to, from)
  let count = 0
  for (let current = from; current < to; ) {
    current = addDays(current, 1)
    if (isBusinessDay(current)) count++
  }
  return count
}
