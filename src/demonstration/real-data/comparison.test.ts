import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normal, seededRandom } from '../../foundation/random.ts'
import { separation } from '../../foundation/statistics/discrimination.ts'
import { aucDifference, logarithm, logisticOutOfFold, measureOver } from './comparison.ts'

const seed = 7
const random = seededRandom(seed)
const labels = Uint8Array.from({ length: 120 }, (_, row) => Number(row % 5 === 0))
const signal = Float64Array.from(labels, (label) => label * 2 + normal(random))
const noise = Float64Array.from(labels, () => normal(random))

test('a regression out of fold finds a signal and none in noise', () => {
  const found = measureOver(logisticOutOfFold([signal], labels, { folds: 5, repeats: 4, seed }), labels, seed)
  assert(found.auc > 0.85, `seed ${seed}: ${found.auc}`)
  const none = measureOver(logisticOutOfFold([noise], labels, { folds: 5, repeats: 4, seed }), labels, seed)
  assert(none.auc < 0.65, `seed ${seed}: ${none.auc}`)
})

test('the paired interval is nothing against itself, and excludes nothing only where there is a difference', () => {
  const same = aucDifference(labels, signal, signal, seed)
  assert.deepEqual(same, { auc: 0, interval: [0, 0] })
  const clear = aucDifference(labels, signal, noise, seed)
  assert(clear.interval[0] > 0)
  assert(Math.abs(clear.auc - (separation(labels, signal).auc - separation(labels, noise).auc)) < 1e-12)
})

test('a logarithm keeps the order and the sign', () => {
  assert.deepEqual([...logarithm(Float64Array.of(-100, 0, 100))].map(Math.sign), [-1, 0, 1])
})
