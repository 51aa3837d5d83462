import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  findOrganization,
  organizationNames,
  platformOrganization,
  requirePermission,
} from '../organizations/index.ts'
import { type ConsentView, consentsPageSizeMax, refuse } from './contract.ts'
import { daysLeft, statusOf } from './grant.ts'
import { type ConsentTables, listGrants } from './store.ts'

type Work = UnitOfWork<ConsentTables>

export interface ListConsents {
  enterprise?: string
  organization?: string
  pageSize?: number
  before?: string
}

/** Newest first: an enterprise sees those it gave, a bank or agency those it was given, the platform all. */
export async function listConsents(work: Work, query: ListConsents): Promise<{ items: ConsentView[] }> {
  requirePermission(work.actor, 'consent:read')
  const { enterprise, organization } = await withinReach(work, query)
  const pageSize = Math.min(query.pageSize ?? 50, consentsPageSizeMax)
  const grants = await listGrants(work.db, { enterprise, organization, before: query.before, pageSize })
  const names = await organizationNames(
    work,
    grants.map((grant) => grant.organization),
  )
  const items = grants.map((grant): ConsentView => {
    const status = statusOf(grant, work.now)
    return {
      ...grant,
      status,
      daysLeft: status === 'live' ? daysLeft(grant.expiresAt, work.now) : 0,
      organizationName: names.get(grant.organization) ?? grant.organization,
    }
  })
  return { items }
}

async function withinReach(
  work: Work,
  { enterprise, organization }: ListConsents,
): Promise<{ enterprise: string | undefined; organization: string | undefined }> {
  if (work.actor.organization === platformOrganization) return { enterprise, organization }
  const own = await findOrganization(work, work.actor.organization)
  if (!own) return refuse('consent-not-readable')
  if (own.kind === 'enterprise') {
    if (enterprise !== undefined && enterprise !== own.enterprise)
      refuse('consent-not-readable', { enterprise })
    return { enterprise: own.enterprise!, organization }
  }
  if (organization !== undefined && organization !== own.id) refuse('consent-not-readable', { organization })
  return { enterprise, organization: own.id }
}
