import type { Database } from '../foundation/database.ts'
import type { Refusal } from '../foundation/refusal.ts'
import { runWork } from '../foundation/run-work.ts'
import type { Actor } from '../foundation/unit-of-work.ts'
import { append } from '../trust/audit/index.ts'

/**
 * A refusal rolled its transaction back. What must stay on record all the same (a refused read, a failed
 * sign-in) travelled with it, and is appended to the audit log here, in a transaction of its own.
 */
export function recordRefusal(database: Database): (refusal: Refusal, actor: Actor) => Promise<void> {
  return async (refusal, actor) => {
    const { record } = refusal
    if (record !== undefined) await runWork(database, actor, (work) => append(work, record))
  }
}
