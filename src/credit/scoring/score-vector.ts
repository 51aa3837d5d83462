import { applyScorecard, coverageOf, type ValueOf } from './apply-scorecard.ts'
import { type NotScored, reasons, type ScoreResult } from './contract.ts'
import type { Scorecard } from './scorecard.ts'

/** A score, or why there is none: the gates come before the points. */
export type Scoring = { result: ScoreResult; notScored: null } | { result: null; notScored: NotScored }

const coverageMin = 0.6
const ageYearsMin = 0.5
/** In default by the definition of bad: a probability of it would mean nothing. */
const overdueDaysMax = 90

/** Everything that a score by this card is made of: what its points and what its gates rest on. */
export function columnsOfScore(card: Scorecard): string[] {
  const gates = ['g.reg_status.is_active', 'g.reg_status.age_years', 'b.repay.overdue_open_days']
  const columns = card.variables.flatMap(({ column, when }) => (when ? [column, when.column] : [column]))
  return [...new Set([...gates, ...columns])]
}

export function scoreVector(card: Scorecard, valueOf: ValueOf, status: string | null = null): Scoring {
  const reason = gateOf(card, valueOf, status)
  if (reason === undefined) return { result: applyScorecard(card, valueOf), notScored: null }
  const { zh, en, todo } = reasons[reason]
  return { result: null, notScored: { code: reason, zh, en, todo } }
}

function gateOf(card: Scorecard, valueOf: ValueOf, status: string | null): keyof typeof reasons | undefined {
  const number = (id: string) => {
    const value = valueOf(id)
    return typeof value === 'number' ? value : undefined
  }
  const isActive = number('g.reg_status.is_active')
  if (isActive === 0) return status === 'revoked' ? 'score-license-revoked' : 'score-enterprise-deregistered'
  const age = number('g.reg_status.age_years')
  if (age !== undefined && age < ageYearsMin) return 'score-enterprise-too-young'
  const overdue = number('b.repay.overdue_open_days')
  if (overdue !== undefined && overdue >= overdueDaysMax) return 'score-enterprise-in-default'
  return coverageOf(card, valueOf) < coverageMin ? 'score-coverage-below-minimum' : undefined
}
