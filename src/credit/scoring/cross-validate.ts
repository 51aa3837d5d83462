import { seededRandom } from '../../foundation/random.ts'
import { separationIntervals } from '../../foundation/statistics/bootstrap.ts'
import { brierScore, separation } from '../../foundation/statistics/discrimination.ts'
import { stratifiedFolds } from '../../foundation/statistics/folds.ts'
import { fitLogisticRegression, sigmoid } from '../../foundation/statistics/logistic-regression.ts'
import { pickTable } from './fit-model.ts'
import type { Measure } from './scorecard.ts'
import type { Column } from './training-table.ts'

export interface Folding {
  labels: Uint8Array
  /** Fold of each row, one assignment a repeat. */
  assignments: Uint8Array[]
  folds: number
  seed: string | number
}

export function foldRows(
  labels: Uint8Array,
  options: { folds: number; repeats: number; seed: string | number; groups?: Int32Array },
): Folding {
  const random = seededRandom(`folds ${options.seed}`)
  const assignments = Array.from({ length: options.repeats }, () =>
    stratifiedFolds(labels, options.folds, random, options.groups),
  )
  return { labels, assignments, folds: options.folds, seed: options.seed }
}

/** Fits on some rows and gives the log-odds of bad of others. */
export type Learner = (
  columns: Record<string, Column>,
  labels: Uint8Array,
  held: Record<string, Column>,
  heldRows: number,
) => Float64Array

/** Log-odds of each row by the model that did not see its fold; one vector a repeat. */
export function outOfFold(
  columns: Readonly<Record<string, Column>>,
  folding: Folding,
  learner: Learner,
): Float64Array[] {
  const { labels, assignments, folds } = folding
  return assignments.map((assignment) => {
    const eta = new Float64Array(labels.length)
    for (let fold = 0; fold < folds; fold++) {
      const [kept, held] = [[] as number[], [] as number[]]
      for (let row = 0; row < labels.length; row++) (assignment[row] === fold ? held : kept).push(row)
      if (held.length === 0) continue
      const keptLabels = Uint8Array.from(kept, (row) => labels[row]!)
      const found = learner(pickTable(columns, kept), keptLabels, pickTable(columns, held), held.length)
      held.forEach((row, index) => {
        eta[row] = found[index]!
      })
    }
    return eta
  })
}

/**
 * AUC and KS are the means over the repeats, each pooled over its folds: no averaging of models flatters them.
 * The intervals are bootstrapped over rows.
 */
export function measureOutOfFold(folding: Folding, etas: readonly Float64Array[]): Measure {
  const each = etas.map((eta) => separation(folding.labels, eta))
  const intervals = etas.map((eta) => separationIntervals(folding.labels, eta, { seed: folding.seed }))
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    auc: average(each.map(({ auc }) => auc)),
    ks: average(each.map(({ ks }) => ks)),
    aucInterval: [0, 1].map((side) => average(intervals.map(({ aucInterval }) => aucInterval[side]!))),
    ksInterval: [0, 1].map((side) => average(intervals.map(({ ksInterval }) => ksInterval[side]!))),
    brier: average(etas.map((eta) => brierScore(folding.labels, eta.map(sigmoid)))),
  }
}

export interface Recalibration {
  slope: number
  intercept: number
}

/**
 * The slope of the outcome on out-of-fold log-odds says how much a model exaggerates; below 1 it is over-fitted
 * (van Houwelingen & le Cessie 1990). Applied to the final model, its probabilities hold for rows it has not seen.
 */
export function recalibration(labels: Uint8Array, etas: readonly Float64Array[]): Recalibration {
  const stacked = new Float64Array(labels.length * etas.length)
  const outcomes = new Uint8Array(stacked.length)
  etas.forEach((eta, repeat) => {
    stacked.set(eta, repeat * labels.length)
    outcomes.set(labels, repeat * labels.length)
  })
  const model = fitLogisticRegression([stacked], outcomes, { penalty: 1e-6 })
  // A slope outside these bounds comes from chance in few bads, not from the model.
  const slope = Math.min(1.1, Math.max(0.2, model.coefficients[0]!))
  return { slope, intercept: interceptFor(labels, etas, slope) }
}

/** The intercept with which the mean probability is the share of bads, the slope given. */
export function interceptFor(labels: Uint8Array, etas: readonly Float64Array[], slope: number): number {
  let bads = 0
  for (const label of labels) bads += label
  const wanted = bads * etas.length
  let [low, high] = [-60, 60]
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    let sum = 0
    for (const eta of etas) for (const value of eta) sum += sigmoid(middle + slope * value)
    if (sum < wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}
