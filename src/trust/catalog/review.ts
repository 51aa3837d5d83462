import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../audit/index.ts'
import { requirePermission } from '../organizations/index.ts'
import { type Proposal, refuse } from './contract.ts'
import { checkDefinition, currentDigest } from './definition.ts'
import { directoryOf, forgetDirectory, nextRevision } from './directory.ts'
import { getProposal } from './list-proposals.ts'
import { requireSound } from './propose.ts'
import {
  type CatalogTables,
  findDefinition,
  findVersionForUpdate,
  lockRevision,
  saveReview,
  saveRevision,
  type VersionRow,
} from './store.ts'

type Work = UnitOfWork<CatalogTables & AuditTables>

/** Makes a proposed definition the current one, from now on. */
export async function approveProposal(work: Work, wish: { proposal: string }): Promise<Proposal> {
  requirePermission(work.actor, 'catalog:review')
  const revision = await lockRevision(work.db)
  forgetDirectory(work)
  const row = await findForReview(work, wish.proposal)
  const directory = await directoryOf(work)
  if (row.basedOn !== currentDigest(directory, row.kind, row.name))
    refuse('catalog-proposal-outdated', { proposal: row.id, definition: row.name })
  // What it names may have changed since it was proposed.
  const { content } = (await findDefinition(work.db, row.digest))!
  requireSound(checkDefinition(directory, row.kind, JSON.parse(content) as Record<string, unknown>))
  await review(work, row, { state: 'approved', reason: null })
  await saveRevision(work.db, nextRevision(revision, row.digest))
  forgetDirectory(work)
  return getProposal(work, row.id)
}

export async function rejectProposal(
  work: Work,
  wish: { proposal: string; reason: string },
): Promise<Proposal> {
  requirePermission(work.actor, 'catalog:review')
  const row = await findForReview(work, wish.proposal)
  await review(work, row, { state: 'rejected', reason: wish.reason })
  return getProposal(work, row.id)
}

async function findForReview(work: Work, proposal: string): Promise<VersionRow> {
  const row = await findVersionForUpdate(work.db, proposal)
  if (!row) return refuse('catalog-proposal-unknown', { proposal })
  if (row.state !== 'proposed') refuse('catalog-proposal-decided', { proposal, state: row.state })
  const { account } = work.actor
  if (row.proposedBy === account)
    refuse(
      'catalog-own-proposal',
      { proposal, account },
      { kind: 'catalog-review-refused', subject: proposal, detail: { definition: row.name, account } },
    )
  return row
}

async function review(work: Work, row: VersionRow, result: Pick<VersionRow, 'state' | 'reason'>) {
  await saveReview(work.db, row.id, { ...result, reviewedBy: work.actor.account, reviewedAt: work.now })
  await append(work, {
    kind: `catalog-${result.state}`,
    subject: row.id,
    detail: { definition: row.name, kind: row.kind, version: row.version, digest: row.digest },
  })
}
