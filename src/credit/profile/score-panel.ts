import type { Instant } from '../../foundation/instant.ts'
import { Refusal } from '../../foundation/refusal.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import type { Vector } from '../indicators/index.ts'
import { currentScorecard, type Scorecard, scoreEnterprise } from '../scoring/index.ts'
import type { ScorePanel, Unavailable } from './contract.ts'
import { unavailable } from './panel.ts'
import type { ProfileTables } from './tables.ts'

/** The least and the most that the card gives a factor. */
function rangeOf(card: Scorecard, factor: string): { pointsMin: number; pointsMax: number } {
  const own = card.variables.filter((variable) => variable.factor === factor)
  const extreme = (pick: (...points: number[]) => number) =>
    own.reduce((sum, { bins }) => sum + pick(...bins.map(({ points }) => points)), 0)
  const round = (points: number) => Math.round(points * 100) / 100
  return { pointsMin: round(extreme(Math.min)), pointsMax: round(extreme(Math.max)) }
}

/** The score with its factors within what the card can give; or why there is none. */
export async function readScorePanel(
  work: UnitOfWork<ProfileTables>,
  authorization: Authorization,
  wish: { enterprise: string; at: Instant; month: string; vector: Vector },
): Promise<ScorePanel | Unavailable> {
  if (!work.actor.permissions.has('score:read')) return unavailable('no-permission')
  try {
    const score = await scoreEnterprise(work, authorization, {
      enterprise: wish.enterprise,
      asOf: wish.at,
      vector: wish.vector,
    })
    if (
      score.score === null ||
      score.grade === null ||
      score.probabilityOfDefault === null ||
      score.base === null
    ) {
      const { zh, en, todo } = score.notScored ?? unavailable('no-data')
      return { unavailable: 'no-data', zh, en, todo }
    }
    const { card } = await currentScorecard(work)
    return {
      score: score.score,
      grade: score.grade,
      probabilityOfDefault: score.probabilityOfDefault,
      base: score.base,
      factors: score.factors.map((factor) => ({ ...factor, ...rangeOf(card, factor.id) })),
      reasons: score.reasons,
      scorecard: score.scorecard,
      percentile: score.standing === null ? null : Math.round(score.standing.lowerShare * 100),
      history: score.course,
    }
  } catch (error) {
    // Before the first card is published there is no score, and the rest of the page stands.
    if (error instanceof Refusal && error.code === 'scorecard-missing') {
      const { zh, en, todo } = error.entry
      return { unavailable: 'not-connected', zh, en, todo }
    }
    throw error
  }
}
