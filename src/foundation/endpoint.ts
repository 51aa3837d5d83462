import type { Static, TObject, TSchema } from 'typebox'
import type { UnitOfWork } from './unit-of-work.ts'

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

/** A contract with the verb that fulfills it. The verb knows nothing of HTTP. */
export interface Endpoint {
  contract: Contract
  verb: (work: never, input: never) => Promise<unknown>
}

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
