import type { Series } from '../../indicators/index.ts'
import { sumOf } from './series.ts'
import { percentWords } from './words.ts'

const seasonMonths = 3
/** A quarter of the months with half of the sales, in either year. */
const seasonShareMin = 0.5

export interface Season {
  /** Calendar months of the season, from 1. */
  from: number
  to: number
  /** Of the sales of the last twelve months, and of the twelve before. */
  shares: readonly [number, number]
  change: number
}

/** So many of the newest months may not have come yet: they are left out of both years. */
const lateMonthsMax = 2

/** Three months in a row that make most of the year's sales, the same ones in both years; undefined without two years. */
export function seasonOf(axis: readonly string[], sales: Series): Season | undefined {
  if (sales.length < 24) return undefined
  const known = sales.findLastIndex((value) => value !== null) + 1
  const late = sales.length - known
  if (late > lateMonthsMax || sales.slice(0, known).some((value) => value === null)) return undefined
  const years = [sales.slice(12, known), sales.slice(0, known - 12)] as const
  if (years.some((year) => sumOf(year) <= 0)) return undefined
  const calendar = axis.slice(-12).map((month) => Number(month.slice(5)))
  let best: Omit<Season, 'change'> | undefined
  for (let from = 1; from <= 12; from++) {
    const within = Array.from({ length: seasonMonths }, (_, at) => ((from - 1 + at) % 12) + 1)
    const shareIn = (year: Series) =>
      sumOf(year.filter((_, at) => within.includes(calendar[at]!))) / sumOf(year)
    const shares = [shareIn(years[0]), shareIn(years[1])] as const
    if (Math.min(...shares) > Math.min(...(best?.shares ?? [0]))) best = { from, to: within.at(-1)!, shares }
  }
  if (!best || Math.min(...best.shares) < seasonShareMin) return undefined
  return { ...best, change: sumOf(years[0]) / sumOf(years[1]) - 1 }
}

/** What a quiet month means for a seasonal trade is said against the same months of the year before. */
export function seasonWords({ from, to, shares, change }: Season): { zh: string; en: string } {
  return {
    zh: `${from}–${to} 月占全年销项 ${percentWords(shares[0])}（上年 ${percentWords(shares[1])}），近 12 个月较上年同期${change >= 0 ? '增长' : '下降'} ${percentWords(Math.abs(change))}：淡季不是下滑`,
    en: `Months ${from} to ${to} make ${percentWords(shares[0])} of a year's sales (${percentWords(shares[1])} the year before), and 12 months are ${change >= 0 ? 'up' : 'down'} ${percentWords(Math.abs(change))} on the same months: the quiet months are no decline`,
  }
}
