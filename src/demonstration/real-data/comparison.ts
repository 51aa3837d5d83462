import { seededRandom } from '../../foundation/random.ts'
import { separationIntervals } from '../../foundation/statistics/bootstrap.ts'
import { mean, quantile, standardDeviation } from '../../foundation/statistics/descriptive.ts'
import { ascendingOrder, separation, separationInOrder } from '../../foundation/statistics/discrimination.ts'
import { stratifiedFolds } from '../../foundation/statistics/folds.ts'
import { fitLogisticRegression, linearPredictor } from '../../foundation/statistics/logistic-regression.ts'
import type { Comparison, Measure } from './study.ts'

export interface Folds {
  folds: number
  repeats: number
  seed: number
}

/**
 * A plain logistic regression on standardized columns without missing values, by the same folds as the scorecard
 * (the same seed deals the same folds): the log-odds of each firm from models that did not see it, one a repeat.
 */
export function logisticOutOfFold(
  columns: readonly Float64Array[],
  labels: Uint8Array,
  { folds, repeats, seed }: Folds,
): Float64Array[] {
  const random = seededRandom(`folds ${seed}`)
  return Array.from({ length: repeats }, () => {
    const assignment = stratifiedFolds(labels, folds, random)
    const logOdds = new Float64Array(labels.length)
    for (let fold = 0; fold < folds; fold++) {
      const rows = [...labels.keys()]
      const kept = rows.filter((row) => assignment[row] !== fold)
      const held = rows.filter((row) => assignment[row] === fold)
      const scaled = columns.map((column) => {
        const seen = Float64Array.from(kept, (row) => column[row]!)
        const [center, spread] = [mean(seen), standardDeviation(seen) || 1]
        const scale = (row: number) => (column[row]! - center) / spread
        return { kept: Float64Array.from(kept, scale), held: Float64Array.from(held, scale) }
      })
      const keptLabels = Uint8Array.from(kept, (row) => labels[row]!)
      const model = fitLogisticRegression(
        scaled.map((column) => column.kept),
        keptLabels,
        { penalty: 10 },
      )
      const found = linearPredictor(
        scaled.map((column) => column.held),
        model,
      )
      for (const [at, row] of held.entries()) logOdds[row] = found[at]!
    }
    return logOdds
  })
}

/** Amounts and counts are log-normal: their logarithms are what an analyst would give to a regression. */
export function logarithm(column: Float64Array): Float64Array {
  return column.map((value) => Math.sign(value) * Math.log1p(Math.abs(value)))
}

/** The mean of the figures over the repeats, as the scorecard's own are reckoned. */
export function measureOver(repeats: readonly Float64Array[], labels: Uint8Array, seed: number): Measure {
  const each = repeats.map((risk) => separation(labels, risk))
  const intervals = repeats.map((risk) => separationIntervals(labels, risk, { seed }))
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    auc: average(each.map(({ auc }) => auc)),
    ks: average(each.map(({ ks }) => ks)),
    aucInterval: [0, 1].map((side) => average(intervals.map(({ aucInterval }) => aucInterval[side]!))),
    ksInterval: [0, 1].map((side) => average(intervals.map(({ ksInterval }) => ksInterval[side]!))),
    brier: Number.NaN,
  }
}

export function averageOver(repeats: readonly Float64Array[]): Float64Array {
  return repeats[0]!.map((_, row) => repeats.reduce((sum, risk) => sum + risk[row]!, 0) / repeats.length)
}

/**
 * The difference of two AUCs on the same firms with a paired, stratified bootstrap interval: each resample draws the
 * same firms for both, so what both get wrong cancels.
 */
export function aucDifference(
  labels: Uint8Array,
  own: Float64Array,
  other: Float64Array,
  seed: number,
): NonNullable<Comparison['difference']> {
  const random = seededRandom(`paired ${seed}`)
  const orders = [ascendingOrder(own), ascendingOrder(other)] as const
  const strata = [0, 1].map((label) => [...labels.keys()].filter((row) => labels[row] === label))
  const weight = new Uint16Array(labels.length)
  const difference = () =>
    separationInOrder(labels, own, orders[0], weight).auc -
    separationInOrder(labels, other, orders[1], weight).auc
  const draws = Float64Array.from({ length: 2000 }, () => {
    weight.fill(0)
    for (const rows of strata)
      for (let drawn = 0; drawn < rows.length; drawn++)
        weight[rows[Math.floor(random() * rows.length)]!]! += 1
    return difference()
  })
  weight.fill(1)
  return { auc: difference(), interval: [quantile(draws, 0.025), quantile(draws, 0.975)] }
}
