import type { ChurnCurves } from './churn-curve.ts'
import type { Terms } from './offer.ts'
import { type Applicant, backTest, composePortfolio, profitUnder, rateBounds } from './portfolio.ts'
import type { LabelledFirm, Study } from './study.ts'

/** The main case: everything lent to a defaulter is lost, and money costs nothing because the task says nothing of it. */
const main: Terms = { lossGivenDefault: 1, fundingCost: 0, rateBps: rateBounds }

const others: readonly { id: string; zh: string; en: string; terms: Terms }[] = [
  {
    id: 'loss-45',
    zh: '违约损失率 45%',
    en: 'loss given default 45 %',
    terms: { ...main, lossGivenDefault: 0.45 },
  },
  {
    id: 'loss-100-funds-2',
    zh: '违约损失率 100%，资金成本 2%',
    en: 'loss given default 100 %, funds cost 2 %',
    terms: { ...main, fundingCost: 0.02 },
  },
  {
    id: 'loss-45-funds-2',
    zh: '违约损失率 45%，资金成本 2%',
    en: 'loss given default 45 %, funds cost 2 %',
    terms: { ...main, lossGivenDefault: 0.45, fundingCost: 0.02 },
  },
]

const stressFactors = [0.5, 1, 1.5, 2, 3]

export function assessPolicy(
  applicants: readonly Applicant[],
  labelled: readonly LabelledFirm[],
  curves: ChurnCurves,
): Pick<Study, 'portfolio' | 'alternatives' | 'stress' | 'backTest'> {
  const portfolio = composePortfolio(applicants, curves, main)
  return {
    portfolio,
    alternatives: [
      { id: 'main', zh: '主方案：违约损失率 100%', en: 'main case: loss given default 100 %', portfolio },
      ...others.map(({ terms, ...names }) => ({
        ...names,
        portfolio: composePortfolio(applicants, curves, terms),
      })),
    ],
    stress: stressFactors.map((factor) => ({ factor, profitFen: profitUnder(portfolio, factor) })),
    backTest: backTest(labelled, curves, main),
  }
}
