import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { findOrganization } from '../organizations/index.ts'
import type { FieldGroup, Purpose } from './contract.ts'
import { reachOf, type Want } from './reach.ts'
import { type ConsentTables, findGrants } from './store.ts'
import { requireFieldGroups, requirePurpose } from './wish.ts'

/**
 * Of many enterprises those of which the actor may use a field group now. Like a look at the coverage of one it reads
 * no data and puts no use on record: what is then shown of some of them is authorized for these.
 */
export async function findCovered(
  work: UnitOfWork<ConsentTables>,
  use: { enterprises: readonly string[]; purpose: Purpose; fieldGroup: FieldGroup },
): Promise<ReadonlySet<string>> {
  const purpose = requirePurpose(use.purpose)
  const fieldGroups = requireFieldGroups([use.fieldGroup])
  const { kind, organization, role } = work.actor
  const enterprises = [...new Set(use.enterprises)]
  if (kind === 'operator' || enterprises.length === 0) return new Set(enterprises)
  const want: Want = { role, purpose, fieldGroups, open: [], at: work.now }
  const grants = await findGrants(work.db, { enterprises, organization, purpose })
  const covered = new Set<string>()
  for (const [enterprise, given] of Map.groupBy(grants, (grant) => grant.enterprise))
    if (reachOf(given, want).missing.length === 0) covered.add(enterprise)
  const own = await findOrganization(work, organization)
  if (own?.kind === 'enterprise' && own.enterprise !== null && enterprises.includes(own.enterprise))
    covered.add(own.enterprise)
  return covered
}
