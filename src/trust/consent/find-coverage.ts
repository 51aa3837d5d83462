import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type Coverage, fieldGroups } from './contract.ts'
import { coveredUntil, daysLeft, grantsUsed, uncovered } from './grant.ts'
import { isOwnEnterprise } from './require-authorization.ts'
import { type ConsentTables, findGrants } from './store.ts'
import { requireFieldGroups, requirePurpose } from './wish.ts'

/**
 * What the actor's organization may use of an enterprise now, for the consent strip and before a read is tried.
 * It answers from the grants to the own organization alone, reads no data and puts no use on record.
 */
export async function findCoverage(
  work: UnitOfWork<ConsentTables>,
  use: { enterprise: string; purpose: string; fieldGroups?: readonly string[] },
): Promise<Coverage> {
  const { enterprise } = use
  const purpose = requirePurpose(use.purpose)
  const wanted = requireFieldGroups(use.fieldGroups ?? fieldGroups)
  const whole = {
    enterprise,
    purpose,
    covered: wanted,
    missing: [],
    expiresAt: null,
    daysLeft: null,
    consents: [],
  }
  if (work.actor.kind === 'operator') return { ...whole, basis: 'platform-operation' }
  if (await isOwnEnterprise(work, enterprise)) return { ...whole, basis: 'self' }

  const grants = await findGrants(work.db, { enterprise, organization: work.actor.organization, purpose })
  const missing = uncovered(grants, wanted, work.now)
  const covered = wanted.filter((group) => !missing.includes(group))
  const expiresAt = coveredUntil(grants, covered, work.now)
  return {
    enterprise,
    purpose,
    basis: covered.length > 0 ? 'consent' : null,
    covered,
    missing,
    expiresAt,
    daysLeft: expiresAt === null ? null : daysLeft(expiresAt, work.now),
    consents: grantsUsed(grants, covered, work.now).map((grant) => grant.id),
  }
}
