import type { Grade } from './contract.ts'
import type { Scaling } from './scorecard.ts'

/** Score = offset + factor · ln(good:bad). At the default of 600 points at 30:1 and 40 to double: 403.7244 and 57.7078. */
export function scaleOf(scaling: Scaling): { offset: number; factor: number } {
  const factor = scaling.pointsToDoubleOdds / Math.LN2
  return { offset: scaling.score - factor * Math.log(scaling.odds), factor }
}

export function scoreOfProbability(probabilityOfDefault: number, scaling: Scaling): number {
  const { offset, factor } = scaleOf(scaling)
  return offset + factor * Math.log((1 - probabilityOfDefault) / probabilityOfDefault)
}

export function probabilityOfScore(score: number, scaling: Scaling): number {
  const { offset, factor } = scaleOf(scaling)
  return 1 / (1 + Math.exp((score - offset) / factor))
}

export function clipScore(score: number, scaling: Scaling): number {
  return Math.min(scaling.ceiling, Math.max(scaling.floor, score))
}

const lowerEdges: readonly (readonly [Grade, number])[] = [
  ['A', 650],
  ['B', 600],
  ['C', 550],
  ['D', 500],
  ['E', 450],
]

/** Bands of 50 points; below 450 is F. */
export function gradeOf(score: number): Grade {
  return lowerEdges.find(([, edge]) => score >= edge)?.[0] ?? 'F'
}

/** The next better grade and where it begins; undefined above the last edge. */
export function gradeEdgeAbove(score: number): { grade: Grade; edge: number } | undefined {
  const found = lowerEdges.findLast(([, edge]) => score < edge)
  return found && { grade: found[0], edge: found[1] }
}

/** Two decimals, as whole hundredths: sums of these are exact. Never -0. */
export function toHundredths(points: number): number {
  return Math.round(points * 100) + 0
}
