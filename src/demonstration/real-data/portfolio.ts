import type { Fen } from '../../foundation/money.ts'
import { allocate } from './allocate.ts'
import type { ChurnCurves } from './churn-curve.ts'
import type { StudyReason } from './contract.ts'
import { bestOffer, type Offer, type Terms } from './offer.ts'
import { bandOf, type ProbabilityBand } from './probability-band.ts'

/** The task of the contest: a year's loans of 100,000 to 1,000,000 yuan within 100 million yuan. */
export const bounds = { minFen: 10_000_000n, maxFen: 100_000_000n, budgetFen: 10_000_000_000n }
export const rateBounds = { min: 400, max: 1500 }

export interface Applicant {
  firm: string
  score: number
  probabilityOfDefault: number
  /** Null when there were no sales to measure. */
  salesTwelveMonthsFen: number | null
  recordMonths: number
  /** Why its score is not higher, worst first. */
  scoreReasons: readonly { code: string; zh: string; en: string }[]
}

export interface StudyDecision {
  applicant: Applicant
  band: ProbabilityBand
  admitted: boolean
  amountFen: Fen
  /** The best rate for this firm; of a firm like rating D, none. */
  offer: Offer | null
  expectedProfitFen: number
  reasons: StudyReason[]
}

export interface Portfolio {
  terms: Terms
  decisions: StudyDecision[]
  admitted: number
  totalFen: Fen
  expectedProfitFen: number
  /** What no allocation can exceed; the search for ours went to its end, so ours is the optimum. */
  boundFen: number
}

/** Above this share of a year's sales a loan of a year is pointed out: our own rule of thumb, not a limit of the task. */
const capacityShare = 0.3
const shortRecordMonths = 12

/**
 * Chooses the band, the rate and the amount of each firm for the greatest expected profit of a year. Firms with equal
 * points yield the same, and any choice among them is optimal: the one with more sales comes first.
 */
export function composePortfolio(
  applicants: readonly Applicant[],
  curves: ChurnCurves,
  terms: Terms,
): Portfolio {
  const bySales = [...applicants].sort(
    (left, right) => (right.salesTwelveMonthsFen ?? 0) - (left.salesTwelveMonthsFen ?? 0),
  )
  const offered = bySales.map((applicant) => {
    const band = bandOf(applicant.probabilityOfDefault, terms)
    const offer = band === 'D' ? null : bestOffer(curves[band], applicant.probabilityOfDefault, terms)
    return { applicant, band, offer }
  })
  const { amountsFen, profit, relaxedBound } = allocate(
    offered.map(({ offer }) => ({ yield: offer?.yield ?? -1, minFen: bounds.minFen, maxFen: bounds.maxFen })),
    bounds.budgetFen,
  )
  const chosen = offered.map(({ applicant, band, offer }, at): StudyDecision => {
    const amountFen = amountsFen[at]!
    return {
      applicant,
      band,
      admitted: amountFen > 0n,
      amountFen,
      offer,
      expectedProfitFen: Number(amountFen) * (offer?.yield ?? 0),
      reasons: reasonsOf(applicant, offer, amountFen),
    }
  })
  const decisionOf = new Map(chosen.map((decision) => [decision.applicant, decision]))
  const decisions = applicants.map((applicant) => decisionOf.get(applicant)!)
  return {
    terms,
    decisions,
    admitted: decisions.filter(({ admitted }) => admitted).length,
    totalFen: amountsFen.reduce((sum, amount) => sum + amount, 0n),
    expectedProfitFen: profit,
    boundFen: relaxedBound,
  }
}

function reasonsOf(applicant: Applicant, offer: Offer | null, amountFen: Fen): StudyReason[] {
  const reasons: StudyReason[] = []
  if (offer === null) reasons.push('study-probability-too-high')
  else if (offer.yield <= 0) reasons.push('study-not-profitable')
  else if (amountFen === 0n) reasons.push('study-budget-exhausted')
  else {
    reasons.push('study-admitted')
    const sales = applicant.salesTwelveMonthsFen ?? 0
    if (Number(amountFen) > capacityShare * sales) reasons.push('study-amount-above-capacity')
  }
  if (applicant.recordMonths < shortRecordMonths) reasons.push('study-short-record')
  return reasons
}

/** The profit of loans already chosen if the probabilities of default were really `factor` times as high. */
export function profitUnder(portfolio: Portfolio, factor: number): number {
  return portfolio.decisions.reduce((sum, { admitted, amountFen, offer, applicant }) => {
    if (!admitted || !offer) return sum
    const probability = Math.min(1, applicant.probabilityOfDefault * factor)
    const { lossGivenDefault, fundingCost } = portfolio.terms
    const taken = (1 - probability) * (offer.rateBps / 10_000) - probability * lossGivenDefault - fundingCost
    return sum + Number(amountFen) * (1 - offer.churn) * taken
  }, 0)
}

export interface BackTest {
  firms: number
  offered: number
  /** Of the firms that would have been offered a loan, those that had defaulted by the record. */
  defaulted: number
  defaultsAvoided: number
  /** A loan of one million yuan each, taken by the share that does not churn. */
  expectedProfitFen: number
  recordedProfitFen: number
}

/**
 * What the same policy would have earned on the firms whose outcome is known, by probabilities that did not see
 * their outcome: each firm with a positive yield is offered the greatest amount; the budget does not bind.
 */
export function backTest(
  firms: readonly { probabilityOfDefault: number; defaulted: boolean }[],
  curves: ChurnCurves,
  terms: Terms,
): BackTest {
  const result = {
    firms: firms.length,
    offered: 0,
    defaulted: 0,
    defaultsAvoided: 0,
    expectedProfitFen: 0,
    recordedProfitFen: 0,
  }
  for (const { probabilityOfDefault, defaulted } of firms) {
    const band = bandOf(probabilityOfDefault, terms)
    const offer = band === 'D' ? null : bestOffer(curves[band], probabilityOfDefault, terms)
    if (!offer || offer.yield <= 0) {
      if (defaulted) result.defaultsAvoided++
      continue
    }
    result.offered++
    if (defaulted) result.defaulted++
    const rate = offer.rateBps / 10_000
    const recorded = defaulted ? -terms.lossGivenDefault : rate
    result.expectedProfitFen += Number(bounds.maxFen) * offer.yield
    result.recordedProfitFen += Number(bounds.maxFen) * (1 - offer.churn) * (recorded - terms.fundingCost)
  }
  return result
}
