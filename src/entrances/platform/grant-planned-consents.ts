import type { PlannedConsent } from '../../demonstration/sample-city/index.ts'
import type { Database } from '../../foundation/database.ts'
import { instant, shanghaiDay } from '../../foundation/instant.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type EnterpriseTables, findEnterprisesByUscc } from '../../information/enterprises/index.ts'
import { type ConsentTables, grantConsents, revokeConsent } from '../../trust/consent/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'

type Work = UnitOfWork<ConsentTables & EnterpriseTables>

const dayMs = 86_400_000
const termDays = 365

/**
 * Grants what the city plans, on behalf of its made-up firms: on record as such. A consent that has expired was
 * granted some while ago for a short term; a revoked one is granted and then revoked.
 */
export async function grantPlannedConsents(
  database: Database,
  planned: readonly PlannedConsent[],
): Promise<{ consents: number }> {
  const actor = operatorActor()
  let consents = await grantAll(
    database,
    actor,
    planned.filter(({ state }) => state !== 'expired'),
    termDays,
    0,
  )
  consents += await grantAll(
    database,
    actor,
    planned.filter(({ state }) => state === 'expired'),
    10,
    40,
  )
  return { consents }
}

async function grantAll(
  database: Database,
  actor: Actor,
  planned: readonly PlannedConsent[],
  days: number,
  daysAgo: number,
): Promise<number> {
  if (planned.length === 0) return 0
  const now = instant(new Date(Date.now() - daysAgo * dayMs))
  const until = shanghaiDay(instant(new Date(Date.parse(now) + days * dayMs)))
  const grant = async (work: Work) => {
    const enterprises = await findEnterprisesByUscc(
      work,
      planned.map(({ uscc }) => uscc),
    )
    const wishes = planned.flatMap(({ uscc, organization, purposes, fieldGroups, state }) =>
      purposes.map((purpose) => ({
        enterprise: enterprises.get(uscc)!,
        organization,
        purpose,
        fieldGroups: [...fieldGroups],
        until,
        state,
      })),
    )
    const granted = await grantConsents(
      work,
      wishes.map(({ state: _, ...wish }) => wish),
    )
    for (const [place, { state }] of wishes.entries())
      if (state === 'revoked') await revokeConsent(work, { consent: granted[place]!.id })
    return granted.length
  }
  return runWork(database, actor, grant, { now })
}
