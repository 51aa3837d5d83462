import { type ChurnCurve, churnAt } from './churn-curve.ts'

/**
 * The terms under which a loan of a year is judged. Fractions of the principal.
 */
export interface Terms {
  /** Share of the principal that is lost on default; the year's interest is then lost too. */
  lossGivenDefault: number
  /** What the bank pays for the money it lends, a year. */
  fundingCost: number
  rateBps: { min: number; max: number }
}

export interface Offer {
  rateBps: number
  churn: number
  /** Expected profit of a year for each yuan offered. */
  yield: number
}

/**
 * Expected profit for each yuan offered at a rate r:
 *   (1 − churn(r)) · [ (1 − PD) · r − PD · LGD − funding ]
 * The customer takes the loan with probability 1 − churn(r); taken, it pays r if it does not default, loses LGD if
 * it does. PD does not depend on the rate here, and an offer that is turned down earns nothing and is not offered again.
 */
export function yieldOf(
  curve: ChurnCurve,
  probabilityOfDefault: number,
  rateBps: number,
  terms: Terms,
): number {
  const churn = churnAt(curve, rateBps)
  if (churn === undefined) return Number.NEGATIVE_INFINITY
  const rate = rateBps / 10_000
  const taken =
    (1 - probabilityOfDefault) * rate - probabilityOfDefault * terms.lossGivenDefault - terms.fundingCost
  return (1 - churn) * taken
}

/** The best rate in whole basis points, by trying each: the curve between two measured rates is not concave over all. */
export function bestOffer(curve: ChurnCurve, probabilityOfDefault: number, terms: Terms): Offer {
  let best = { rateBps: terms.rateBps.min, yield: Number.NEGATIVE_INFINITY }
  for (let rateBps = terms.rateBps.min; rateBps <= terms.rateBps.max; rateBps++) {
    const at = yieldOf(curve, probabilityOfDefault, rateBps, terms)
    if (at > best.yield) best = { rateBps, yield: at }
  }
  return { ...best, churn: churnAt(curve, best.rateBps) ?? 1 }
}

/** Above this probability of default even the highest rate, taken by everyone, does not pay for the loss. */
export function breakEvenProbability(terms: Terms): number {
  const rate = terms.rateBps.max / 10_000
  return Math.max(0, (rate - terms.fundingCost) / (rate + terms.lossGivenDefault))
}
