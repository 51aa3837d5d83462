import type { Deed } from './deed.ts'

/**
 * A refusal: the caller asked for something that cannot be done. Not an answer (a declined loan is a
 * value), not a bug (that is an assertion). Each room lists its refusals in its contract; one file,
 * entrances/http/problem.ts, turns a kind into a status.
 */
export type RefusalKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'missing' | 'conflict' | 'busy'

export interface RefusalEntry {
  kind: RefusalKind
  /** What is wrong, in a sentence. */
  zh: string
  en: string
  /** What the caller can do about it. */
  todo: { zh: string; en: string }
}

/** Where the fault lies: a file and row, a field, an identifier. JSON values only. */
export type Place = Readonly<Record<string, unknown>>

export class Refusal extends Error {
  readonly code: string
  readonly entry: RefusalEntry
  readonly where: Place
  /**
   * A refusal rolls its unit of work back, and with it everything written there. What must stay on
   * record all the same goes here: the entrance appends it to the audit log in a transaction of its own.
   */
  readonly record: Deed | undefined

  constructor(code: string, entry: RefusalEntry, where: Place, record?: Deed) {
    super(`${code}: ${entry.en}`)
    this.name = 'Refusal'
    this.code = code
    this.entry = entry
    this.where = where
    this.record = record
  }
}

export type RefusalCatalogue<Code extends string = string> = Readonly<Record<Code, RefusalEntry>>

export interface Refuser<Code extends string> {
  (code: Code, where?: Place, record?: Deed): never
  /** What it can refuse: for the reference pages, and for the test that codes are unique. */
  catalogue: RefusalCatalogue<Code>
}

/** Binds a room's catalogue, so that only a catalogued code can be thrown. Codes are global: `uscc-check-digit`. */
export function refuser<Code extends string>(catalogue: RefusalCatalogue<Code>): Refuser<Code> {
  const refuse = (code: Code, where: Place = {}, record?: Deed): never => {
    throw new Refusal(code, catalogue[code], where, record)
  }
  return Object.assign(refuse, { catalogue })
}
