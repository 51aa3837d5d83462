import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditEntry, readEntries } from '../audit/index.ts'
import {
  findOrganization,
  organizationNames,
  platformOrganization,
  requirePermission,
} from '../organizations/index.ts'
import { everyEnterprise } from './authorization.ts'
import { type Basis, refuse, type Use, usesPageSizeMax } from './contract.ts'
import { isOwnEnterprise } from './require-authorization.ts'
import type { ConsentTables } from './store.ts'

type Work = UnitOfWork<ConsentTables>

/** A look at what is public is no use of private data, but the enterprise sees who took it all the same. */
const kindsOfUses = ['use-authorized', 'public-use-authorized', 'use-refused']

/**
 * Who has read an enterprise's data, when, why, and who was refused: straight from the audit log, so each line
 * has its receipt. Computations over all enterprises are among them. Newest first.
 */
export async function listUses(
  work: Work,
  query: { enterprise: string; pageSize?: number; before?: string },
): Promise<{ items: Use[] }> {
  requirePermission(work.actor, 'consent:read')
  const { enterprise } = query
  if (work.actor.organization !== platformOrganization && !(await isOwnEnterprise(work, enterprise)))
    refuse('consent-not-readable', { enterprise })
  const entries = await readEntries(work, {
    subjects: [enterprise, everyEnterprise],
    kinds: kindsOfUses,
    before: query.before,
    pageSize: Math.min(query.pageSize ?? 50, usesPageSizeMax),
  })
  const organizations = [...new Set(entries.map((entry) => entry.organization))]
  const names = await organizationNames(work, organizations)
  const own = new Set<string>()
  for (const id of organizations)
    if ((await findOrganization(work, id))?.enterprise === enterprise) own.add(id)
  return {
    items: entries.map((entry) => asUse(entry, names.get(entry.organization) ?? entry.organization, own)),
  }
}

interface UseDetail {
  basis?: Basis
  purpose: string
  fieldGroups: string[]
  publicGroups?: string[]
  missing?: string[]
  refusal?: string
}

function asUse(entry: AuditEntry, organizationName: string, own: ReadonlySet<string>): Use {
  const { basis = null, fieldGroups, ...detail } = entry.detail as unknown as UseDetail
  const isPublic = basis === 'public'
  return {
    id: entry.id,
    at: entry.at,
    account: entry.account,
    organization: entry.organization,
    organizationName,
    outcome: entry.kind === 'use-refused' ? 'refused' : 'authorized',
    basis: isPublic && own.has(entry.organization) ? 'self' : basis,
    purpose: detail.purpose,
    fieldGroups: isPublic ? [] : fieldGroups,
    publicGroups: isPublic ? fieldGroups : (detail.publicGroups ?? []),
    missing: detail.missing ?? [],
    refusal: detail.refusal ?? null,
    bulk: entry.subject === everyEnterprise,
  }
}
