import type { Static, TObject, TSchema } from 'typebox'
import { type CallableContract, call } from './call.ts'

/** Answers that were asked for before the page that shows them was there, by contract and input. */
const asked = new Map<string, Promise<unknown>>()

const keyOf = (contract: { name: string }, input: unknown) => `${contract.name} ${JSON.stringify(input)}`

/** Asks while the page's script is still being fetched; whoever shows it takes the answer, so that it is asked once. */
export function askEarly<Input extends TObject, Output extends TSchema>(
  contract: CallableContract<Input, Output>,
  input: Static<Input>,
): void {
  const answer = call(contract, input)
  // A refusal is told to whoever takes the answer; nobody may.
  answer.catch(() => undefined)
  asked.set(keyOf(contract, input), answer)
}

/** The answer, if it was asked for early, and only once: the next look asks anew. */
export function takeEarly<Input extends TObject, Output extends TSchema>(
  contract: CallableContract<Input, Output>,
  input: Static<Input>,
): Promise<Static<Output>> | undefined {
  const key = keyOf(contract, input)
  const answer = asked.get(key)
  asked.delete(key)
  return answer as Promise<Static<Output>> | undefined
}

/** What was asked by one account is nothing to the next. */
export function forgetEarly(): void {
  asked.clear()
}
