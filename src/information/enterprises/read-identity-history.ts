import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { IdentityHistory } from './contract.ts'
import { getEnterprise } from './get-enterprise.ts'
import { type EnterpriseTables, gatherEnterprises, listIdentifiers } from './store.ts'
import { listDeeds } from './store-identity.ts'

const deedsMax = 500

/** How the enterprise came to be what it is: its names and claims over time, and who merged or split it and why. */
export async function readIdentityHistory(
  work: UnitOfWork<EnterpriseTables>,
  wish: { enterprise: string },
): Promise<IdentityHistory> {
  const { enterprise, names } = await getEnterprise(work, wish.enterprise)
  const [gathered] = await gatherEnterprises(work.db, [enterprise])
  const entities = gathered!.entities
  const claims = await listIdentifiers(work.db, entities)
  const deeds = await listDeeds(work.db, entities, deedsMax)
  return {
    enterprise,
    entities,
    names,
    claims: claims.map(({ enterprise: entity, knownFrom, knownTo, ...claim }) => ({
      ...claim,
      entity,
      knownFrom: knownFrom === null ? null : inShanghai(knownFrom),
      knownTo: knownTo === null ? null : inShanghai(knownTo),
    })),
    deeds: deeds.map(({ id, sequence: _, at, ...deed }) => ({ ...deed, deed: id, at: inShanghai(at) })),
  }
}
