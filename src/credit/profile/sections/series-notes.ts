import type { Series } from '../../indicators/index.ts'
import { lastYear, type NoteDraft, sumOf, yearChange } from './series.ts'
import { monthWords, percentWords, type Words } from './words.ts'

/** A line that notes are made on, with its name in a sentence and how its amounts are said. */
export interface Watched {
  id: string
  label: Words
  months: readonly string[]
  values: Series
  say: (amount: number) => Words
}

const fallingMonthsMin = 3
const fallingShareMin = 0.15
const yearShareMin = 0.2
const idleMonthsMin = 2

const lastKnown = (values: Series) => values.findLastIndex((value) => value !== null)

/** So many months in a row below the month before, and down by a share that counts. */
export function fallingNote(line: Watched): NoteDraft | undefined {
  const { months, values, label } = line
  const last = lastKnown(values)
  let first = last
  while (first > 0 && values[first - 1] != null && values[first]! < values[first - 1]!) first--
  const run = last - first
  const base = values[first]
  if (run < fallingMonthsMin || !base || base <= 0) return undefined
  const share = 1 - values[last]! / base
  if (share < fallingShareMin || isSeasonal(values, first, last)) return undefined
  const [from, to] = [months[first + 1]!, months[last]!]
  return {
    lines: [line.id],
    code: `${line.id}-falling`,
    tone: share >= 0.4 ? 'orange' : 'yellow',
    from,
    to,
    title: { zh: `${label.zh}连续下降`, en: `${label.en}: down month after month` },
    text: {
      zh: `${monthWords(from).zh}起${label.zh}连续 ${run} 个月环比下降，由 ${line.say(base).zh}降至 ${line.say(values[last]!).zh}，降幅 ${percentWords(share)}。`,
      en: `${label.en} fell for ${run} months in a row from ${from}: from ${line.say(base).en} to ${line.say(values[last]!).en}, down ${percentWords(share)}.`,
    },
  }
}

/**
 * Whether a fall from one month to another is the season's: the same months of the year before fell too, and those of
 * this year keep up with them.
 */
export function isSeasonal(values: Series, from: number, to: number): boolean {
  const [base, end, thenBase, thenEnd] = [from, to, from - 12, to - 12].map((at) => values[at] ?? null)
  if (!base || end == null || !thenBase || thenEnd == null) return false
  const [fall, thenFall] = [1 - end / base, 1 - thenEnd / thenBase]
  return thenFall >= fall * seasonFallMin && end >= thenEnd * seasonKeptMin
}
const seasonFallMin = 0.5
const seasonKeptMin = 0.85

/** The last twelve months against the twelve before. */
export function yearNote(line: Watched): NoteDraft | undefined {
  const { months, values, label } = line
  const change = yearChange(values)
  if (change === undefined || Math.abs(change) < yearShareMin) return undefined
  const grows = change > 0
  return {
    lines: [line.id],
    code: grows ? `${line.id}-year-up` : `${line.id}-year-down`,
    tone: grows ? 'good' : change <= -0.4 ? 'orange' : 'yellow',
    from: months.at(-12)!,
    to: months.at(-1)!,
    title: {
      zh: `${label.zh}较上年${grows ? '增长' : '下降'}`,
      en: `${label.en}: ${grows ? 'up' : 'down'} on the year`,
    },
    text: {
      zh: `近 12 个月${label.zh}合计 ${line.say(sumOf(lastYear(values))).zh}，较上年同期${grows ? '增长' : '下降'} ${percentWords(Math.abs(change))}。`,
      en: `${label.en} of the last 12 months: ${line.say(sumOf(lastYear(values))).en}, ${grows ? 'up' : 'down'} ${percentWords(Math.abs(change))} on the 12 before.`,
    },
  }
}

/** Months of the last year in which nothing happened, though something had in the same month a year before. */
export function idleNote(line: Watched): NoteDraft | undefined {
  const idle = line.months.filter(
    (_, at) => at >= line.months.length - 12 && line.values[at] === 0 && line.values[at - 12] !== 0,
  )
  if (idle.length < idleMonthsMin) return undefined
  return {
    lines: [line.id],
    code: `${line.id}-idle`,
    tone: idle.length >= 4 ? 'orange' : 'yellow',
    from: idle[0]!,
    to: idle.at(-1)!,
    title: { zh: `${line.label.zh}中断`, en: `${line.label.en}: months with none` },
    text: {
      zh: `近 12 个月有 ${idle.length} 个月没有${line.label.zh}。`,
      en: `${idle.length} of the last 12 months have none: ${line.label.en.toLowerCase()}.`,
    },
  }
}

/** A note over the last twelve months of a chart. */
export function yearlong(
  line: Pick<Watched, 'id' | 'months'>,
  note: Pick<NoteDraft, 'code' | 'tone' | 'title' | 'text'>,
): NoteDraft {
  return { lines: [line.id], from: line.months.at(-12)!, to: line.months.at(-1)!, ...note }
}
