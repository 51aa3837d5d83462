import { instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type LineTables, selectUncounted } from './store.ts'

/** A lake is counted once in so many hours at most: what two sources contradict each other in changes slowly. */
const hoursBetween = 20

/** Record types of which something came since their lake was last counted. */
export function findUncounted(work: UnitOfWork<LineTables>): Promise<string[]> {
  return selectUncounted(work.db, instant(new Date(Date.parse(work.now) - hoursBetween * 3_600_000)))
}
