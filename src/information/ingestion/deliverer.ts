import type { Actor } from '../../foundation/unit-of-work.ts'
import type { Source } from '../../trust/catalog/index.ts'
import { refuse } from './contract.ts'

/** The organization that runs the platform delivers for every source. */
export const platformOrganization = 'platform'

/** Who may deliver for a source, and see what became of its deliveries: the organization that answers for it. */
export function mayDeliver(actor: Actor, source: Source): boolean {
  return deliversForAll(actor) || actor.organization === source.organization
}

export function deliversForAll(actor: Actor): boolean {
  return actor.kind === 'operator' || actor.organization === platformOrganization
}

export function requireDeliverer(actor: Actor, source: Source): void {
  if (!mayDeliver(actor, source)) {
    refuse('source-not-yours', { source: source.id, organization: actor.organization })
  }
}
