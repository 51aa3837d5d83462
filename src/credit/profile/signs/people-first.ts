import { addMonths, type Month } from '../../../foundation/month.ts'
import { once } from '../sections/series.ts'
import type { View } from '../sections/view.ts'
import { monthWords, percentWords } from '../sections/words.ts'
import type { Sign } from './sign.ts'

const watchedMonths = 36
/** Of its highest headcount, and so many people at least: one who leaves three says nothing. */
const headcountFallMin = 0.3
const peopleMin = 3
const notableFall = 0.15
const graveFall = 0.6
const leadMonthsMin = 3
/** Months before the people left that sales are measured against. */
const baseMonthsMin = 6

interface Lead {
  highest: number
  now: number
  /** The first month below its height, and the first in which sales were below what they had been; null: not yet. */
  peopleFrom: Month
  salesFrom: Month | null
  months: number
}

/** Whether people left well before sales fell. Three months of sales are looked at together: one alone swings. */
export function leadOf(view: Pick<View, 'dossier'>): Lead | undefined {
  return once(view.dossier, 'people first', () => {
    const months = Array.from({ length: watchedMonths }, (_, at) =>
      addMonths(view.dossier.month, at - watchedMonths + 1),
    )
    const people = headcountBy(view, months)
    const last = people.findLastIndex((value) => value !== null)
    const highest = Math.max(0, ...people.map((value) => value ?? 0))
    const now = people[last] ?? 0
    if (last < 0 || highest - now < peopleMin || 1 - now / highest < headcountFallMin) return undefined
    const start = people.findLastIndex((value) => value !== null && value >= highest * (1 - notableFall)) + 1
    const sales = salesBy(view, months)
    const before = sales.slice(Math.max(0, start - 12), start).filter((value) => value !== null)
    if (before.length < baseMonthsMin) return undefined
    const base = meanOf(before)
    const lastSale = sales.findLastIndex((value) => value !== null)
    const held = sales.findLastIndex((_, at) => {
      const now = threeTo(sales, at)
      const then = at <= lastSale ? (threeTo(sales, at - 12) ?? base) : undefined
      return now !== undefined && then !== undefined && now >= then * (1 - notableFall)
    })
    const salesStart = Math.max(held + 1, start)
    const lead = Math.min(salesStart, lastSale + 1) - start
    if (base <= 0 || lead < leadMonthsMin) return undefined
    return {
      ...{ highest, now, peopleFrom: months[start]!, months: lead },
      salesFrom: salesStart <= lastSale ? months[salesStart]! : null,
    }
  })
}

/** The mean of three months to one: set beside the same months of the year before, a season is no fall. */
function threeTo(sales: readonly (number | null)[], at: number): number | undefined {
  const three = at < 2 ? [] : sales.slice(at - 2, at + 1).filter((value) => value !== null)
  return three.length === 3 ? meanOf(three) : undefined
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function headcountBy({ dossier }: Pick<View, 'dossier'>, months: readonly Month[]): (number | null)[] {
  const found = new Map(
    dossier.rowsOf('social-security').map(({ values }) => [String(values.period), Number(values.headcount)]),
  )
  return months.map((month) => found.get(month) ?? null)
}

function salesBy({ dossier }: Pick<View, 'dossier'>, months: readonly Month[]): (number | null)[] {
  const found = new Map<string, number>()
  const monthly = dossier.rowsOf('invoice').filter(({ values }) => values.direction === 'sale')
  for (const { values } of monthly) found.set(String(values.period), Number(values.amount ?? 0))
  if (monthly.length === 0)
    for (const { month, by, sums } of dossier.monthsOf('vat-invoice.months'))
      if (by[0] === 'sale' && by[1] !== 'void') found.set(month, (found.get(month) ?? 0) + sums[0]!)
  const known = [...found.keys()].sort()
  const [first, last] = [known[0] ?? '9999', known.at(-1) ?? '']
  return months.map((month) => (month < first || month > last ? null : (found.get(month) ?? 0)))
}

export function peopleFirstSign(view: View): Sign | undefined {
  const lead = leadOf(view)
  if (!lead) return undefined
  const { highest, now, peopleFrom, salesFrom, months } = lead
  const fall = percentWords(1 - now / highest)
  const people = {
    zh: `参保人数自 ${monthWords(peopleFrom).zh}起由 ${highest} 人降至 ${now} 人（${fall}）`,
    en: `Headcount fell from ${highest} to ${now} (${fall}) since ${peopleFrom}`,
  }
  return {
    code: 'people-first',
    section: 'workforce',
    panel: 'headcount',
    tone: 1 - now / highest >= graveFall ? 'red' : 'orange',
    tag: { tone: 'bad', zh: '人先走', en: 'People left first' },
    text:
      salesFrom === null
        ? {
            zh: `${people.zh}，销项至今 ${months} 个月尚未跟随回落：用工先于销售预警`,
            en: `${people.en}; sales have not followed for ${months} months: the people warn before the sales`,
          }
        : {
            zh: `${people.zh}，销项 ${months} 个月后（${monthWords(salesFrom).zh}）才回落：用工先于销售预警`,
            en: `${people.en}; sales followed ${months} months later (${salesFrom}): the people warned before the sales`,
          },
    figure: { type: 'months', value: months },
    on: salesFrom ?? peopleFrom,
    origin: { recordType: 'social-security', key: null },
  }
}
