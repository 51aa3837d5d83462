import { type Progress, unwatched } from '../../foundation/progress.ts'
import { separationIntervals } from '../../foundation/statistics/bootstrap.ts'
import { brierScore, separation } from '../../foundation/statistics/discrimination.ts'
import { applyScorecard, type ValueOf } from './apply-scorecard.ts'
import { writeCard } from './card-file.ts'
import { refuse } from './contract.ts'
import { fitScorecard } from './fit-scorecard.ts'
import {
  isMissingText,
  numberOfText,
  readLabels,
  readTable,
  type TextTable,
  typedColumn,
} from './read-table.ts'
import type { Measure, Scorecard, ScorecardVariable } from './scorecard.ts'
import type { Column, FitOptions, ScreenedColumn } from './training-table.ts'

export interface FitScorecardFile {
  file: string
  target: string
  exclude?: readonly string[]
  testFile?: string
  folds?: number
  seed?: string | number
  cardFile?: string
  progress?: Progress
  /** Anything else of the fit, such as the method or the largest number of bins. */
  options?: FitOptions
}

type TestMeasure = {
  rows: number
  bads: number
  auc: number
  ks: number
  aucInterval: [number, number]
  brier: number
}

export interface FittedFile {
  rows: number
  bads: number
  method: Scorecard['method']
  variables: Pick<ScorecardVariable, 'name' | 'iv' | 'trend' | 'bins'>[]
  crossValidated: Measure
  baselines: { id: string; zh: string; en: string; auc: number; ks: number; aucInterval: number[] }[]
  /** Columns that the card does not use, each with why. */
  dropped: Pick<ScreenedColumn, 'name' | 'iv' | 'dropped'>[]
  test: TestMeasure | null
  card: string | null
}

/** `scorecard fit`: a plain CSV of numbers and categories, its target 0 or 1 with 1 for bad. */
export async function fitScorecardFile(wish: FitScorecardFile): Promise<FittedFile> {
  const progress = wish.progress ?? unwatched
  progress({ stage: 'read', done: 0, total: 3 })
  const table = await readTable(wish.file)
  const labels = readLabels(table, wish.target)
  const exclude = wish.exclude ?? []
  const unknown = exclude.find((name) => !table.columns.has(name))
  if (unknown !== undefined) refuse('training-column-unknown', { file: wish.file, field: unknown })
  // The other file is read first: its faults should not wait for the fit.
  const other = wish.testFile === undefined ? undefined : await readTable(wish.testFile)
  const otherLabels = other && readLabels(other, wish.target)
  progress({ stage: 'fit', done: 1, total: 3 })
  const columns: Record<string, Column> = {}
  for (const [name, texts] of table.columns) if (name !== wish.target) columns[name] = typedColumn(texts)
  const fit = fitScorecard(
    { columns, labels },
    { target: wish.target, exclude, folds: wish.folds ?? 5, seed: wish.seed ?? 0, ...wish.options },
  )
  progress({ stage: 'test', done: 2, total: 3 })
  const test = other && otherLabels ? measureOnFile(fit.card, other, otherLabels, wish.seed ?? 0) : null
  if (wish.cardFile !== undefined) writeCard(wish.cardFile, fit.card)
  progress({ stage: 'done', done: 3, total: 3 })
  return {
    rows: labels.length,
    bads: fit.card.fittedOn.bads,
    method: fit.card.method,
    variables: fit.card.variables.map(({ name, iv, trend, bins }) => ({ name, iv, trend, bins })),
    crossValidated: fit.crossValidated,
    baselines: fit.baselines.map(({ measure: { auc, ks, aucInterval }, ...baseline }) => ({
      ...baseline,
      auc,
      ks,
      aucInterval,
    })),
    dropped: fit.screened.flatMap(({ name, iv, dropped }) =>
      dropped === null ? [] : [{ name, iv, dropped }],
    ),
    test,
    card: wish.cardFile ?? null,
  }
}

/** Which kind each column of the card is, and that the file has it. */
export function columnKinds(
  card: Scorecard,
  names: Iterable<string>,
  file: string,
): Map<string, 'number' | 'category'> {
  const present = new Set(names)
  const kinds = new Map<string, 'number' | 'category'>()
  for (const { when } of card.variables)
    if (when) kinds.set(when.column, when.kind === 'categories' ? 'category' : 'number')
  for (const { column, kind } of card.variables) kinds.set(column, kind)
  for (const column of kinds.keys())
    if (!present.has(column)) refuse('training-column-unknown', { file, field: column })
  return kinds
}

export function valueOfText(text: string, kind: 'number' | 'category'): number | string | null {
  const trimmed = text.trim()
  if (isMissingText(trimmed)) return null
  if (kind === 'category') return trimmed
  const value = numberOfText(trimmed)
  return value === value ? value : null
}

function measureOnFile(
  card: Scorecard,
  table: TextTable,
  labels: Uint8Array,
  seed: string | number,
): TestMeasure {
  const kinds = columnKinds(card, table.columns.keys(), table.file)
  const probabilities = new Float64Array(labels.length)
  // Ranked by the unrounded points: six decimals of a probability would tie the best firms.
  const scores = new Float64Array(labels.length)
  for (let row = 0; row < labels.length; row++) {
    const valueOf: ValueOf = (column) => valueOfText(table.columns.get(column)![row]!, kinds.get(column)!)
    const result = applyScorecard(card, valueOf)
    probabilities[row] = result.probabilityOfDefault
    scores[row] = -result.unclipped
  }
  let bads = 0
  for (const label of labels) bads += label
  if (bads === 0 || bads === labels.length)
    refuse('training-too-few-bads', { file: table.file, rows: labels.length, bads })
  const { aucInterval } = separationIntervals(labels, scores, { seed })
  return {
    rows: labels.length,
    bads,
    ...separation(labels, scores),
    aucInterval,
    brier: brierScore(labels, probabilities),
  }
}
