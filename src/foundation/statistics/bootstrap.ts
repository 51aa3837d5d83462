import { seededRandom } from '../random.ts'
import { quantile } from './descriptive.ts'
import { ascendingOrder, separationInOrder } from './discrimination.ts'

export interface SeparationIntervals {
  aucInterval: [number, number]
  ksInterval: [number, number]
}

/**
 * Percentile bootstrap (Efron & Tibshirani 1993, ch. 13), stratified: goods and bads are each drawn with
 * replacement, so every resample has the same number of both. 95 % by default.
 */
export function separationIntervals(
  labels: Uint8Array,
  scores: Float64Array,
  options: { seed: string | number; resamples?: number; confidence?: number },
): SeparationIntervals {
  const random = seededRandom(`bootstrap ${options.seed}`)
  const resamples = options.resamples ?? 1000
  const tail = (1 - (options.confidence ?? 0.95)) / 2
  const order = ascendingOrder(scores)
  const strata = [0, 1].map((label) => Uint32Array.from(labels.keys()).filter((row) => labels[row] === label))
  const [aucs, kss] = [new Float64Array(resamples), new Float64Array(resamples)]
  const weight = new Uint16Array(labels.length)
  for (let draw = 0; draw < resamples; draw++) {
    weight.fill(0)
    for (const rows of strata)
      for (let count = 0; count < rows.length; count++) {
        const row = rows[Math.floor(random() * rows.length)]!
        weight[row] = weight[row]! + 1
      }
    const { auc, ks } = separationInOrder(labels, scores, order, weight)
    aucs[draw] = auc
    kss[draw] = ks
  }
  return {
    aucInterval: [quantile(aucs, tail), quantile(aucs, 1 - tail)],
    ksInterval: [quantile(kss, tail), quantile(kss, 1 - tail)],
  }
}
