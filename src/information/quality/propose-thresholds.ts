import type { Static } from 'typebox'
import { isIdentifier } from '../../foundation/identifier.ts'
import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { type CatalogTables, getRecordType, getSource } from '../../trust/catalog/index.ts'
import { requirePermission } from '../../trust/organizations/index.ts'
import { refuse, type Thresholds, type ThresholdsChange, type ThresholdsProposal } from './contract.ts'
import { effectiveThresholds, withChange } from './effective-thresholds.ts'
import {
  countVersions,
  decideChange,
  findChange,
  insertChange,
  type StoredChange,
  selectChanges,
  type ThresholdTables,
} from './store-thresholds.ts'
import type { proposeThresholdsContract } from './thresholds.contract.ts'

type Work = UnitOfWork<ThresholdTables & CatalogTables & AuditTables>
type Proposal = Static<(typeof proposeThresholdsContract)['input']>

/** What applies to a record type and source now, and every change that was ever proposed for them. */
export async function listThresholds(
  work: UnitOfWork<ThresholdTables>,
  wish: { recordType?: string; source?: string },
): Promise<{ effective: Thresholds; digest: string; changes: ThresholdsProposal[] }> {
  requirePermission(work.actor, 'quality:read')
  const scope = { recordType: wish.recordType ?? null, source: wish.source ?? null }
  const { thresholds, digest } = await effectiveThresholds(work, scope)
  const changes = await selectChanges(work.db, scope)
  return { effective: thresholds, digest, changes: changes.map(proposalView) }
}

/** Proposes a change; it has effect once another person has approved it. */
export async function proposeThresholds(work: Work, wish: Proposal): Promise<ThresholdsProposal> {
  requirePermission(work.actor, 'quality:manage')
  const scope = { recordType: wish.recordType ?? null, source: wish.source ?? null }
  if (scope.recordType !== null) await getRecordType(work, scope.recordType)
  if (scope.source !== null) await getSource(work, scope.source)
  const change = wish.change as ThresholdsChange
  withChange((await effectiveThresholds(work, scope)).thresholds, change)
  const row: StoredChange = {
    id: work.newId(),
    ...scope,
    change,
    why: wish.why,
    state: 'proposed',
    version: null,
    proposedBy: work.actor.account,
    proposedAt: work.now,
    decidedBy: null,
    decidedAt: null,
  }
  await insertChange(work.db, row)
  const detail = { ...scope, change, why: wish.why }
  await append(work, { kind: 'quality-thresholds-proposed', subject: row.id, detail })
  return proposalView(row)
}

/** Approves or rejects a change that another person proposed. */
export async function decideThresholds(
  work: Work,
  wish: { proposal: string; approve: boolean },
): Promise<ThresholdsProposal> {
  requirePermission(work.actor, 'quality:manage')
  const found = isIdentifier(wish.proposal) ? await findChange(work.db, wish.proposal) : undefined
  if (found === undefined) return refuse('thresholds-unknown', { proposal: wish.proposal })
  if (found.state !== 'proposed') return refuse('thresholds-decided', { state: found.state })
  if (found.proposedBy === work.actor.account) return refuse('thresholds-own', { account: found.proposedBy })
  // Another change may have been approved since: together they must be sound as well.
  if (wish.approve) withChange((await effectiveThresholds(work, found)).thresholds, found.change)
  const decided = {
    state: wish.approve ? ('approved' as const) : ('rejected' as const),
    version: wish.approve ? (await countVersions(work.db, found)) + 1 : null,
    decidedBy: work.actor.account,
    decidedAt: work.now,
  }
  await decideChange(work.db, found.id, decided)
  const { recordType, source, change } = found
  const detail = { recordType, source, change, version: decided.version }
  await append(work, { kind: `quality-thresholds-${decided.state}`, subject: found.id, detail })
  return proposalView({ ...found, ...decided })
}

function proposalView(stored: StoredChange): ThresholdsProposal {
  return {
    ...stored,
    change: stored.change as ThresholdsProposal['change'],
    proposedAt: inShanghai(stored.proposedAt),
    decidedAt: stored.decidedAt === null ? null : inShanghai(stored.decidedAt),
  }
}
