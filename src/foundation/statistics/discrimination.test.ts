import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normal, seededRandom } from '../random.ts'
import { separationIntervals } from './bootstrap.ts'
import { brierScore, separation } from './discrimination.ts'

const labelled = fc
  .array(fc.record({ label: fc.constantFrom(0, 1), score: fc.integer({ min: -5, max: 5 }) }), {
    minLength: 2,
    maxLength: 40,
  })
  .filter((rows) => rows.some(({ label }) => label === 1) && rows.some(({ label }) => label === 0))

const columnsOf = (rows: readonly { label: number; score: number }[]) =>
  [Uint8Array.from(rows, ({ label }) => label), Float64Array.from(rows, ({ score }) => score)] as const

test('a perfect score has AUC and KS 1, a constant one ½ and 0, a reversed one 0', () => {
  const labels = Uint8Array.of(0, 0, 0, 1, 1)
  assert.deepEqual(separation(labels, Float64Array.of(1, 2, 3, 4, 5)), { auc: 1, ks: 1 })
  assert.deepEqual(separation(labels, Float64Array.of(7, 7, 7, 7, 7)), { auc: 0.5, ks: 0 })
  assert.deepEqual(separation(labels, Float64Array.of(5, 4, 3, 2, 1)), { auc: 0, ks: 1 })
})

test('a random score has an AUC near ½, and its interval covers ½', () => {
  const random = seededRandom('discrimination')
  const labels = Uint8Array.from({ length: 4000 }, () => (random() < 0.2 ? 1 : 0))
  const scores = Float64Array.from(labels, () => random())
  assert.ok(Math.abs(separation(labels, scores).auc - 0.5) < 0.03)
  const { aucInterval } = separationIntervals(labels, scores, { seed: 1 })
  assert.ok(aucInterval[0] < 0.5 && aucInterval[1] > 0.5)
})

test('AUC is the share of pairs in order, ties a half; KS the largest gap of the two distributions', () => {
  fc.assert(
    fc.property(labelled, (rows) => {
      const [labels, scores] = columnsOf(rows)
      const of = (label: number) => rows.filter((row) => row.label === label).map(({ score }) => score)
      let wins = 0
      for (const bad of of(1)) for (const good of of(0)) wins += bad > good ? 1 : bad === good ? 0.5 : 0
      const below = (label: number, at: number) =>
        of(label).filter((score) => score <= at).length / of(label).length
      const gaps = rows.map(({ score }) => Math.abs(below(0, score) - below(1, score)))
      const found = separation(labels, scores)
      assert.ok(Math.abs(found.auc - wins / (of(1).length * of(0).length)) < 1e-12)
      assert.ok(Math.abs(found.ks - Math.max(...gaps)) < 1e-12)
    }),
  )
})

test('95 % intervals cover the true AUC in about 95 of 100 samples', () => {
  // Bads are N(1, 1) and goods N(0, 1): AUC = Φ(1 / √2) = 0.76025.
  const random = seededRandom('coverage')
  let covered = 0
  const samples = 120
  for (let sample = 0; sample < samples; sample++) {
    const labels = Uint8Array.from({ length: 200 }, (_, row) => (row < 60 ? 1 : 0))
    const scores = Float64Array.from(labels, (label) => label + normal(random))
    const { aucInterval } = separationIntervals(labels, scores, { seed: sample, resamples: 300 })
    if (aucInterval[0] <= 0.76025 && 0.76025 <= aucInterval[1]) covered++
  }
  assert.ok(covered / samples > 0.88, `${covered} of ${samples}`)
})

test('the same seed gives the same interval', () => {
  const labels = Uint8Array.of(0, 1, 0, 1, 0, 0)
  const scores = Float64Array.of(1, 3, 2, 2, 0, 4)
  const interval = () => separationIntervals(labels, scores, { seed: 'x', resamples: 50 })
  assert.deepEqual(interval(), interval())
  assert.equal(brierScore(labels, Float64Array.of(0, 1, 0, 1, 0, 0)), 0)
})
