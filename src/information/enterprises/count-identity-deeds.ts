import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { EnterpriseTables } from './store.ts'
import { countDeeds } from './store-identity.ts'

/** How often identity was decided on: what is kept by enterprise must be computed again when it has grown. */
export function countIdentityDeeds(work: UnitOfWork<EnterpriseTables>): Promise<number> {
  return countDeeds(work.db)
}
