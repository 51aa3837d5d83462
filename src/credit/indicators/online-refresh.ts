import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { findRefresh, type IndicatorTables, type RefreshRow } from './store.ts'

const ofWork = new WeakMap<object, Promise<RefreshRow | undefined>>()

/** The refresh whose vectors are online; asked once in a unit of work that reads. */
export function findOnlineRefresh(work: UnitOfWork<IndicatorTables>): Promise<RefreshRow | undefined> {
  const known = ofWork.get(work)
  if (known) return known
  const asked = findRefresh(work.db)
  ofWork.set(work, asked)
  return asked
}
