import type { Actor } from '../../foundation/unit-of-work.ts'
import { actsFor, platformOrganization } from '../../trust/organizations/index.ts'

/**
 * Whose lines and cases an actor sees: the platform those of all (undefined) or of the one asked for, everybody else
 * their own alone. Null: of nobody.
 */
export function organizationSeen(actor: Actor, wanted: string | undefined): string | undefined | null {
  if (wanted !== undefined) return actsFor(actor, wanted) ? wanted : null
  return actor.organization === platformOrganization ? undefined : actor.organization
}
