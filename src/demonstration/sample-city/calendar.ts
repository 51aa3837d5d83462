/** Days since 1970-01-01, the form in which the generator reckons. */
export type Day = number

const millisecondsOfDay = 86_400_000

/** The first day of a month given by its index (foundation/month.ts). */
export function firstDayOf(month: number): Day {
  return month >= knownFrom && month < knownTo ? firstDays[month - knownFrom]! : reckonFirstDay(month)
}

function reckonFirstDay(month: number): Day {
  const year = Math.floor(month / 12)
  return Date.UTC(year, month - year * 12, 1) / millisecondsOfDay
}

/** The months of the last and the next decades are looked up millions of times. */
const knownFrom = 1970 * 12
const knownTo = 2060 * 12
const firstDays = Int32Array.from({ length: knownTo - knownFrom }, (_, place) =>
  reckonFirstDay(knownFrom + place),
)

export function daysIn(month: number): number {
  return firstDayOf(month + 1) - firstDayOf(month)
}

const texts = new Map<Day, string>()

/** `2026-09-30`; the few thousand days of a city are written once each. */
export function dayText(day: Day): string {
  let text = texts.get(day)
  if (text === undefined) {
    text = new Date(day * millisecondsOfDay).toISOString().slice(0, 10)
    texts.set(day, text)
  }
  return text
}

/** Monday is 0. 1970-01-01 was a Thursday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7
}

/** New Year's Day of the Chinese calendar by year; GB/T 33661-2017 fixes how it is computed. */
const springFestivals: Readonly<Record<number, string>> = {
  2015: '02-19',
  2016: '02-08',
  2017: '01-28',
  2018: '02-16',
  2019: '02-05',
  2020: '01-25',
  2021: '02-12',
  2022: '02-01',
  2023: '01-22',
  2024: '02-10',
  2025: '01-29',
  2026: '02-17',
  2027: '02-06',
  2028: '01-26',
  2029: '02-13',
  2030: '02-03',
  2031: '01-23',
  2032: '02-11',
  2033: '01-31',
  2034: '02-19',
  2035: '02-08',
}

export const springFestivalYears = Object.keys(springFestivals).map(Number)

export function springFestivalOf(year: number): Day {
  return festivalDays.get(year) ?? springFestival(year)
}

function springFestival(year: number): Day {
  return Date.parse(`${year}-${springFestivals[year] ?? '02-05'}T00:00:00Z`) / millisecondsOfDay
}

const festivalDays = new Map(springFestivalYears.map((year) => [year, springFestival(year)]))

/** Whether a day is in the holiday: two days before to eight days after New Year's Day. */
export function isFestival(day: Day, month: number): boolean {
  if (month % 12 > 2) return false
  const first = springFestivalOf(Math.floor(month / 12)) - 2
  return day >= first && day < first + 10
}

/** Share of a month's days that fall in the holiday, taken as two days before to eight days after New Year's Day. */
export function festivalShare(month: number): number {
  if (month % 12 > 2) return 0
  const first = springFestivalOf(Math.floor(month / 12)) - 2
  const from = Math.max(first, firstDayOf(month))
  const to = Math.min(first + 10, firstDayOf(month + 1))
  return Math.max(0, to - from) / 10
}

/** Share of the days that stand for the rush of the four weeks before the holiday. */
export function rushShare(month: number): number {
  if (month % 12 > 2 && month % 12 < 11) return 0
  const end = springFestivalOf(Math.floor(month / 12)) - 2
  return Math.max(0, Math.min(end, firstDayOf(month + 1)) - Math.max(end - 28, firstDayOf(month))) / 28
}
