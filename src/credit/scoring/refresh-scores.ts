import type { Database } from '../../foundation/database.ts'
import type { Month } from '../../foundation/month.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { findRegistrationsOf } from '../../information/enterprises/index.ts'
import { append } from '../../trust/audit/index.ts'
import { type Cohort, cohortVectors } from '../indicators/index.ts'
import { findCurrentScorecard, type PublishedScorecard } from './publish-scorecard.ts'
import { scoreVector } from './score-vector.ts'
import { replaceScores, type ScoreRow, type ScoringTables } from './store.ts'

/**
 * The score of every enterprise as of the end of a month, for its standing among peers; replaces the last refresh.
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
    const scores = await scoreCohort(work, cohort!, published)
    await replaceScores(work.db, scores)
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
): Promise<ScoreRow[]> {
  const registrations = await findRegistrationsOf(work, cohort.enterprises)
  const gates = ['g.reg_status.is_active', 'g.reg_status.age_years', 'b.repay.overdue_open_days']
  const wanted = new Set([
    ...gates,
    ...card.variables.flatMap(({ column, when }) => (when ? [column, when.column] : [column])),
  ])
  const columns = new Map([...wanted].map((id) => [id, cohort.column(id)]))
  return cohort.enterprises.map((enterprise, place) => {
    const registration = registrations.get(enterprise)
    const valueOf = (id: string) => {
      const value = columns.get(id)?.[place]
      return value === undefined || Number.isNaN(value) ? null : value
    }
    const { result, notScored } = scoreVector(card, valueOf, registration?.status ?? null)
    return {
      enterprise,
      month: cohort.month,
      scorecard: reference.id,
      version: reference.version,
      score: result?.score ?? null,
      grade: result?.grade ?? null,
      probabilityOfDefault: result?.probabilityOfDefault ?? null,
      notScored: notScored?.code ?? null,
      industry: registration?.industry?.slice(0, 1) ?? null,
    }
  })
}
