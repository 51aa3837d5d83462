import { digestOf } from '../../foundation/canonical-json.ts'
import { instant } from '../../foundation/instant.ts'
import { append } from '../../trust/audit/index.ts'
import { type Decide, type Decision, refuse } from './contract.ts'
import { decisionOf, textOf } from './decision-text.ts'
import type { Answer } from './reckon-decision.ts'
import type { SealedInputs } from './sealed-inputs.ts'
import { findByIdempotencyKey, insertDecision } from './store.ts'
import type { DecisionWork } from './tables.ts'

/** What makes two requests under one idempotency key the same: all that was asked, nothing of when. */
function requestDigest(organization: string, { idempotencyKey: _, ...wish }: Decide): string {
  return digestOf({ ...wish, bank: organization })
}

/** The decision that the bank got before under the same idempotency key; undefined without one. */
export async function findEarlier(
  work: DecisionWork,
  organization: string,
  wish: Decide,
): Promise<Decision | undefined> {
  const { idempotencyKey } = wish
  if (idempotencyKey === undefined) return undefined
  const earlier = await findByIdempotencyKey(work.db, { organization, idempotencyKey })
  if (earlier && earlier.requestDigest !== requestDigest(organization, wish))
    refuse('idempotency-key-reused', { idempotencyKey })
  return earlier && decisionOf(earlier)
}

/** Stores a decision with its sealed inputs and puts it on record, in the transaction of `work`. */
export async function saveDecision(
  work: DecisionWork,
  wish: Decide,
  sealed: SealedInputs,
  answer: Answer,
): Promise<Decision> {
  const { request } = sealed
  const text = textOf(sealed, answer)
  const fresh = await insertDecision(work.db, {
    id: request.decision,
    organization: request.organization,
    enterprise: request.enterprise,
    product: sealed.versions.product.id,
    outcome: answer.outcome,
    amountFen: BigInt(request.amountFen),
    creditLimitFen: answer.creditLimitFen === null ? null : BigInt(answer.creditLimitFen),
    rateBps: answer.rateBps,
    score: answer.score,
    grade: answer.grade,
    asOf: instant(request.asOf),
    decidedAt: work.now,
    decidedBy: request.decidedBy,
    ...text,
    idempotencyKey: wish.idempotencyKey ?? null,
    requestDigest: requestDigest(request.organization, wish),
  })
  // The same key a moment earlier, in another transaction: its decision is the one.
  if (!fresh) return (await findEarlier(work, request.organization, wish))!
  const { organization, enterprise } = request
  await append(work, {
    kind: 'decision-made',
    subject: request.decision,
    detail: {
      organization,
      enterprise,
      product: sealed.versions.product,
      outcome: answer.outcome,
      digest: text.digest,
    },
  })
  return decisionOf(text)
}
