import { breakEvenProbability, type Terms } from './offer.ts'

/** Bands like the ratings of the contest, but from our own probability of default: which churn curve a firm follows. */
export type ProbabilityBand = 'A' | 'B' | 'C' | 'D'

/**
 * The borders are those of the platform's grades (good:bad odds 30 and 12.6, the lower edges of the grades B and C of
 * the 400-700 scale), up to the probability at which no permitted rate pays: beyond it a firm is like rating D.
 * They are ours: the contest gives ratings, not probabilities, and the ratings take no part in this.
 */
export function bandBorders(terms: Terms): readonly [a: number, b: number, c: number] {
  const breakEven = breakEvenProbability(terms)
  return [Math.min(1 / 31, breakEven), Math.min(1 / 13.6, breakEven), breakEven]
}

export function bandOf(probabilityOfDefault: number, terms: Terms): ProbabilityBand {
  const [a, b, c] = bandBorders(terms)
  if (probabilityOfDefault < a) return 'A'
  if (probabilityOfDefault < b) return 'B'
  return probabilityOfDefault < c ? 'C' : 'D'
}
