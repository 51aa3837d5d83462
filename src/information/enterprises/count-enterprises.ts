import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { EnterpriseTables } from './store.ts'
import { countRows } from './store-count.ts'

/** How many enterprises the platform knows: exact while they are few, the store's estimate where they are many. */
export function countEnterprises(work: UnitOfWork<EnterpriseTables>): Promise<number> {
  return countRows(work.db)
}
