import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditEntry, readEntries } from '../audit/index.ts'
import { organizationNames, platformOrganization, requirePermission } from '../organizations/index.ts'
import { everyEnterprise } from './authorization.ts'
import { type Basis, refuse, type Use, usesPageSizeMax } from './contract.ts'
import { isOwnEnterprise } from './require-authorization.ts'
import type { ConsentTables } from './store.ts'

type Work = UnitOfWork<ConsentTables>

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
    kinds: ['use-authorized', 'use-refused'],
    before: query.before,
    pageSize: Math.min(query.pageSize ?? 50, usesPageSizeMax),
  })
  const names = await organizationNames(
    work,
    entries.map((entry) => entry.organization),
  )
  return { items: entries.map((entry) => asUse(entry, names.get(entry.organization) ?? entry.organization)) }
}

interface UseDetail {
  basis?: Basis
  purpose: string
  fieldGroups: string[]
  missing?: string[]
  refusal?: string
}

function asUse(entry: AuditEntry, organizationName: string): Use {
  const detail = entry.detail as unknown as UseDetail
  return {
    id: entry.id,
    at: entry.at,
    account: entry.account,
    organization: entry.organization,
    organizationName,
    outcome: entry.kind === 'use-refused' ? 'refused' : 'authorized',
    basis: detail.basis ?? null,
    purpose: detail.purpose,
    fieldGroups: detail.fieldGroups,
    missing: detail.missing ?? [],
    refusal: detail.refusal ?? null,
    bulk: entry.subject === everyEnterprise,
  }
}
