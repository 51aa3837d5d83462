import type { Static, TObject, TSchema } from 'typebox'
import type { Database } from './database.ts'
import type { Actor, UnitOfWork } from './unit-of-work.ts'

/** What crosses the wire for one operation. Route, OpenAPI operation, permission matrix and typed client all come from it. */
export interface Contract<Input extends TObject = TObject, Output extends TSchema = TSchema> {
  /** Unique, the verb in camelCase: `grantConsent`; the OpenAPI operationId. */
  name: string
  method: 'GET' | 'POST'
  path: `/v1/${string}`
  /** The permission that the actor needs; `public` needs no sign-in, `signed-in` any account. */
  permission: string
  summary: { zh: string; en: string }
  /** Path, query and body parameters in one object; unknown keys are refused. */
  input: Input
  output: Output
  /** A POST that creates may be repeated safely with an `Idempotency-Key` header. */
  idempotent?: boolean
}

export function contract<const Input extends TObject, const Output extends TSchema>(
  entry: Contract<Input, Output>,
): Contract<Input, Output> {
  return entry
}

/** A contract with what fulfills it: a verb in one unit of work, or a course of several. Neither knows HTTP. */
export type Endpoint =
  | { contract: Contract; verb: (work: never, input: never) => Promise<unknown> }
  | { contract: Contract; course: Course<never, unknown> }

/** Several units of work with bulk work between them, which must hold no transaction open. */
export type Course<Input, Output> = (database: Database, actor: Actor, input: Input) => Promise<Output>

/**
 * Checks here that the verb takes and gives what the contract says, and forgets the types: a list of endpoints of
 * many types would cost the compiler many seconds.
 */
export function endpoint<Tables, Input extends TObject, Output extends TSchema>(
  entry: Contract<Input, Output>,
  verb: (work: UnitOfWork<Tables>, input: Static<Input>) => Promise<Static<Output>>,
): Endpoint {
  return { contract: entry as unknown as Contract, verb }
}

/**
 * The same for a course. What it does must be safe to do again: its units of work commit one by one, and an answer
 * that is lost on the way leaves them done.
 */
export function courseEndpoint<Input extends TObject, Output extends TSchema>(
  entry: Contract<Input, Output>,
  course: Course<Static<Input>, Static<Output>>,
): Endpoint {
  return { contract: entry as unknown as Contract, course: course as Course<never, unknown> }
}
