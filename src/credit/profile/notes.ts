import type { Series } from '../indicators/index.ts'
import type { Note } from './contract.ts'
import { isSeasonal } from './sections/series-notes.ts'

/**
 * Reading notes (读图要点): plain rules on the series of a page, each with the months it marks and the figures it
 * rests on. They describe; they do not score.
 */
export interface NotedSeries {
  months: readonly string[]
  sales?: Series | undefined
  tax?: Series | undefined
  headcount?: Series | undefined
  leaves?: Series | undefined
}

type Draft = Omit<Note, 'number'>

const headcountFallMin = 0.1
const leaversTimesMin = 2
const fallingMonthsMin = 3
const yearChangeMin = 0.2
const idleMonthsMin = 2
const untaxedMonthsMin = 3

const percent = (share: number) => `${Math.abs(share * 100).toFixed(1)}%`
const monthZh = (month: string) => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`

function lastKnown(series: Series): number {
  return series.findLastIndex((value) => value !== null)
}

function meanOf(values: Series): number | undefined {
  const known = values.filter((value) => value !== null)
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : undefined
}

function headcountNote({ months, headcount, leaves }: NotedSeries): Draft | undefined {
  if (!headcount) return undefined
  const last = lastKnown(headcount)
  const peak = headcount.reduce<number>(
    (best, value, at) => (value !== null && value >= (headcount[best] ?? -1) ? at : best),
    0,
  )
  const [highest, now] = [headcount[peak], headcount[last]]
  if (!highest || now === null || now === undefined || last <= peak) return undefined
  const fall = 1 - now / highest
  if (fall < headcountFallMin) return undefined
  const span = { chart: 'headcount', from: months[peak + 1]!, to: months[last]! } as const
  const before = meanOf((leaves ?? []).slice(0, peak + 1))
  const since = meanOf((leaves ?? []).slice(peak + 1, last + 1))
  if (peak >= 5 && before && since && since >= leaversTimesMin * before) {
    const times = (since / before).toFixed(1)
    return {
      ...span,
      code: 'headcount-leading-signal',
      tone: 'warn',
      title: { zh: '用工先行信号', en: 'Workforce: an early sign' },
      text: {
        zh: `${monthZh(span.from)}起月均离职 ${since.toFixed(1)} 人，为此前均值的 ${times} 倍；参保人数由 ${highest} 人降至 ${now} 人，回落 ${percent(fall)}。`,
        en: `Since ${span.from}, ${since.toFixed(1)} leavers a month, ${times} times the mean before; headcount fell from ${highest} to ${now}, down ${percent(fall)}.`,
      },
    }
  }
  return {
    ...span,
    code: 'headcount-fall',
    tone: 'warn',
    title: { zh: '参保人数回落', en: 'Headcount is down' },
    text: {
      zh: `参保人数由 ${monthZh(months[peak]!)}的 ${highest} 人降至 ${now} 人，回落 ${percent(fall)}。`,
      en: `Headcount fell from ${highest} in ${months[peak]} to ${now}, down ${percent(fall)}.`,
    },
  }
}

function fallingSalesNote({ months, sales }: NotedSeries): Draft | undefined {
  if (!sales) return undefined
  const last = lastKnown(sales)
  let first = last
  while (first > 0 && sales[first - 1] !== null && sales[first]! < sales[first - 1]!) first--
  const run = last - first
  const base = sales[first]
  if (run < fallingMonthsMin || !base || base <= 0) return undefined
  const fall = 1 - sales[last]! / base
  if (isSeasonal(sales, first, last)) return undefined
  return {
    chart: 'invoices',
    code: 'sales-falling',
    tone: 'warn',
    from: months[first + 1]!,
    to: months[last]!,
    title: { zh: '销项连续下降', en: 'Sales fall month after month' },
    text: {
      zh: `${monthZh(months[first + 1]!)}起销项连续 ${run} 个月环比下降，较 ${monthZh(months[first]!)}减少 ${percent(fall)}。`,
      en: `Sales fell for ${run} months in a row from ${months[first + 1]}, down ${percent(fall)} on ${months[first]}.`,
    },
  }
}

function yearNote({ months, sales }: NotedSeries): Draft | undefined {
  if (!sales || sales.some((value) => value === null)) return undefined
  const [before, now] = [sales.slice(0, 12), sales.slice(12)].map((year) =>
    year.reduce<number>((sum, value) => sum + value!, 0),
  )
  if (!before || before <= 0) return undefined
  const change = now! / before - 1
  if (Math.abs(change) < yearChangeMin) return undefined
  const grows = change > 0
  return {
    chart: 'invoices',
    code: grows ? 'sales-year-up' : 'sales-year-down',
    tone: grows ? 'good' : 'warn',
    from: months[12]!,
    to: months[23]!,
    title: grows
      ? { zh: '年销项增长', en: 'Sales are up on the year' }
      : { zh: '年销项下降', en: 'Sales are down on the year' },
    text: {
      zh: `近 12 个月销项较上年同期${grows ? '增长' : '下降'} ${percent(change)}。`,
      en: `Sales of the last 12 months are ${grows ? 'up' : 'down'} ${percent(change)} on the 12 before.`,
    },
  }
}

function idleNote({ months, sales }: NotedSeries): Draft | undefined {
  if (!sales) return undefined
  const idle = months.filter((_, at) => at >= 12 && sales[at] === 0 && sales[at - 12] !== 0)
  if (idle.length < idleMonthsMin) return undefined
  return {
    chart: 'invoices',
    code: 'sales-idle',
    tone: 'warn',
    from: idle[0]!,
    to: idle.at(-1)!,
    title: { zh: '开票中断', en: 'Months without sales' },
    text: {
      zh: `近 12 个月有 ${idle.length} 个月没有销项发票。`,
      en: `${idle.length} of the last 12 months have no sales invoice.`,
    },
  }
}

function untaxedNote({ months, sales, tax }: NotedSeries): Draft | undefined {
  if (!sales || !tax) return undefined
  const last = lastKnown(tax)
  let first = last + 1
  while (first > 0 && tax[first - 1] === 0 && (sales[first - 1] ?? 0) > 0) first--
  const run = last - first + 1
  if (run < untaxedMonthsMin) return undefined
  return {
    chart: 'tax',
    code: 'tax-stopped',
    tone: 'warn',
    from: months[first]!,
    to: months[last]!,
    title: { zh: '有销项而无纳税', en: 'Sales without tax' },
    text: {
      zh: `${monthZh(months[first]!)}起连续 ${run} 个月有销项而没有税款入库，可能是减免、留抵或欠税，请核实。`,
      en: `For ${run} months from ${months[first]} there are sales and no tax paid: a relief, a credit or arrears; ask.`,
    },
  }
}

/** The notes of a page, warnings first, numbered from 1. */
export function notesOf(series: NotedSeries): Note[] {
  const drafts = [headcountNote, fallingSalesNote, untaxedNote, idleNote, yearNote].flatMap(
    (rule) => rule(series) ?? [],
  )
  const order = { warn: 0, info: 1, good: 2 }
  return drafts
    .sort((left, right) => order[left.tone] - order[right.tone])
    .map((draft, index) => ({ number: index + 1, ...draft }))
}
