import type { Actor } from '../../foundation/unit-of-work.ts'
import type { Source } from '../../trust/catalog/index.ts'
import { actsFor } from '../../trust/organizations/index.ts'
import { refuse } from './contract.ts'

/** Who may deliver for a source, and see what became of its deliveries: the organization that answers for it. */
export function mayDeliver(actor: Actor, source: Source): boolean {
  return actsFor(actor, source.organization)
}

export function requireDeliverer(actor: Actor, source: Source): void {
  if (!mayDeliver(actor, source)) {
    refuse('source-not-yours', { source: source.id, organization: actor.organization })
  }
}
