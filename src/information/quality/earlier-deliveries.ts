import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { EarlierDelivery } from './comparison.ts'
import { findLine, type LineTables, selectDeliveries } from './store.ts'

/** Two years of a monthly source, or nine weeks of a daily one. */
const deliveriesSeen = 64

/** What a new delivery can be compared with, oldest first, and how many there ever were. */
export async function earlierDeliveries(
  work: UnitOfWork<LineTables>,
  line: { recordType: string; source: string },
): Promise<{ deliveries: EarlierDelivery[]; total: number }> {
  const stored = await selectDeliveries(work.db, line, { limit: deliveriesSeen, live: true })
  const deliveries = stored.map(({ at, measures }) => ({ at, measures })).reverse()
  return { deliveries, total: (await findLine(work.db, line))?.deliveries ?? 0 }
}
