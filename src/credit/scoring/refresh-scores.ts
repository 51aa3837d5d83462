import type { Database } from '../../foundation/database.ts'
import type { Month } from '../../foundation/month.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import { quantile } from '../../foundation/statistics/descriptive.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { findRegistrationsOf } from '../../information/enterprises/index.ts'
import { append } from '../../trust/audit/index.ts'
import { type Cohort, cohortVectors } from '../indicators/index.ts'
import { findCurrentScorecard, type PublishedScorecard } from './publish-scorecard.ts'
import { columnsOfScore, scoreVector } from './score-vector.ts'
import { peersMin } from './standing.ts'
import { type PeerFactorRow, replaceScores, type ScoreRow, type ScoringTables } from './store.ts'

/**
 * The score of every enterprise as of the end of a month, for its standing among peers and the course of its score;
 * replaces an earlier refresh of that month.
 * Without a published card there is nothing to do.
 */
export async function refreshScores(
  database: Database,
  actor: Actor,
  wish: { month: Month; progress?: Progress | undefined },
): Promise<{ month: Month; enterprises: number; scored: number }> {
  const progress = wish.progress ?? unwatched
  const published = await runWork(database, actor, findCurrentScorecard)
  if (!published) return { month: wish.month, enterprises: 0, scored: 0 }
  progress({ stage: 'vectors', done: 0, total: 2 })
  const [cohort] = await cohortVectors(database, actor, [wish.month])
  progress({ stage: 'scores', done: 1, total: 2 })
  const rows = await runWork(database, actor, async (work: UnitOfWork<ScoringTables>) => {
    const points: PeerPoints = new Map()
    const scores = await scoreCohort(work, cohort!, published, points)
    await replaceScores(work.db, wish.month, scores, peerFactorsOf(wish.month, points))
    await append(work, {
      kind: 'scores-refreshed',
      subject: wish.month,
      detail: { enterprises: scores.length },
    })
    return scores
  })
  progress({ stage: 'scores', done: 2, total: 2 })
  const scored = rows.filter(({ score }) => score !== null).length
  return { month: wish.month, enterprises: rows.length, scored }
}

async function scoreCohort(
  work: UnitOfWork<ScoringTables>,
  cohort: Cohort,
  { card, reference }: PublishedScorecard,
  points: PeerPoints,
): Promise<ScoreRow[]> {
  const registrations = await findRegistrationsOf(work, cohort.enterprises)
  const columns = new Map(columnsOfScore(card).map((id) => [id, cohort.column(id)]))
  return cohort.enterprises.map((enterprise, place) => {
    const registration = registrations.get(enterprise)
    const valueOf = (id: string) => {
      const value = columns.get(id)?.[place]
      return value === undefined || Number.isNaN(value) ? null : value
    }
    const { result, notScored } = scoreVector(card, valueOf, registration?.status ?? null)
    const industry = registration?.industry?.slice(0, 1) ?? null
    if (result && industry !== null) gather(points, industry, result.factors)
    return {
      enterprise,
      month: cohort.month,
      scorecard: reference.id,
      version: reference.version,
      score: result?.score ?? null,
      grade: result?.grade ?? null,
      probabilityOfDefault: result?.probabilityOfDefault ?? null,
      notScored: notScored?.code ?? null,
      industry,
    }
  })
}

/** By industry, then by factor: the points of its scored enterprises. */
type PeerPoints = Map<string, Map<string, number[]>>

function gather(
  points: PeerPoints,
  industry: string,
  factors: readonly { id: string; points: number }[],
): void {
  const ofIndustry = points.get(industry) ?? new Map<string, number[]>()
  points.set(industry, ofIndustry)
  for (const factor of factors) {
    const values = ofIndustry.get(factor.id)
    if (values === undefined) ofIndustry.set(factor.id, [factor.points])
    else values.push(factor.points)
  }
}

function peerFactorsOf(month: string, points: PeerPoints): PeerFactorRow[] {
  return [...points].flatMap(([industry, factors]) =>
    [...factors]
      .filter(([, values]) => values.length >= peersMin)
      .map(([factor, values]) => {
        const median = Math.round(quantile(Float64Array.from(values), 0.5) * 100) / 100
        return { month, industry, factor, median, enterprises: values.length }
      }),
  )
}
