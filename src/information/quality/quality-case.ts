import type { Day } from '../../foundation/business-calendar.ts'
import { inShanghai } from '../../foundation/instant.ts'
import type { CaseAct, CaseState, QualityCase } from './contract.ts'
import type { StoredCase } from './store-cases.ts'

/** From which states an act is possible, and where it leads; a comment stays where it is. */
const moves: Readonly<Record<CaseAct, { from: readonly CaseState[]; to: CaseState | null }>> = {
  acknowledge: { from: ['open'], to: 'acknowledged' },
  comment: { from: ['open', 'acknowledged', 'resolved', 'waived'], to: null },
  assign: { from: ['open', 'acknowledged'], to: null },
  resolve: { from: ['open', 'acknowledged'], to: 'resolved' },
  waive: { from: ['open', 'acknowledged'], to: 'waived' },
  reopen: { from: ['resolved', 'waived'], to: 'open' },
}

/** The state after an act; undefined where the act is not possible. */
export function stateAfter(state: CaseState, act: CaseAct): CaseState | undefined {
  const { from, to } = moves[act]
  return from.includes(state) ? (to ?? state) : undefined
}

/** Closing a case without the fault being mended, and who owns it, is for those who manage quality. */
export const managedActs: ReadonlySet<CaseAct> = new Set(['waive', 'reopen', 'assign'])

/** Whoever closes, reopens or comments says why. */
export const explainedActs: ReadonlySet<CaseAct> = new Set(['comment', 'resolve', 'waive', 'reopen'])

export function isClosed(state: CaseState): boolean {
  return state === 'resolved' || state === 'waived'
}

export function caseView(stored: StoredCase, today: Day): QualityCase {
  const { titleZh, titleEn, missedOn: _, ...shown } = stored
  return {
    ...shown,
    openedAt: inShanghai(stored.openedAt),
    closedAt: stored.closedAt === null ? null : inShanghai(stored.closedAt),
    title: { zh: titleZh, en: titleEn },
    overdue: !isClosed(stored.state) && stored.dueOn < today,
  }
}
