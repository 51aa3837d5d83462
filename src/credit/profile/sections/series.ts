import { addMonths, type Month } from '../../../foundation/month.ts'
import type { Series } from '../../indicators/index.ts'
import type { Line, SeriesData, SeriesNote, SeriesPeers } from '../section.contract.ts'
import { tonePlace, type View } from './view.ts'

export const axisMonths = 24

/** The months of a chart, oldest first; the last complete month is the last. */
export function axisOf({ dossier }: Pick<View, 'dossier'>): readonly Month[] {
  return once(dossier, 'axis', () =>
    Array.from({ length: axisMonths }, (_, at) => addMonths(dossier.month, at - axisMonths + 1)),
  )
}

const reckoned = new WeakMap<object, Map<string, unknown>>()

/** What several panels ask of one dossier is reckoned once. */
export function once<Result>(dossier: object, what: string, reckon: () => Result): Result {
  let own = reckoned.get(dossier)
  if (!own) {
    own = new Map()
    reckoned.set(dossier, own)
  }
  if (!own.has(what)) own.set(what, reckon())
  return own.get(what) as Result
}

/**
 * Sums on the axis. Before the first and after the last month of which anything is known, nothing is: null. A month in
 * between without a record is zero.
 */
export function seriesOn(
  axis: readonly Month[],
  sums: readonly { month: string; value: number }[],
  known: readonly string[] = sums.map(({ month }) => month),
): Series {
  const found = new Map<string, number>()
  for (const { month, value } of sums) found.set(month, (found.get(month) ?? 0) + value)
  let [first, last] = ['9999', '']
  for (const month of known) {
    if (month < first) first = month
    if (month > last) last = month
  }
  return axis.map((month) => (month < first || month > last ? null : (found.get(month) ?? 0)))
}

/** Amounts of fen cross the wire as decimal text. */
export const fenLine = (values: Series): (string | null)[] =>
  values.map((value) => (value === null ? null : String(Math.round(value))))

export const isEmpty = (series: Series) => series.every((value) => value === null)

export function sumOf(values: Series): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}

export const lastYear = (values: Series): Series => values.slice(-12)
export const yearBefore = (values: Series): Series => values.slice(-24, -12)

/** By how much the last twelve months differ from the twelve before; undefined without two whole years. */
export function yearChange(values: Series): number | undefined {
  if (values.length < 24 || values.some((value) => value === null)) return undefined
  const before = sumOf(yearBefore(values))
  return before > 0 ? sumOf(lastYear(values)) / before - 1 : undefined
}

export type NoteDraft = Omit<SeriesNote, 'number'>

/** The notes of a chart, the most urgent first, numbered from 1. */
export function numbered(drafts: readonly (NoteDraft | undefined)[]): SeriesNote[] {
  return drafts
    .flatMap((draft) => draft ?? [])
    .sort((left, right) => tonePlace(left.tone) - tonePlace(right.tone))
    .map((draft, place) => ({ number: place + 1, ...draft }))
}

export function seriesData(chart: {
  months: readonly string[]
  lines: Line[]
  notes: SeriesNote[]
  peers: SeriesPeers | null
  recordType: string
}): SeriesData {
  return {
    kind: 'series',
    months: [...chart.months],
    lines: chart.lines,
    notes: chart.notes,
    // A chart without a median names no firms that one would rest on.
    peers: chart.lines.some(({ median }) => median !== undefined) ? chart.peers : null,
    origin: { recordType: chart.recordType, key: null },
  }
}
