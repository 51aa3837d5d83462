import { isIdentifier } from '../../foundation/identifier.ts'
import { actsFor, requirePermission } from '../../trust/organizations/index.ts'
import { type Decision, refuse } from './contract.ts'
import { decisionOf } from './decision-text.ts'
import { findDecision, type StoredDecision } from './store.ts'
import type { DecisionWork } from './tables.ts'

/** A decision of the own bank with all its grounds. */
export async function getDecision(work: DecisionWork, { decision }: { decision: string }): Promise<Decision> {
  return decisionOf(await getStored(work, decision))
}

/** Another bank's decision is as unknown as none: whether it exists is nobody else's business. */
export async function getStored(work: DecisionWork, decision: string): Promise<StoredDecision> {
  requirePermission(work.actor, 'decision:read')
  const stored = isIdentifier(decision) ? await findDecision(work.db, decision) : undefined
  return stored && actsFor(work.actor, stored.organization)
    ? stored
    : refuse('decision-unknown', { decision })
}
