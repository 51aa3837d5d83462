import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normal, seededRandom } from '../../foundation/random.ts'
import { applyScorecard, coverageOf, pointsByVariable } from './apply-scorecard.ts'
import { fitScorecard } from './fit-scorecard.ts'
import { clipScore, gradeOf, probabilityOfScore, scaleOf, scoreOfProbability } from './scale.ts'
import { defaultScaling } from './scorecard.ts'

/** Two informative columns with missing values, a category, and noise. */
function table(rows: number, seed: string) {
  const random = seededRandom(seed)
  const [sales, delay] = [new Float64Array(rows), new Float64Array(rows)]
  const [labels, noise] = [new Uint8Array(rows), new Float64Array(rows)]
  const trade: string[] = []
  for (let row = 0; row < rows; row++) {
    const [size, late] = [normal(random), normal(random)]
    const kind = random() < 0.5 ? 'retail' : random() < 0.5 ? 'works' : 'farm'
    const odds = -1.6 - 0.9 * size + 0.8 * late + (kind === 'works' ? 0.7 : 0)
    labels[row] = random() < 1 / (1 + Math.exp(-odds)) ? 1 : 0
    sales[row] = random() < 0.1 ? Number.NaN : size
    delay[row] = late
    noise[row] = normal(random)
    trade.push(kind)
  }
  return { columns: { sales, delay, noise, trade }, labels }
}

const factors = [
  { id: 'size', zh: '规模', en: 'Size' },
  { id: 'conduct', zh: '履约', en: 'Conduct' },
]
const plans = {
  sales: { factor: 'size', direction: 'ascending' as const },
  delay: { factor: 'conduct', direction: 'descending' as const },
  trade: { factor: 'size' },
}
const training = table(3000, 'apply')
const fit = fitScorecard(training, { factors, plans, method: 'woe-logistic', baselines: false })

test('the scale is that of the specification: 403.7244 and 57.7078, and 3 % is 604.3, a B', () => {
  const { offset, factor } = scaleOf(defaultScaling)
  assert.equal(offset.toFixed(4), '403.7244')
  assert.equal(factor.toFixed(4), '57.7078')
  const score = scoreOfProbability(0.03, defaultScaling)
  assert.equal(score.toFixed(1), '604.3')
  assert.equal(gradeOf(score), 'B')
  assert.ok(Math.abs(probabilityOfScore(600, defaultScaling) - 1 / 31) < 1e-12)
  assert.ok(Math.abs(scoreOfProbability(2 / 62, defaultScaling) - 600) < 1e-9)
  assert.deepEqual([700, 650, 649.99, 600, 550, 500, 450, 449.99, 400].map(gradeOf).join(''), 'AABBCDEFF')
  assert.deepEqual([clipScore(812, defaultScaling), clipScore(311, defaultScaling)], [700, 400])
})

test('base and factors add up to the unclipped score exactly, for any input', () => {
  fc.assert(
    fc.property(
      fc.record({
        sales: fc.option(fc.double({ noNaN: true }), { nil: null }),
        delay: fc.option(fc.double({ noNaN: true }), { nil: null }),
        trade: fc.option(fc.string(), { nil: null }),
      }),
      (input) => {
        const valueOf = (column: string) => input[column as keyof typeof input] ?? null
        const result = applyScorecard(fit.card, valueOf)
        const hundredths = (points: number) => Math.round(points * 100)
        const sum = result.factors.reduce(
          (total, { points }) => total + hundredths(points),
          hundredths(result.base),
        )
        assert.equal(sum, hundredths(result.unclipped))
        assert.equal(result.unclipped, sum / 100)
        const byVariable = pointsByVariable(fit.card, valueOf).reduce(
          (total, points) => total + hundredths(points),
          hundredths(result.base),
        )
        assert.equal(byVariable, sum)
        assert.ok(result.reasons.length <= 4 && result.reasons.every(({ pointsLost }) => pointsLost > 0))
        assert.deepEqual(applyScorecard(structuredClone(fit.card), valueOf), result)
      },
    ),
  )
})

test('more sales never score lower, more delay never higher', () => {
  const score = (sales: number, delay: number) =>
    applyScorecard(fit.card, (column) => ({ sales, delay, trade: 'retail' })[column] ?? null).unclipped
  fc.assert(
    fc.property(
      fc.double({ min: -4, max: 4, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (at, more) => {
        assert.ok(score(at + more, 0) >= score(at, 0))
        assert.ok(score(0, at + more) <= score(0, at))
      },
    ),
  )
})

test('a reason is given where points are lost, the largest first, and none in the best bins', () => {
  const worst = applyScorecard(
    fit.card,
    (column) => ({ sales: -5, delay: 5, trade: 'works' })[column] ?? null,
  )
  assert.deepEqual(
    worst.reasons.map(({ pointsLost }) => pointsLost),
    [...worst.reasons.map(({ pointsLost }) => pointsLost)].sort((a, b) => b - a),
  )
  assert.ok(worst.reasons.length >= 2)
  const best = applyScorecard(fit.card, (column) => ({ sales: 5, delay: -5 })[column] ?? null)
  assert.ok(best.reasons.every(({ code }) => code === 'variable-trade'))
  assert.equal(
    coverageOf(fit.card, (column) => (column === 'sales' ? 1 : null)),
    1 / new Set(fit.card.variables.map(({ column }) => column)).size,
  )
})

test('probabilities hold on rows that the fit has not seen', () => {
  const fresh = table(4000, 'fresh')
  let [expected, bads] = [0, 0]
  fresh.labels.forEach((label, row) => {
    const valueOf = (column: string) => fresh.columns[column as keyof typeof fresh.columns][row] ?? null
    expected += applyScorecard(fit.card, valueOf).probabilityOfDefault
    bads += label
  })
  assert.ok(Math.abs(expected / bads - 1) < 0.1, `${expected} expected, ${bads} found`)
})
