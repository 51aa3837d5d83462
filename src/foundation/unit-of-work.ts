import type { Kysely } from 'kysely'
import type { Instant } from './instant.ts'

/** Who asks: a signed-in user, a bank's system with an API key, or the local operator. */
export interface Actor {
  /** The account's name; for an API key, `key:<id>`; for the local operator, `operator`. */
  account: string
  organization: string
  kind: 'user' | 'key' | 'operator'
  permissions: ReadonlySet<string>
  /** Of a signed-in user; a key and the local operator have none. */
  role?: string | undefined
}

/**
 * One transaction, one actor, one instant. Every verb takes it first; what takes none is pure.
 * `Tables` are the rooms that the verb may touch: a query on another room's table does not compile.
 */
export interface UnitOfWork<Tables> {
  readonly db: Store<Tables>
  readonly actor: Actor
  readonly now: Instant
  /** A fresh identifier, in the order of time (UUID version 7); seeded in tests. */
  readonly newId: () => string
  /** Where the lake lies: large immutable files that the store only lists. */
  readonly dataFolder: string
}

/**
 * The tables that may be reached: `Store<A & B>` may be given where `Store<A>` is wanted, never the other way. It is
 * a Kysely inside, but a stranger to the compiler: to compare two Kyselys by their structure takes it a second each.
 */
export interface Store<out Tables> {
  readonly tables?: Tables
}

/** Opens the store for a query; only a room's store.ts does. */
export function tables<Tables>(store: Store<Tables>): Kysely<Tables> {
  return store as unknown as Kysely<Tables>
}

/** The other way: for who holds the connection itself. */
export function storeOf<Tables>(kysely: Kysely<Tables>): Store<Tables> {
  return kysely as unknown as Store<Tables>
}
