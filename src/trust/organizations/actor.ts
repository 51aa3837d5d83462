import type { Actor } from '../../foundation/unit-of-work.ts'
import { refuse } from './contract.ts'
import { everyPermission } from './role.ts'

export const platformOrganization = 'platform'

/** Who works at the command line of the machine: owns the data folder, so may do all; each deed is on record. */
export function operatorActor(): Actor {
  return {
    account: 'operator',
    organization: platformOrganization,
    kind: 'operator',
    permissions: new Set(everyPermission),
  }
}

/** Who has not signed in: may do nothing. */
export function anonymousActor(): Actor {
  return { account: 'anonymous', organization: platformOrganization, kind: 'user', permissions: new Set() }
}

/** Every verb that changes or reads says first what it needs; the entrance asks too, but is not the only one. */
export function requirePermission(actor: Actor, permission: string): void {
  if (!actor.permissions.has(permission)) refuse('permission-missing', { permission, account: actor.account })
}

/** The platform acts for every organization, others for themselves alone. */
export function actsFor(actor: Actor, organization: string): boolean {
  return actor.organization === platformOrganization || actor.organization === organization
}
