import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ChurnCurve } from './churn-curve.ts'
import { churnAt } from './churn-curve.ts'
import { bestOffer, breakEvenProbability, type Terms, yieldOf } from './offer.ts'
import { bandBorders, bandOf } from './probability-band.ts'

const terms: Terms = { lossGivenDefault: 1, fundingCost: 0, rateBps: { min: 400, max: 1500 } }
const curve: ChurnCurve = { ratesBps: [400, 800, 1500], churn: [0, 0.5, 0.9] }

test('churn is what was measured, straight between, and unknown outside', () => {
  assert.equal(churnAt(curve, 400), 0)
  assert.equal(churnAt(curve, 800), 0.5)
  assert.equal(churnAt(curve, 600), 0.25)
  assert.equal(churnAt(curve, 399), undefined)
  assert.equal(churnAt(curve, 1501), undefined)
})

test('worked by hand: nobody defaults, half go at 8 %', () => {
  assert(Math.abs(yieldOf(curve, 0, 800, terms) - 0.04) < 1e-15)
  // (1 − x/8)·(0.04 + x·0.01) with x percentage points above 4 %, x from 0 to 4: the top is at x = 2.
  const best = bestOffer(curve, 0, terms)
  assert.equal(best.rateBps, 600)
  assert(Math.abs(best.yield - 0.045) < 1e-15)
})

test('at the break-even probability no rate earns anything, just below it the highest does', () => {
  const everyone: ChurnCurve = { ratesBps: [400, 1500], churn: [0, 0] }
  const border = breakEvenProbability(terms)
  assert(Math.abs(border - 0.15 / 1.15) < 1e-15)
  assert(bestOffer(everyone, border, terms).yield < 1e-12)
  assert(bestOffer(everyone, border - 1e-6, terms).yield > 0)
})

test('a riskier firm never yields more at the same churn, and never falls into a better band', () => {
  const probability = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(probability, probability, (one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      assert(bestOffer(curve, high, terms).yield <= bestOffer(curve, low, terms).yield + 1e-15)
      assert(bandOf(low, terms) <= bandOf(high, terms))
    }),
    { numRuns: 60 },
  )
  assert.deepEqual(
    [...bandBorders(terms)].sort((left, right) => left - right),
    bandBorders(terms),
  )
})
