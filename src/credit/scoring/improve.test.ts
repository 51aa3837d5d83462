import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { definitions } from '../indicators/index.ts'
import { applyScorecard } from './apply-scorecard.ts'
import { candidateIndicators } from './card-plan.ts'
import { improvementRules, improvementsOf } from './improve.ts'
import { defaultScaling, type Scorecard, type ScorecardVariable } from './scorecard.ts'

const interval = (lower: number | null, upper: number | null, points: number) => ({
  ...{ label: '', kind: 'interval' as const, lower, upper, categories: [] },
  ...{ rows: 1, bads: 0, woe: 0, points },
})
const variable = (column: string, bins: ScorecardVariable['bins']): ScorecardVariable => ({
  ...{ name: column, column, when: null, zh: '', en: '', factor: 'f6', kind: 'number', iv: 0 },
  ...{ coefficient: null, trend: '', reason: { code: 'r', zh: '', en: '' }, bins },
})
const missing = { ...interval(null, null, -3), kind: 'missing' as const }

/** Arrears cost points; every other customer gains some. */
const card: Scorecard = {
  ...{
    format: 'sanxin-scorecard-1',
    id: 'test',
    version: 1,
    zh: '',
    en: '',
    method: 'additive',
    target: 't',
  },
  ...{ scaling: defaultScaling, base: 560, factors: [{ id: 'f6', zh: '', en: '' }] },
  variables: [
    variable('g.tax_arrears.cnt_12', [interval(null, 1, 20), interval(1, null, -20), missing]),
    variable('g.inv_cust.n_12', [interval(null, 5, -10), interval(5, null, 10), missing]),
  ],
  fittedOn: { rows: 1, bads: 0, seed: 0, digest: '', detail: {} },
  crossValidated: null,
}

const values = (given: Record<string, number>) => (id: string) => given[id] ?? null

test('clearing arrears is worth what the card gives for it, and one more customer only over the edge of a bin', () => {
  const four = improvementsOf(card, values({ 'g.tax_arrears.cnt_12': 3, 'g.inv_cust.n_12': 4 }))
  assert.deepEqual(
    four.map(({ rule, points }) => [rule.id, points]),
    [
      ['clear-tax-arrears', 40],
      ['one-more-customer', 20],
    ],
  )
  const two = improvementsOf(card, values({ 'g.tax_arrears.cnt_12': 3, 'g.inv_cust.n_12': 2 }))
  assert.deepEqual(
    two.map(({ rule }) => rule.id),
    ['clear-tax-arrears'],
  )
})

test('what is not owed cannot be paid, and what is not known is not made up', () => {
  assert.deepEqual(improvementsOf(card, values({ 'g.tax_arrears.cnt_12': 0, 'g.inv_cust.n_12': 40 })), [])
  assert.deepEqual(improvementsOf(card, values({})), [])
})

test('each improvement is the score that the same card gives with that change, and none makes it worse', () => {
  const amount = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(amount, amount, (arrears, customers) => {
      const valueOf = values({ 'g.tax_arrears.cnt_12': arrears, 'g.inv_cust.n_12': customers })
      const now = applyScorecard(card, valueOf)
      for (const { points, result } of improvementsOf(card, valueOf)) {
        assert.ok(points > 0)
        assert.ok(Math.abs(result.unclipped - now.unclipped - points) < 1e-9)
      }
    }),
  )
})

test('every rule moves indicators that exist and that a card may hold, and speaks of those it asks for', () => {
  assert.ok(improvementRules.length > 10)
  const known = new Set(definitions.map(({ id }) => id))
  for (const rule of improvementRules) {
    for (const id of [...Object.keys(rule.moves), ...Object.keys(rule.when)])
      assert.ok(known.has(id), `${rule.id}: ${id}`)
    assert.ok(
      Object.keys(rule.moves).some((id) => candidateIndicators.includes(id)),
      rule.id,
    )
    for (const [, id] of `${rule.text.zh} ${rule.text.en}`.matchAll(/\{([^}]+)\}/g))
      assert.ok(known.has(id!), `${rule.id}: ${id}`)
  }
})
