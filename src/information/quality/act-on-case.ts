import { dayAt } from '../../foundation/business-calendar.ts'
import { isIdentifier } from '../../foundation/identifier.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { actsFor, requirePermission } from '../../trust/organizations/index.ts'
import { type CaseAct, type QualityCase, refuse } from './contract.ts'
import { caseView, explainedActs, isClosed, managedActs, stateAfter } from './quality-case.ts'
import { type CaseTables, findCase, insertEntry, type StoredCase, updateCase } from './store-cases.ts'

type Work = UnitOfWork<CaseTables & AuditTables>

/** Moves a case on, or says something to it; each act stays in its history with who and why. */
export async function actOnCase(
  work: Work,
  wish: { case: string; act: CaseAct; comment?: string; owner?: string },
): Promise<QualityCase> {
  requirePermission(work.actor, managedActs.has(wish.act) ? 'quality:manage' : 'quality:answer')
  const found = await caseOf(work, wish.case, true)
  if (explainedActs.has(wish.act) && !wish.comment) refuse('quality-case-incomplete', { field: 'comment' })
  if (wish.act === 'assign' && !wish.owner) refuse('quality-case-incomplete', { field: 'owner' })
  const state =
    stateAfter(found.state, wish.act) ?? refuse('quality-case-state', { state: found.state, act: wish.act })
  return settle(work, found, { ...wish, state })
}

/** Puts an act down that is allowed; also what follows from releasing or rejecting the batch of the case. */
export async function settle(
  work: Work,
  found: StoredCase,
  act: { act: CaseAct; state: StoredCase['state']; comment?: string; owner?: string },
): Promise<QualityCase> {
  const closedAt = isClosed(act.state) ? (found.closedAt ?? work.now) : null
  const change = { state: act.state, closedAt, owner: act.owner ?? found.owner }
  await updateCase(work.db, found.id, change)
  const { account, organization } = work.actor
  const comment = act.comment ?? act.owner ?? null
  await insertEntry(work.db, {
    id: work.newId(),
    qualityCase: found.id,
    at: work.now,
    account,
    organization,
    act: act.act,
    state: act.state,
    comment,
  })
  const detail = { act: act.act, from: found.state, to: act.state, owner: change.owner }
  await append(work, { kind: 'quality-case-acted', subject: found.id, detail })
  return caseView({ ...found, ...change }, dayAt(work.now))
}

/** A case that the actor may see; another organization's is not there. */
export async function caseOf(work: UnitOfWork<CaseTables>, id: string, lock = false): Promise<StoredCase> {
  const found = isIdentifier(id) ? await findCase(work.db, id, lock) : undefined
  if (found === undefined || !actsFor(work.actor, found.organization))
    return refuse('quality-case-unknown', { case: id })
  return found
}
