import { type NotScored, type Scorecard, scoreVector } from '../../credit/scoring/index.ts'
import type { IndicatorOf } from './sealed-inputs.ts'

/** The score as a decision uses it; all null, with the reason, where there is none. */
export interface CardScore {
  score: number | null
  grade: string | null
  probabilityOfDefault: number | null
  /** What cost points. */
  reasons: { code: string; zh: string; en: string }[]
  notScored: NotScored | null
}

export function scoreByCard(card: Scorecard, indicatorOf: IndicatorOf, status: string | null): CardScore {
  const { result, notScored } = scoreVector(card, indicatorOf, status)
  return {
    score: result?.score ?? null,
    grade: result?.grade ?? null,
    probabilityOfDefault: result?.probabilityOfDefault ?? null,
    reasons: (result?.reasons ?? []).map(({ code, zh, en }) => ({ code, zh, en })),
    notScored,
  }
}
