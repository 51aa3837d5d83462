/**
 * How well a score separates bad (label 1) from good (label 0). A higher score must mean worse here; for a
 * score where higher is better, negate it.
 */
export interface Separation {
  /** P(score of a bad > score of a good) + ½ P(equal): the area under the ROC curve. */
  auc: number
  /** The largest distance between the two distribution functions (Kolmogorov-Smirnov). */
  ks: number
}

/** Indices in ascending order of the values; ties keep their order. */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length)
  for (let row = 0; row < order.length; row++) order[row] = row
  return order.sort((left, right) => values[left]! - values[right]! || left - right)
}

export function separation(labels: Uint8Array, scores: Float64Array): Separation {
  return separationInOrder(labels, scores, ascendingOrder(scores))
}

/**
 * The same where the order is known; `weight` counts each row so many times (a bootstrap resample is a vector
 * of counts, so that one sort serves them all).
 */
export function separationInOrder(
  labels: Uint8Array,
  scores: Float64Array,
  order: Uint32Array,
  weight?: Uint16Array,
): Separation {
  let [goods, bads, area, bestGap] = [0, 0, 0, 0]
  let [totalGoods, totalBads] = [0, 0]
  for (let row = 0; row < labels.length; row++) {
    const count = weight ? weight[row]! : 1
    if (labels[row] === 1) totalBads += count
    else totalGoods += count
  }
  if (totalGoods === 0 || totalBads === 0) return { auc: Number.NaN, ks: Number.NaN }
  for (let position = 0; position < order.length; ) {
    const value = scores[order[position]!]!
    let [tiedGoods, tiedBads] = [0, 0]
    for (; position < order.length && scores[order[position]!] === value; position++) {
      const row = order[position]!
      const count = weight ? weight[row]! : 1
      if (labels[row] === 1) tiedBads += count
      else tiedGoods += count
    }
    area += tiedBads * (goods + tiedGoods / 2)
    goods += tiedGoods
    bads += tiedBads
    bestGap = Math.max(bestGap, Math.abs(goods / totalGoods - bads / totalBads))
  }
  return { auc: area / (totalGoods * totalBads), ks: bestGap }
}

/** Mean squared distance between a probability and what happened (Brier 1950). */
export function brierScore(labels: Uint8Array, probabilities: Float64Array): number {
  let sum = 0
  for (let row = 0; row < labels.length; row++) sum += (probabilities[row]! - labels[row]!) ** 2
  return sum / labels.length
}
