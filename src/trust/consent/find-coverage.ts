import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type Coverage, fieldGroups } from './contract.ts'
import { coveredUntil, daysLeft } from './grant.ts'
import { findPublicTypes } from './public-types.ts'
import { reachOf } from './reach.ts'
import { isOwnEnterprise } from './require-authorization.ts'
import { stageOf } from './stage.ts'
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
  const { organization, role } = work.actor
  const purpose = requirePurpose(use.purpose)
  const stage = stageOf(role)
  const wanted = requireFieldGroups(use.fieldGroups ?? fieldGroups)
  const open = await findPublicTypes(work)
  const whole = {
    enterprise,
    purpose,
    stage,
    covered: wanted,
    missing: [],
    public: wanted.filter((group) => open.groups.includes(group)),
    expiresAt: null,
    daysLeft: null,
    consents: [],
  }
  if (work.actor.kind === 'operator') return { ...whole, basis: 'platform-operation' }
  if (await isOwnEnterprise(work, enterprise)) return { ...whole, basis: 'self' }

  const grants = await findGrants(work.db, { enterprises: [enterprise], organization, purpose })
  const want = { role, purpose, fieldGroups: wanted, open: open.whole, at: work.now }
  const { covered, missing, used } = reachOf(grants, want)
  const expiresAt = coveredUntil(used, covered, work.now)
  return {
    ...whole,
    basis: covered.length > 0 ? 'consent' : null,
    covered,
    missing,
    expiresAt,
    daysLeft: expiresAt === null ? null : daysLeft(expiresAt, work.now),
    consents: used.map(({ id }) => id),
  }
}
