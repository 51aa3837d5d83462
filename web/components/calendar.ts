import type { Language } from './amount.ts'

const shanghaiOffsetMs = 8 * 3_600_000

/** `2026-11-21 08:00` in Asia/Shanghai, whatever the browser's zone is. */
export function minuteText(at: string): string {
  return new Date(Date.parse(at) + shanghaiOffsetMs).toISOString().slice(0, 16).replace('T', ' ')
}

export function dayText(at: string): string {
  return minuteText(at).slice(0, 10)
}

/** Whole days left, counted by calendar days in Asia/Shanghai; 0 on the last day, negative after it. */
export function daysLeft(until: string, now: number): number {
  const day = (ms: number) => Math.floor((ms + shanghaiOffsetMs) / 86_400_000)
  return day(Date.parse(until)) - day(now)
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A month in prose: `2026 年 10 月`, `Oct 2026`. */
export function monthText(month: string, language: Language): string {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5, 7))]
  return language === 'en' ? `${englishMonths[number - 1]} ${year}` : `${year} 年 ${number} 月`
}

/** A tick on a time axis: the year only in January. */
export function monthTick(month: string, language: Language): string {
  const number = Number(month.slice(5, 7))
  if (number === 1) return month.replace('-', '.')
  return language === 'en' ? englishMonths[number - 1]! : `${number} 月`
}
