import type { Observation } from './observe.ts'

/** What nobody can see in reality: how likely each default truly was, and how well the best possible score ranks. */
export interface Truth {
  /** Pairs of borrower and cohort, and those with an instalment 90 days overdue within the following twelve months. */
  borrowers: number
  defaults: number
  annualDefaultRate: number
  meanTrueProbability: number
  /** Area under the ROC curve of the true probability: no score can be expected to do better on many firms. */
  auc: number
  cohorts: number
}

const binCount = 4096
/** Probabilities are summed as whole numbers, so that the sum is the same in whatever order it is taken. */
const unit = 1e9

/** Observations counted by their true probability: room for any number of them, and counts of workers just add up. */
export interface Counted {
  good: number[]
  bad: number[]
  probability: number
  cohorts: number[]
}

export function nothingCounted(): Counted {
  return {
    good: new Array(binCount).fill(0),
    bad: new Array(binCount).fill(0),
    probability: 0,
    cohorts: [],
  }
}

export function count(counted: Counted, observations: readonly Observation[]): void {
  for (const { at, probability, bad } of observations) {
    const bin = Math.min(binCount - 1, Math.floor(Math.sqrt(probability) * binCount))
    const bins = bad ? counted.bad : counted.good
    bins[bin] = bins[bin]! + 1
    counted.probability += Math.round(probability * unit)
    if (!counted.cohorts.includes(at)) counted.cohorts.push(at)
  }
}

export function addCounted(to: Counted, more: Counted): void {
  for (let bin = 0; bin < binCount; bin++) {
    to.good[bin] = to.good[bin]! + more.good[bin]!
    to.bad[bin] = to.bad[bin]! + more.bad[bin]!
  }
  to.probability += more.probability
  for (const at of more.cohorts) if (!to.cohorts.includes(at)) to.cohorts.push(at)
}

/** All zeros where nobody borrowed. */
export function truthOf({ good, bad, probability, cohorts }: Counted): Truth {
  const goods = good.reduce((sum, of) => sum + of, 0)
  const bads = bad.reduce((sum, of) => sum + of, 0)
  let below = 0
  let won = 0
  for (let bin = 0; bin < binCount; bin++) {
    won += bad[bin]! * (below + good[bin]! / 2)
    below += good[bin]!
  }
  const borrowers = goods + bads
  return {
    borrowers,
    defaults: bads,
    annualDefaultRate: round(bads / Math.max(1, borrowers)),
    meanTrueProbability: round(probability / unit / Math.max(1, borrowers)),
    auc: round(won / Math.max(1, goods * bads)),
    cohorts: cohorts.length,
  }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
