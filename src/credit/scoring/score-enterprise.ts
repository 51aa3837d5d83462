import type { Instant } from '../../foundation/instant.ts'
import { inShanghai } from '../../foundation/instant.ts'
import type { Month } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { getEnterprise } from '../../information/enterprises/index.ts'
import {
  type Authorization,
  findCoverage,
  purposeOf,
  requireAuthorization,
  stageOf,
} from '../../trust/consent/index.ts'
import { parseAsOf, type Vector, vectorAsOf } from '../indicators/index.ts'
import type { Score } from './contract.ts'
import { currentScorecard } from './publish-scorecard.ts'
import { columnsOfScore, scoreVector } from './score-vector.ts'
import { courseMonths, peersMin } from './standing.ts'
import { findPlace, type Placed, type ScoringTables } from './store.ts'

type Work = UnitOfWork<ScoringTables>

const note = {
  zh: '评分仅供参考，是否授信由金融机构决定。',
  en: 'The score is a reference; whether to lend is the bank’s decision.',
}

/** The score as of a moment by the current card; what the Authorization does not cover counts as missing. */
export async function scoreEnterprise(
  work: Work,
  authorization: Authorization,
  wish: { enterprise: string; asOf: Instant | Month; vector?: Vector },
): Promise<Score> {
  const { enterprise } = wish
  const asOf = parseAsOf(wish.asOf, work.now)
  // Who has read the vector as of this moment under this authorization need not read it again.
  const vector = wish.vector ?? (await vectorAsOf(work, authorization, { enterprise, asOf: wish.asOf }))
  const { card, reference } = await currentScorecard(work)
  const valueOf = (id: string) => vector.values[id] ?? null
  const isClosed = valueOf('g.reg_status.is_active') === 0
  const status = isClosed ? (await getEnterprise(work, enterprise)).registration?.status : null
  const { result, notScored } = scoreVector(card, valueOf, status ?? null)
  const { month } = vector
  const place = result
    ? await findPlace(work.db, { enterprise, month, score: result.score, courseMonths })
    : undefined
  const standing = place ? standingOf(place) : null
  // The scores of earlier months are kept as made of everything: they are for who may read all of it.
  const isWhole = columnsOfScore(card).every((id) => vector.reasons[id] !== 'not-covered')
  const earlier = isWhole ? ((place?.course ?? []) as Score['course']) : []
  return {
    enterprise,
    asOf: inShanghai(asOf.at),
    month: vector.month,
    scored: notScored === null,
    score: result?.score ?? null,
    unclipped: result?.unclipped ?? null,
    grade: result?.grade ?? null,
    probabilityOfDefault: result?.probabilityOfDefault ?? null,
    base: result?.base ?? null,
    factors: (result?.factors ?? []).map((factor) => ({
      ...factor,
      peerMedian: (standing && place?.medians?.[factor.id]) ?? null,
    })),
    reasons: result?.reasons ?? [],
    scorecard: reference,
    notScored,
    standing,
    course: result ? [...earlier, { month: vector.month, score: result.score, grade: result.grade }] : [],
    note,
  }
}

/** Among the scored enterprises of its industry at the last refresh; null when that was of another month. */
function standingOf({ industry, enterprises, lower }: Placed): Score['standing'] {
  if (industry === null || enterprises === null || lower === null || enterprises < peersMin) return null
  return { industry, enterprises, lowerShare: Math.round((lower / enterprises) * 1e4) / 1e4 }
}

/**
 * For a reader: by what its consents cover and by what is public, as on the page of the enterprise. What is public
 * makes no score by itself: with nothing covered the reader is refused, and that is on record.
 */
export async function getScore(
  work: Work,
  wish: {
    enterprise: string
    asOf?: string | undefined
    purpose?: 'pre-loan-review' | 'post-loan-management' | 'credit-report' | undefined
  },
): Promise<Score> {
  const asOf = parseAsOf(wish.asOf, work.now)
  const { enterprise } = await getEnterprise(work, wish.enterprise)
  const purpose = wish.purpose ?? purposeOf(stageOf(work.actor.role))
  const { covered, missing } = await findCoverage(work, { enterprise, purpose })
  const withPublic = covered.length > 0
  const fieldGroups = withPublic ? covered : missing
  const authorization = await requireAuthorization(work, { enterprise, purpose, fieldGroups, withPublic })
  return scoreEnterprise(work, authorization, { enterprise, asOf: asOf.at })
}
