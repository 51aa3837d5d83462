import type { Deed } from '../../foundation/deed.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append, appendAll, appendBulk } from '../audit/index.ts'
import { findOrganization, requirePermission } from '../organizations/index.ts'
import { type Authorization, everyEnterprise, mintAuthorization, type Scope } from './authorization.ts'
import { type FieldGroup, type Purpose, refuse } from './contract.ts'
import { findPublicTypes, groupsOf, type Shared } from './public-types.ts'
import { reachOf, unreachedOf, type Want } from './reach.ts'
import { type ConsentTables, findGrants, type GrantRow } from './store.ts'
import { requireFieldGroups, requirePurpose } from './wish.ts'

type Work = UnitOfWork<ConsentTables>

export interface WantedUse {
  enterprise: string
  purpose: Purpose
  /** May be empty where what is public is wanted too. */
  fieldGroups: readonly string[]
  /** Opens every public record type as well, for a page that shows both. */
  withPublic?: boolean
}

/**
 * Mints the authorization for one use by the actor, or refuses; either way it is on record, once. The local operator
 * works on a basis of its own, an enterprise may always see its own data, and all others need live consents that are
 * for their stage. A group that is public as a whole is never missing: its record types are opened as public ones.
 */
export async function requireAuthorization(work: Work, use: WantedUse): Promise<Authorization> {
  const { enterprise, withPublic = false } = use
  const purpose = requirePurpose(use.purpose)
  const fieldGroups = withPublic && use.fieldGroups.length === 0 ? [] : requireFieldGroups(use.fieldGroups)
  const { types, whole } = await findPublicTypes(work)
  const publicTypes = types.filter(
    ({ fieldGroup }) => withPublic || (fieldGroups as string[]).includes(fieldGroup),
  )
  const all = { enterprise, purpose, fieldGroups, publicTypes, consents: [] }
  const { kind, organization, role } = work.actor
  if (kind === 'operator') return authorize(work, { ...all, basis: 'platform-operation' })

  const want: Want = { role, purpose, fieldGroups, open: whole, at: work.now }
  const grants = await findGrants(work.db, { enterprises: [enterprise], organization, purpose })
  const { covered, missing, used } = reachOf(grants, want)
  if (missing.length === 0 && covered.length > 0)
    return authorize(work, {
      ...all,
      fieldGroups: covered,
      basis: 'consent',
      consents: used.map(({ id }) => id),
    })
  if (await isOwnEnterprise(work, enterprise)) return authorize(work, { ...all, basis: 'self' })
  return missing.length > 0
    ? refuseUse(work, enterprise, grants, want, missing)
    : authorize(work, { ...all, ...publicUse })
}

/**
 * For a page over many enterprises: an authorization for each that the actor's consents open, every one of them on
 * record as a use of its own. Who is not in the answer has not consented.
 */
export async function authorizeCovered(
  work: Work,
  use: { enterprises: readonly string[]; purpose: Purpose; fieldGroups: readonly string[] },
): Promise<Map<string, Authorization>> {
  const purpose = requirePurpose(use.purpose)
  const fieldGroups = requireFieldGroups(use.fieldGroups)
  const { kind, organization, role } = work.actor
  const enterprises = [...new Set(use.enterprises)]
  const want: Want = { role, purpose, fieldGroups, open: [], at: work.now }
  const grants = Map.groupBy(
    kind === 'operator' ? [] : await findGrants(work.db, { enterprises, organization, purpose }),
    ({ enterprise }) => enterprise,
  )
  const own = (await findOrganization(work, organization))?.enterprise
  const uses: Use[] = []
  for (const enterprise of enterprises) {
    const all = { enterprise, purpose, fieldGroups, publicTypes: [], consents: [] }
    const { missing, used } = reachOf(grants.get(enterprise) ?? [], want)
    if (kind === 'operator') uses.push({ ...all, basis: 'platform-operation' })
    else if (missing.length === 0) uses.push({ ...all, basis: 'consent', consents: used.map(({ id }) => id) })
    else if (enterprise === own) uses.push({ ...all, basis: 'self' })
  }
  await appendAll(work, uses.map(deedOf))
  return new Map(uses.map((one) => [one.enterprise, mintOf(work, one)]))
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
  const processed: Use = {
    enterprise: everyEnterprise,
    purpose: 'platform-processing',
    fieldGroups: requireFieldGroups(use.fieldGroups),
    publicTypes: [],
    basis: 'platform-processing',
    consents: [],
  }
  return authorize(work, processed, use.enterprises)
}

const publicUse = {
  purpose: 'public-information',
  fieldGroups: [],
  basis: 'public',
  consents: [],
} as const satisfies Partial<Use>

/**
 * For what is published anyway: the record types that the catalogue has as public, or those of them that are named.
 * On record under a kind of its own, because it is no use of private data.
 */
export async function authorizePublic(
  work: Work,
  use: { enterprise: string; recordTypes?: readonly string[] },
): Promise<Authorization> {
  const { enterprise, recordTypes } = use
  const { types } = await findPublicTypes(work)
  const publicTypes = recordTypes ? types.filter(({ id }) => recordTypes.includes(id)) : types
  return authorize(work, { ...publicUse, enterprise, publicTypes })
}

/** Whether the actor is a user of the enterprise itself. */
export async function isOwnEnterprise(work: Work, enterprise: string): Promise<boolean> {
  const organization = await findOrganization(work, work.actor.organization)
  return organization?.kind === 'enterprise' && organization.enterprise === enterprise
}

type Use = Omit<Scope, 'account' | 'organization' | 'mintedAt' | 'publicTypes'> & {
  publicTypes: readonly Shared[]
}

async function authorize(work: Work, use: Use, enterprises?: Iterable<string>): Promise<Authorization> {
  const deed = deedOf(use)
  await (enterprises ? appendBulk(work, deed, enterprises) : append(work, deed))
  return mintOf(work, use)
}

/** What rests on consent and what is public stand apart. */
function deedOf({ enterprise, purpose, fieldGroups, publicTypes, basis, consents }: Use): Deed {
  const publicGroups = groupsOf(publicTypes).filter((group) => !fieldGroups.includes(group))
  if (basis === 'public')
    return {
      kind: 'public-use-authorized',
      subject: enterprise,
      detail: { basis, purpose, fieldGroups: publicGroups, consents },
    }
  const open = publicGroups.length === 0 ? {} : { publicGroups }
  const detail = { basis, purpose, fieldGroups, consents, ...open }
  return { kind: 'use-authorized', subject: enterprise, detail }
}

function mintOf(work: Work, use: Use): Authorization {
  const { account, organization } = work.actor
  const publicTypes = use.publicTypes.map(({ id }) => id)
  return mintAuthorization({ ...use, publicTypes, account, organization, mintedAt: work.now })
}

function refuseUse(
  work: Work,
  enterprise: string,
  grants: readonly GrantRow[],
  want: Want,
  missing: FieldGroup[],
): never {
  const { purpose, fieldGroups } = want
  const { code, ...ended } = unreachedOf(grants, want, missing)
  const { organization } = work.actor
  const where = { enterprise, organization, purpose, missing, ...ended }
  const detail = { purpose, fieldGroups, missing, refusal: code }
  return refuse(code, where, { kind: 'use-refused', subject: enterprise, detail })
}
