import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { requirePermission } from '../organizations/index.ts'
import { type Proposal, type ProposalState, refuse } from './contract.ts'
import { storedProposal } from './proposal.ts'
import { type CatalogTables, findVersion, selectProposals } from './store.ts'

type Work = UnitOfWork<CatalogTables>

/** The proposals for the directory, newest first. */
export async function listProposals(
  work: Work,
  wish: { state?: ProposalState; name?: string; pageSize?: number },
): Promise<{ items: Proposal[] }> {
  requirePermission(work.actor, 'catalog:review')
  const { state, name, pageSize = 50 } = wish
  return { items: (await selectProposals(work.db, { state, name, pageSize })).map(storedProposal) }
}

export async function getProposal(work: Work, id: string): Promise<Proposal> {
  const row = await findVersion(work.db, id)
  return row ? storedProposal(row) : refuse('catalog-proposal-unknown', { proposal: id })
}
