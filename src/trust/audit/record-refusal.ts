import type { Database } from '../../foundation/database.ts'
import type { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append } from './append.ts'
import type { AuditTables } from './store.ts'

/**
 * Puts on record, in a transaction of its own, what a refusal wants kept: its unit of work was rolled back with
 * all that was written there. Made to be given to `runWork` as `onRefusal` by every entrance.
 */
export function recordRefusal(database: Database): (refusal: Refusal, actor: Actor) => Promise<void> {
  return async ({ record }, actor) => {
    if (record === undefined) return
    await runWork(database, actor, (work: UnitOfWork<AuditTables>) => append(work, record))
  }
}
