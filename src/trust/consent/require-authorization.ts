import type { Deed } from '../../foundation/deed.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append, appendBulk } from '../audit/index.ts'
import { findOrganization, requirePermission } from '../organizations/index.ts'
import { type Authorization, everyEnterprise, mintAuthorization, type Scope } from './authorization.ts'
import { type FieldGroup, type Purpose, refuse } from './contract.ts'
import { grantsUsed, shortfallOf, uncovered } from './grant.ts'
import { type ConsentTables, findGrants, type GrantRow } from './store.ts'
import { requireFieldGroups, requirePurpose } from './wish.ts'

type Work = UnitOfWork<ConsentTables>

export interface WantedUse {
  enterprise: string
  purpose: Purpose
  fieldGroups: readonly string[]
}

/**
 * Mints the authorization for one use by the actor, or refuses; either way it is on record. The local operator
 * works on a basis of its own, an enterprise may always see its own data, and all others need live consents.
 */
export async function requireAuthorization(work: Work, use: WantedUse): Promise<Authorization> {
  const { enterprise } = use
  const purpose = requirePurpose(use.purpose)
  const wanted = requireFieldGroups(use.fieldGroups)
  if (work.actor.kind === 'operator')
    return authorize(work, {
      enterprise,
      purpose,
      fieldGroups: wanted,
      basis: 'platform-operation',
      consents: [],
    })

  const grants = await findGrants(work.db, { enterprise, organization: work.actor.organization, purpose })
  const missing = uncovered(grants, wanted, work.now)
  if (missing.length === 0) {
    const consents = grantsUsed(grants, wanted, work.now).map((grant) => grant.id)
    return authorize(work, { enterprise, purpose, fieldGroups: wanted, basis: 'consent', consents })
  }
  if (await isOwnEnterprise(work, enterprise))
    return authorize(work, { enterprise, purpose, fieldGroups: wanted, basis: 'self', consents: [] })
  return refuseUse(work, { enterprise, purpose, wanted, missing }, grants)
}

/**
 * For computing over all enterprises, by the operator alone; what comes out is read under consents like all else.
 * With the enterprises at hand, the entry carries the Merkle root over them.
 */
export async function authorizeProcessing(
  work: Work,
  use: { purpose?: 'platform-processing'; fieldGroups: readonly string[]; enterprises?: Iterable<string> },
): Promise<Authorization> {
  if (work.actor.kind !== 'operator') requirePermission(work.actor, 'platform-processing')
  const wanted = requireFieldGroups(use.fieldGroups)
  const scope = {
    enterprise: everyEnterprise,
    purpose: 'platform-processing',
    fieldGroups: wanted,
    basis: 'platform-processing',
    consents: [],
  } as const
  return authorize(work, scope, use.enterprises)
}

/** For registration data, which is published anyway; on record under a kind of its own, because it is no use of private data. */
export function authorizePublic(work: Work, use: { enterprise: string }): Promise<Authorization> {
  return authorize(work, {
    enterprise: use.enterprise,
    purpose: 'public-information',
    fieldGroups: ['registration'],
    basis: 'public',
    consents: [],
  })
}

/** Whether the actor is a user of the enterprise itself. */
export async function isOwnEnterprise(work: Work, enterprise: string): Promise<boolean> {
  const organization = await findOrganization(work, work.actor.organization)
  return organization?.kind === 'enterprise' && organization.enterprise === enterprise
}

async function authorize(
  work: Work,
  use: Omit<Scope, 'account' | 'organization' | 'mintedAt'>,
  enterprises?: Iterable<string>,
): Promise<Authorization> {
  const { enterprise, purpose, fieldGroups, basis, consents } = use
  const kind = basis === 'public' ? 'public-use-authorized' : 'use-authorized'
  const deed: Deed = { kind, subject: enterprise, detail: { basis, purpose, fieldGroups, consents } }
  await (enterprises ? appendBulk(work, deed, enterprises) : append(work, deed))
  const { account, organization } = work.actor
  return mintAuthorization({ ...use, account, organization, mintedAt: work.now })
}

function refuseUse(
  work: Work,
  use: { enterprise: string; purpose: Purpose; wanted: FieldGroup[]; missing: FieldGroup[] },
  grants: readonly GrantRow[],
): never {
  const { enterprise, purpose, wanted, missing } = use
  const { code, ...ended } = shortfallOf(grants, missing, work.now)
  const { organization } = work.actor
  const where = { enterprise, organization, purpose, missing, ...ended }
  const detail = { purpose, fieldGroups: wanted, missing, refusal: code }
  return refuse(code, where, { kind: 'use-refused', subject: enterprise, detail })
}
