import { parseAsOf, vectorAsOf } from '../../credit/indicators/index.ts'
import { currentScorecard } from '../../credit/scoring/index.ts'
import { inShanghai } from '../../foundation/instant.ts'
import { requireAuthorization } from '../../trust/consent/index.ts'
import { actsFor, requirePermission } from '../../trust/organizations/index.ts'
import { getProduct } from '../products/index.ts'
import { getRuleset } from '../rules/index.ts'
import { type Decide, type Decision, refuse } from './contract.ts'
import { enterpriseFacts } from './enterprise-facts.ts'
import { findApplicant } from './find-applicant.ts'
import { parseAmount, requireWithinBounds } from './loan-request.ts'
import { reckonDecision } from './reckon-decision.ts'
import { findEarlier, saveDecision } from './save-decision.ts'
import { type Circumstances, reasonsOfMissing, recording } from './sealed-inputs.ts'
import type { DecisionWork } from './tables.ts'

/** A bank's instant decision. A decline is an answer with its reasons; what cannot be asked at all is refused. */
export async function decide(work: DecisionWork, wish: Decide): Promise<Decision> {
  requirePermission(work.actor, 'decision:make')
  const organization = wish.bank ?? work.actor.organization
  if (!actsFor(work.actor, organization)) refuse('decision-for-another-bank', { organization })
  const amountFen = parseAmount(wish.amountFen)
  const { at } = parseAsOf(wish.asOf, work.now)
  const earlier = await findEarlier(work, organization, wish)
  if (earlier) return earlier

  const offer = await getProduct(work, { organization, product: wish.product, at })
  const { product, baseRate } = offer
  const termMonths = wish.termMonths ?? product.termMonthsDefault
  requireWithinBounds(product, amountFen, termMonths)
  const { enterprise, name, registration } = await findApplicant(work, wish.enterprise)

  const { purpose, requiredFieldGroups: fieldGroups } = product
  const authorization = await requireAuthorization(work, { enterprise, purpose, fieldGroups })
  const vector = await vectorAsOf(work, authorization, { enterprise, asOf: at })
  const scorecard = await currentScorecard(work)
  const ruleset = await getRuleset(work, offer.ruleset)

  const { basis, consents } = authorization.scope
  const circumstances: Circumstances = {
    format: 'sanxin-decision-1',
    request: {
      ...{ decision: work.newId(), organization, enterprise, enterpriseName: name, termMonths },
      ...{ amountFen: amountFen.toString(), asOf: inShanghai(at) },
      ...{ decidedAt: inShanghai(work.now), decidedBy: work.actor.account },
    },
    authorization: { purpose, basis, consents, fieldGroups },
    facts: enterpriseFacts(registration, at),
    data: { asOf: vector.dataAsOf, month: vector.month, definitions: vector.definitionsVersion },
    versions: { ruleset: offer.ruleset, product: offer.reference, scorecard: scorecard.reference },
    baseRate,
  }
  const { indicatorOf, read: values } = recording((indicator) => vector.values[indicator] ?? null)
  const answer = reckonDecision(circumstances, { product, ruleset, scorecard: scorecard.card }, indicatorOf)
  const sealed = { ...circumstances, values, missing: reasonsOfMissing(values, vector.reasons) }
  return saveDecision(work, wish, sealed, answer)
}
