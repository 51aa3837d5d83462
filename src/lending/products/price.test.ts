import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { BaseRate, Pricing } from './contract.ts'
import { rateRange, reckonPrice } from './price.ts'

const pricing: Pricing = {
  base: 'lpr-1y',
  marginBps: { A: 100, B: 160, C: 260, D: 1300 },
  rateMinBps: 400,
  rateMaxBps: 1500,
  feeBps: 50,
}
const baseRate: BaseRate = { name: 'lpr-1y', effectiveOn: '2025-05-20', rateBps: 300, source: 'test' }
const adjusted = (rateBps: number) => ({ id: 'term', zh: '期限', en: 'term', rateBps })

test('a rate reckoned by hand: 3.00 % + 1.60 % + 0.15 %, and a fee of 0.5 % over six months', () => {
  const price = reckonPrice(pricing, { grade: 'B', termMonths: 6, baseRate, adjustments: [adjusted(15)] })
  assert.equal(price.rateBps, 475)
  // 0.5 % paid once for half a year is 1 % a year.
  assert.equal(price.rateBps !== null && price.annualizedRateBps, 575)
  assert.deepEqual(
    price.lines.map(({ id, rateBps }) => [id, rateBps]),
    [
      ['lpr-1y', 300],
      ['grade', 160],
      ['rule:term', 15],
    ],
  )
})

test('no price without a base rate or for a grade that the product does not price', () => {
  const wish = { grade: 'B', termMonths: 12, baseRate, adjustments: [] }
  assert.deepEqual(reckonPrice(pricing, { ...wish, baseRate: null }), {
    rateBps: null,
    reason: 'base-rate-unknown',
    lines: [],
  })
  const unpriced = reckonPrice(pricing, { ...wish, grade: 'E' })
  assert.equal(unpriced.rateBps === null && unpriced.reason, 'grade-without-margin')
})

test('the rate stays within the bounds, and the lines always add up to it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('A', 'B', 'C', 'D'),
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.integer({ min: -2400, max: 2400 }), { maxLength: 5 }),
      (grade, termMonths, adjustments) => {
        const price = reckonPrice(pricing, {
          grade,
          termMonths,
          baseRate,
          adjustments: adjustments.map(adjusted),
        })
        assert.ok(price.rateBps !== null && price.rateBps >= 400 && price.rateBps <= 1500)
        assert.equal(
          price.lines.reduce((sum, line) => sum + line.rateBps, 0),
          price.rateBps,
        )
        assert.ok(price.annualizedRateBps >= price.rateBps)
      },
    ),
  )
})

test('the range that the list of products shows', () => {
  assert.deepEqual(rateRange(pricing, baseRate), { rateFromBps: 400, rateToBps: 1500 })
})
