import { sigmoid } from '../../foundation/statistics/logistic-regression.ts'
import type { Trend } from './optimal-partition.ts'

/** A component as the fit sees it: the bin number of each row, and what is known of the bins. */
export interface Coded {
  codes: Uint8Array
  bins: number
  /** Bins that are intervals in order, from 0; the others follow. */
  intervals: number
  trend: Trend | 'none'
  /** Index among the intervals of the turn of a peak or valley. */
  turn: number
  /** Bin without points, or -1. */
  silent: number
}

/** Log-odds of bad: an intercept, and a weight for each bin of each component. */
export interface AdditiveFit {
  intercept: number
  weights: Float64Array[]
  eta: Float64Array
}

/** Half-way to a full Newton step in a handful of rounds: slow enough that one component does not take what belongs to its neighbor. */
const learningRate = 0.2
/** Second derivative of a prior on each bin's weight: about eight rows at even odds. */
export const shrinkage = 2

export function startAdditiveFit(labels: Uint8Array): AdditiveFit {
  let bads = 0
  for (const label of labels) bads += label
  const intercept = Math.log(bads / (labels.length - bads))
  return { intercept, weights: [], eta: new Float64Array(labels.length).fill(intercept) }
}

/** First and second derivative of the log-likelihood in each row. */
export function derivatives(
  labels: Uint8Array,
  eta: Float64Array,
): { slope: Float64Array; bend: Float64Array } {
  const [slope, bend] = [new Float64Array(eta.length), new Float64Array(eta.length)]
  for (let row = 0; row < eta.length; row++) {
    const p = sigmoid(eta[row]!)
    slope[row] = labels[row]! - p
    bend[row] = p * (1 - p)
  }
  return { slope, bend }
}

function sumByBin(coded: Coded, slope: Float64Array, bend: Float64Array) {
  const [slopes, bends] = [new Float64Array(coded.bins), new Float64Array(coded.bins)]
  const { codes } = coded
  for (let row = 0; row < codes.length; row++) {
    const bin = codes[row]!
    slopes[bin] = slopes[bin]! + slope[row]!
    bends[bin] = bends[bin]! + bend[row]!
  }
  if (coded.silent >= 0) slopes[coded.silent] = 0
  return { slopes, bends }
}

function addStep(fit: AdditiveFit, index: number, coded: Coded, step: Float64Array): void {
  const weights = fit.weights[index]!
  for (let bin = 0; bin < step.length; bin++) weights[bin] = weights[bin]! + step[bin]!
  for (let row = 0; row < fit.eta.length; row++) fit.eta[row] = fit.eta[row]! + step[coded.codes[row]!]!
}

/**
 * Componentwise boosting (Bühlmann & Hothorn 2007, §4): each step moves the weights of the one component that
 * gains most, a part of a Newton step. At most `componentsMax` ever move, so it selects as it fits. Returns
 * the indices of those with weights; `fit` is changed in place and may have been started with fewer.
 */
export function boostComponents(
  components: readonly Coded[],
  labels: Uint8Array,
  fit: AdditiveFit,
  options: { steps: number; componentsMax: number },
): number[] {
  while (fit.weights.length < components.length)
    fit.weights.push(new Float64Array(components[fit.weights.length]!.bins))
  const used = new Set(
    fit.weights.flatMap((weights, index) => (weights.some((weight) => weight !== 0) ? [index] : [])),
  )
  for (let step = 0; step < options.steps; step++) {
    const { slope, bend } = derivatives(labels, fit.eta)
    let best: { index: number; gain: number; move: Float64Array } | undefined
    components.forEach((coded, index) => {
      if (used.size >= options.componentsMax && !used.has(index)) return
      const { slopes, bends } = sumByBin(coded, slope, bend)
      let gain = 0
      for (let bin = 0; bin < coded.bins; bin++) gain += slopes[bin]! ** 2 / (bends[bin]! + shrinkage)
      if (gain > (best?.gain ?? 1e-9))
        best = {
          index,
          gain,
          move: slopes.map((sum, bin) => (learningRate * sum) / (bends[bin]! + shrinkage)),
        }
    })
    if (!best) break
    used.add(best.index)
    addStep(fit, best.index, components[best.index]!, best.move)
  }
  return [...used].sort((left, right) => left - right)
}

/**
 * Last rounds over all components in turn, each brought back to its trend after its step, so that points
 * rise, fall or turn once along the value as the binning found it.
 */
export function settleOnTrends(
  components: readonly Coded[],
  labels: Uint8Array,
  fit: AdditiveFit,
  rounds = 20,
): void {
  for (let round = 0; round < rounds; round++) {
    components.forEach((coded, index) => {
      const { slope, bend } = derivatives(labels, fit.eta)
      const { slopes, bends } = sumByBin(coded, slope, bend)
      const weights = fit.weights[index]!
      const wanted = weights.map(
        (weight, bin) => weight + (learningRate * slopes[bin]!) / (bends[bin]! + shrinkage),
      )
      const kept = projectOnTrend(wanted, bends, coded)
      addStep(
        fit,
        index,
        coded,
        kept.map((weight, bin) => weight - weights[bin]!),
      )
    })
    const { slope, bend } = derivatives(labels, fit.eta)
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
    const shift = total(slope) / total(bend)
    fit.intercept += shift
    for (let row = 0; row < fit.eta.length; row++) fit.eta[row] = fit.eta[row]! + shift
  }
}

/** Nearest weights (in the metric of the second derivatives) that keep the trend of WOE; log-odds of bad run against it. */
export function projectOnTrend(weights: Float64Array, bends: Float64Array, coded: Coded): Float64Array {
  const result = weights.slice()
  if (coded.trend === 'none' || coded.intervals < 2) return result
  const end = coded.intervals
  // Falling up to the turn and rising after it turns once, wherever the lowest of the two neighbors is.
  const isStraight = coded.trend === 'ascending' || coded.trend === 'descending'
  const turn = isStraight ? end : coded.turn + 1
  const risesFirst = coded.trend === 'descending' || coded.trend === 'valley'
  poolAdjacentViolators(result, bends, 0, turn, risesFirst)
  poolAdjacentViolators(result, bends, turn, end, !risesFirst)
  return result
}

/** Isotonic regression in place (Barlow et al. 1972). */
function poolAdjacentViolators(
  weights: Float64Array,
  bends: Float64Array,
  from: number,
  to: number,
  isRising: boolean,
): void {
  const blocks: { value: number; mass: number; size: number }[] = []
  for (let bin = from; bin < to; bin++) {
    blocks.push({ value: weights[bin]!, mass: bends[bin]! + shrinkage, size: 1 })
    while (blocks.length > 1) {
      const [left, right] = [blocks.at(-2)!, blocks.at(-1)!]
      if (isRising ? left.value <= right.value : left.value >= right.value) break
      const mass = left.mass + right.mass
      const value = (left.value * left.mass + right.value * right.mass) / mass
      blocks.splice(-2, 2, { value, mass, size: left.size + right.size })
    }
  }
  let bin = from
  for (const { value, size } of blocks) for (let count = 0; count < size; count++) weights[bin++] = value
}
