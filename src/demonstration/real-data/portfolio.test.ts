import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChurnCurve } from './churn-curve.ts'
import { type Applicant, backTest, bounds, composePortfolio, profitUnder, rateBounds } from './portfolio.ts'

const steep: ChurnCurve = { ratesBps: [400, 800, 1500], churn: [0, 0.5, 0.9] }
const curves = { A: steep, B: steep, C: steep }
const terms = { lossGivenDefault: 1, fundingCost: 0, rateBps: rateBounds }

const applicant = (number: number, probabilityOfDefault: number): Applicant => ({
  firm: `E${number}`,
  score: 600,
  probabilityOfDefault,
  salesTwelveMonthsFen: number % 2 === 0 ? 5e8 : 1e8,
  recordMonths: number === 0 ? 6 : 30,
  scoreReasons: [],
})

test('the budget goes to the safest, each amount is within its bounds, and each firm has a reason', () => {
  const applicants = Array.from({ length: 180 }, (_, at) => applicant(at, at / 1000))
  const portfolio = composePortfolio(applicants, curves, terms)
  assert.equal(portfolio.totalFen, bounds.budgetFen)
  assert.equal(portfolio.admitted, 100)
  assert(Math.abs(portfolio.expectedProfitFen - portfolio.boundFen) < 1)
  for (const { admitted, amountFen, reasons, band, applicant: firm } of portfolio.decisions) {
    assert.equal(admitted, firm.probabilityOfDefault < 0.1)
    assert(amountFen === 0n || (amountFen >= bounds.minFen && amountFen <= bounds.maxFen))
    assert(reasons.length > 0)
    assert.equal(reasons[0] === 'study-admitted', admitted)
    assert.equal(
      reasons.includes('study-amount-above-capacity'),
      admitted && firm.salesTwelveMonthsFen === 1e8,
    )
    assert.equal(reasons.includes('study-short-record'), firm.firm === 'E0')
    if (band === 'D') assert.deepEqual(reasons, ['study-probability-too-high'])
  }
  const sum = portfolio.decisions.reduce((total, decision) => total + decision.expectedProfitFen, 0)
  assert(Math.abs(sum - portfolio.expectedProfitFen) < 1)
})

test('the profit is its own at factor one and falls as defaults grow', () => {
  const portfolio = composePortfolio([applicant(1, 0.02), applicant(2, 0.05)], curves, terms)
  assert(Math.abs(profitUnder(portfolio, 1) - portfolio.expectedProfitFen) < 1e-3)
  assert(profitUnder(portfolio, 2) < portfolio.expectedProfitFen)
})

test('the back test counts what the record says, not what was expected', () => {
  const good = { probabilityOfDefault: 0, defaulted: false }
  const surprise = { probabilityOfDefault: 0, defaulted: true }
  const avoided = { probabilityOfDefault: 0.5, defaulted: true }
  const result = backTest([good, surprise, avoided], curves, terms)
  assert.deepEqual(
    { offered: result.offered, defaulted: result.defaulted, avoided: result.defaultsAvoided },
    { offered: 2, defaulted: 1, avoided: 1 },
  )
  // Best at 6 % with a quarter lost to churn: 0.75 million each, one earns 6 %, the other is lost.
  assert(Math.abs(result.recordedProfitFen - (75e6 * 0.06 - 75e6)) < 1)
  assert(Math.abs(result.expectedProfitFen - 2 * 1e8 * 0.045) < 1)
})
