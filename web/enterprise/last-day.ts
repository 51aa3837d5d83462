import { dayText } from '../components/calendar.ts'

/** The last day on which a consent lives: the store keeps the first instant at which it is dead. */
export function lastDayOf(expiresAt: string): string {
  return dayText(new Date(Date.parse(expiresAt) - 1).toISOString())
}

/** The day of a month that many months after the given day; the last day of a shorter month. */
export function dayAfterMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const target = new Date(Date.UTC(year, month - 1 + months, 1))
  const lastDate = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(date, lastDate))
  return target.toISOString().slice(0, 10)
}
