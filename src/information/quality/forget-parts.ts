import { instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { deleteOldParts, type LineTables } from './store.ts'

/** Nobody compares with a part; for as long somebody may still ask what one event or one corrected row was like. */
const partKeptDays = 92

/** What one round forgets; the next one goes on. */
const partsAtOnce = 10_000

/**
 * Forgets the measures of single events and corrected rows: a stream brings thousands a day. Kept are whole
 * deliveries, the last part of each line, which says when the source was heard of, and what a case is about or a
 * person is to decide on. How many there were stays counted in the line.
 */
export function forgetParts(work: UnitOfWork<LineTables>): Promise<number> {
  const before = instant(new Date(Date.parse(work.now) - partKeptDays * 86_400_000))
  return deleteOldParts(work.db, before, partsAtOnce)
}
