import { createHash } from 'node:crypto'
import { ascendingOrder, separationInOrder } from '../../foundation/statistics/discrimination.ts'
import { sigmoid } from '../../foundation/statistics/logistic-regression.ts'
import { baselineLearner, baselineNames } from './baselines.ts'
import { isNumeric } from './binning.ts'
import { buildCard } from './build-card.ts'
import { refuse } from './contract.ts'
import {
  type Folding,
  foldRows,
  type Learner,
  measureOutOfFold,
  outOfFold,
  recalibration,
} from './cross-validate.ts'
import {
  binColumns,
  candidateColumns,
  type FitRules,
  fitModel,
  fitRules,
  type Method,
  type ModelFit,
} from './fit-model.ts'
import { logOddsOf } from './model-terms.ts'
import type { Measure, Scorecard } from './scorecard.ts'
import type {
  Baseline,
  Column,
  FitOptions,
  ScorecardFit,
  ScreenedColumn,
  TrainingTable,
} from './training-table.ts'

/** What a less simple card must gain in cross-validated AUC over the simplest before `auto` prefers it. */
const gainMin: Readonly<Record<Method, number>> = { 'woe-logistic': 0, 'woe-ridge': 0.002, additive: 0.003 }
/** Cells of the table above which `auto` does not try the additive card: its search is for thousands of rows. */
const additiveCellsMax = 8_000_000

/**
 * Fits a scorecard: bins, selection and weights are found anew in every fold, so the cross-validated figures
 * have seen nothing of the rows that they are measured on. Pure, and the same card for the same table and seed.
 */
export function fitScorecard(table: TrainingTable, options: FitOptions = {}): ScorecardFit {
  const { labels } = table
  const folds = options.folds ?? 5
  const bads = requireOutcomes(labels, folds)
  const seed = options.seed ?? 0
  const rules = fitRules(options, labels.length)
  const { columns, dropped } = candidateColumns(table, options.exclude ?? [])
  const folding = foldRows(labels, {
    folds,
    repeats: options.repeats ?? 1,
    seed,
    ...(table.groups && { groups: table.groups }),
  })
  const tried = methodsToTry(options, columns, labels).map((method) =>
    tryMethod(method, columns, folding, rules),
  )
  const best = chooseMethod(tried)
  const { model, dropped: unused } = fitModel(columns, labels, rules, best.method)
  if (model.terms.length === 0) refuse('training-no-variable', { columns: Object.keys(table.columns).length })
  const calibration = recalibration(labels, best.etas)
  const calibrated = best.etas.map((eta) =>
    eta.map((value) => calibration.intercept + calibration.slope * value),
  )
  const crossValidated = measureOutOfFold(folding, calibrated)
  const fittedOn = describeTraining(
    table,
    { seed, folds, repeats: options.repeats ?? 1 },
    tried,
    calibration.slope,
  )
  const card = buildCard(model, calibration, options, { ...fittedOn, bads }, crossValidated)
  return {
    card,
    crossValidated,
    outOfFold: meanProbability(calibrated),
    baselines: options.baselines === false ? [] : measureBaselines(columns, folding),
    screened: screen(
      table,
      { model, binned: binColumns(columns, labels, rules, best.method), dropped: unused },
      dropped,
    ),
  }
}

function requireOutcomes(labels: Uint8Array, folds: number): number {
  let bads = 0
  for (const label of labels) bads += label
  const smallest = Math.min(bads, labels.length - bads)
  if (smallest < Math.max(2, folds)) refuse('training-too-few-bads', { rows: labels.length, bads, folds })
  return bads
}

interface Trial {
  method: Method
  etas: Float64Array[]
  measure: Measure
}

function methodsToTry(options: FitOptions, columns: Record<string, Column>, labels: Uint8Array): Method[] {
  const method = options.method ?? 'auto'
  if (method !== 'auto') return [method]
  const cells = Object.keys(columns).length * labels.length
  return cells <= additiveCellsMax ? ['woe-logistic', 'woe-ridge', 'additive'] : ['woe-logistic']
}

function tryMethod(
  method: Method,
  columns: Record<string, Column>,
  folding: Folding,
  rules: FitRules,
): Trial {
  const learner: Learner = (kept, labels, held, heldRows) =>
    logOddsOf(fitModel(kept, labels, rules, method).model, held, heldRows)
  const etas = outOfFold(columns, folding, learner)
  return { method, etas, measure: measureOutOfFold(folding, etas) }
}

function chooseMethod(tried: readonly Trial[]): Trial {
  const net = ({ method, measure }: Trial) => measure.auc - (tried.length > 1 ? gainMin[method] : 0)
  return tried.reduce((best, trial) => (net(trial) > net(best) ? trial : best))
}

function meanProbability(etas: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(etas[0]!.length)
  for (const eta of etas)
    eta.forEach((value, row) => {
      sum[row] = sum[row]! + sigmoid(value) / etas.length
    })
  return sum
}

function measureBaselines(columns: Record<string, Column>, folding: Folding): Baseline[] {
  return (['logistic', 'logistic-with-missing-flags'] as const).map((id) => ({
    id,
    ...baselineNames[id],
    measure: measureOutOfFold(folding, outOfFold(columns, folding, baselineLearner(id))),
  }))
}

function describeTraining(
  table: TrainingTable,
  run: { seed: string | number; folds: number; repeats: number },
  tried: readonly Trial[],
  calibrationSlope: number,
): Omit<Scorecard['fittedOn'], 'bads'> {
  const compared = tried.map(
    ({ method, measure }) => [`auc ${method}`, Number(measure.auc.toFixed(6))] as const,
  )
  return {
    rows: table.labels.length,
    seed: run.seed,
    digest: digestOfTable(table),
    detail: {
      folds: run.folds,
      repeats: run.repeats,
      calibrationSlope: Number(calibrationSlope.toFixed(6)),
      ...Object.fromEntries(compared),
    },
  }
}

function digestOfTable({ columns, labels }: TrainingTable): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(columns).sort()) {
    const column = columns[name]!
    hash.update(JSON.stringify(name))
    hash.update(
      isNumeric(column)
        ? new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
        : JSON.stringify(column),
    )
  }
  return `sha256:${hash.update(labels).digest('hex')}`
}

/** Every column of the table: its information value, what it would do alone, and whether the card uses it. */
function screen(table: TrainingTable, fit: ModelFit, early: ReadonlyMap<string, string>): ScreenedColumn[] {
  const ivs = new Map(fit.binned.map(({ column, binning }) => [column, binning.iv]))
  const used = new Set(fit.model.terms.map(({ component }) => component.column))
  return Object.entries(table.columns)
    .map(([name, column]): ScreenedColumn => {
      const isUsed = used.has(name)
      const dropped = isUsed ? null : (early.get(name) ?? fit.dropped.get(name) ?? 'not-chosen')
      return { name, iv: ivs.get(name) ?? 0, auc: aucAlone(column, table.labels), selected: isUsed, dropped }
    })
    .sort((left, right) => right.iv - left.iv || (left.name < right.name ? -1 : 1))
}

/** AUC of the raw column, the better of both directions; missing numbers stand together at the bottom. NaN for categories. */
function aucAlone(column: Column, labels: Uint8Array): number {
  if (!isNumeric(column)) return Number.NaN
  const values = column.map((value) => (value === value ? value : Number.NEGATIVE_INFINITY))
  const { auc } = separationInOrder(labels, values, ascendingOrder(values))
  return Math.max(auc, 1 - auc)
}
