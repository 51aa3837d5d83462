import type { Database } from './database.ts'
import { asRefusal, isCollision } from './database-errors.ts'
import { newIdentifier } from './identifier.ts'
import { type Instant, instant } from './instant.ts'
import { Refusal } from './refusal.ts'
import type { Actor, Store, UnitOfWork } from './unit-of-work.ts'

export interface RunOptions {
  now?: Instant
  /** Runs the whole path, gives its result, and keeps nothing of it but the record of a refusal. */
  dryRun?: boolean
  newId?: () => string
  /** Called after the rollback: the entrance puts `refusal.record` on record in a transaction of its own. */
  onRefusal?: (refusal: Refusal, actor: Actor) => Promise<void>
}

/**
 * Runs a verb in one transaction, as one actor, at one instant. It commits when the verb returns and rolls back
 * when it throws. Of two that collide on the same rows the loser runs once more, so a verb may run twice: it does
 * nothing outside the transaction.
 */
export async function runWork<Tables, Result>(
  database: Database,
  actor: Actor,
  verb: (work: UnitOfWork<Tables>) => Promise<Result>,
  options: RunOptions = {},
): Promise<Result> {
  const identity = {
    actor,
    now: options.now ?? instant(new Date()),
    newId: options.newId ?? newIdentifier,
    dataFolder: database.dataFolder,
  }
  const once = () => inTransaction(database, identity, verb, options.dryRun ?? false)
  try {
    return await once().catch((error) => {
      if (isCollision(error)) return once()
      throw error
    })
  } catch (error) {
    const reported = asRefusal(error, database.dataFolder)
    // What cannot be put on record must not pass as an ordinary refusal: a failure here is what the caller sees.
    if (reported instanceof Refusal) await options.onRefusal?.(reported, actor)
    throw reported
  }
}

/** Thrown through the transaction to undo it, then caught again here. */
class Undone extends Error {}

async function inTransaction<Tables, Result>(
  database: Database,
  identity: Omit<UnitOfWork<Tables>, 'db'>,
  verb: (work: UnitOfWork<Tables>) => Promise<Result>,
  dryRun: boolean,
): Promise<Result> {
  let result: { value: Result } | undefined
  try {
    return await database.kysely.transaction().execute(async (transaction) => {
      const db = transaction as unknown as Store<Tables>
      const value = await verb({ ...identity, db })
      if (!dryRun) return value
      result = { value }
      throw new Undone()
    })
  } catch (error) {
    if (error instanceof Undone && result !== undefined) return result.value
    throw error
  }
}

/**
 * Runs a verb that reads by one statement, such as the lookup of a key: without a transaction, so without its two
 * further trips to the store. Whatever else it writes commits by itself.
 */
export async function runRead<Tables, Result>(
  database: Database,
  actor: Actor,
  verb: (work: UnitOfWork<Tables>) => Promise<Result>,
): Promise<Result> {
  const { dataFolder } = database
  const db = database.kysely as unknown as Store<Tables>
  try {
    return await verb({ actor, now: instant(new Date()), newId: newIdentifier, dataFolder, db })
  } catch (error) {
    throw asRefusal(error)
  }
}
