import { digestOf } from '../../foundation/canonical-json.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type EntranceTables, findAnswer, keepAnswer, reserveAnswer } from '../store.ts'
import { refuse } from './refusals.ts'

/**
 * Does a request with an idempotency key at most once: the key, the deed and the answer commit together, so a
 * repetition (also one that arrives at the same time) gets the same answer, and another request under the same
 * key is refused.
 */
export async function answerOnce<Answer>(
  work: UnitOfWork<EntranceTables>,
  request: { operation: string; requestKey: string; input: unknown },
  act: () => Promise<Answer>,
): Promise<Answer> {
  const { operation, requestKey } = request
  const name = { organization: work.actor.organization, operation, requestKey }
  const digest = digestOf(request.input)
  if (await reserveAnswer(work.db, name, digest, work.now)) {
    const answer = await act()
    await keepAnswer(work.db, name, answer)
    return answer
  }
  const earlier = await findAnswer(work.db, name)
  if (earlier === undefined || earlier.requestDigest !== digest)
    return refuse('request-key-reused', { requestKey })
  return earlier.answer as Answer
}
