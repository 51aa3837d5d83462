import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normal, seededRandom } from '../random.ts'
import { correlation, median, quantile, standardDeviation } from './descriptive.ts'
import { stratifiedFolds } from './folds.ts'
import { fitLogisticRegression, sigmoid } from './logistic-regression.ts'
import { choleskyFactor, choleskySolve, inverseDiagonal } from './matrix.ts'

function sample(seed: string, rows: number, columns: number) {
  const random = seededRandom(seed)
  const truth = Array.from({ length: columns }, () => normal(random))
  const design = Array.from({ length: columns }, () =>
    Float64Array.from({ length: rows }, () => normal(random)),
  )
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const eta = truth.reduce((sum, beta, column) => sum + beta * design[column]![row]!, -1)
    return random() < sigmoid(eta) ? 1 : 0
  })
  return { design, labels }
}

/** Plain gradient descent on the same objective: slow, and nothing in common with Newton's method. */
function descend(design: readonly Float64Array[], labels: Uint8Array, penalty: number) {
  const beta = new Float64Array(design.length + 1)
  const rate = 2 / labels.length
  for (let step = 0; step < 6000; step++) {
    const gradient = new Float64Array(beta.length)
    for (let row = 0; row < labels.length; row++) {
      let eta = beta[0]!
      for (let column = 0; column < design.length; column++) eta += beta[column + 1]! * design[column]![row]!
      const rest = labels[row]! - sigmoid(eta)
      gradient[0] = gradient[0]! + rest
      for (let column = 0; column < design.length; column++)
        gradient[column + 1] = gradient[column + 1]! + rest * design[column]![row]!
    }
    for (let index = 0; index < beta.length; index++) {
      const shrink = index === 0 ? 0 : penalty * beta[index]!
      beta[index] = beta[index]! + rate * (gradient[index]! - shrink)
    }
  }
  return beta
}

test('Newton finds what gradient descent finds, with and without a penalty', () => {
  for (const penalty of [0, 3, 40]) {
    const { design, labels } = sample(`regression ${penalty}`, 300, 4)
    const model = fitLogisticRegression(design, labels, { penalty })
    const slow = descend(design, labels, penalty)
    assert.ok(Math.abs(model.intercept - slow[0]!) < 1e-5, `intercept ${model.intercept} ${slow[0]}`)
    model.coefficients.forEach((beta, index) => {
      assert.ok(Math.abs(beta - slow[index + 1]!) < 1e-5)
    })
  }
})

test('separable rows end in finite coefficients under a penalty, and duplicate columns share', () => {
  const x = Float64Array.of(-2, -1, 1, 2)
  const labels = Uint8Array.of(0, 0, 1, 1)
  const alone = fitLogisticRegression([x], labels, { penalty: 1 })
  assert.ok(Number.isFinite(alone.coefficients[0]!) && alone.coefficients[0]! > 0)
  const twice = fitLogisticRegression([x, x], labels, { penalty: 1 })
  assert.ok(Math.abs(twice.coefficients[0]! - twice.coefficients[1]!) < 1e-9)
})

test('without columns the intercept is the log-odds of the rate', () => {
  const model = fitLogisticRegression([], Uint8Array.of(1, 0, 0, 0), { penalty: 1 })
  assert.ok(Math.abs(model.intercept - Math.log(1 / 3)) < 1e-9)
})

test('a factor solves its system, and the diagonal of the inverse is the variance inflation', () => {
  const matrix = Float64Array.of(4, 2, 2, 3)
  const solved = choleskySolve(choleskyFactor(matrix, 2)!, 2, Float64Array.of(2, 5))
  assert.ok(Math.abs(4 * solved[0]! + 2 * solved[1]! - 2) < 1e-12)
  assert.ok(Math.abs(2 * solved[0]! + 3 * solved[1]! - 5) < 1e-12)
  // Two columns that correlate by r inflate one another's variance by 1 / (1 - r²).
  const inflation = inverseDiagonal(Float64Array.of(1, 0.8, 0.8, 1), 2)!
  assert.ok(Math.abs(inflation[0]! - 1 / (1 - 0.64)) < 1e-12)
  assert.equal(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2), undefined)
})

test('folds share the bads evenly and never split a group', () => {
  const random = seededRandom('folds')
  const labels = Uint8Array.from({ length: 503 }, () => (random() < 0.1 ? 1 : 0))
  const groups = Int32Array.from(labels, (_, row) => Math.floor(row / 3))
  const single = stratifiedFolds(labels, 5, random)
  const badsIn = (fold: number) => labels.filter((label, row) => label === 1 && single[row] === fold).length
  const counts = [0, 1, 2, 3, 4].map(badsIn)
  assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, counts.join())
  const grouped = stratifiedFolds(labels, 5, random, groups)
  grouped.forEach((fold, row) => {
    assert.equal(fold, grouped[row - (row % 3)])
  })
  assert.equal(new Set(grouped).size, 5)
})

test('quantiles and moments skip missing values', () => {
  const values = Float64Array.of(4, Number.NaN, 1, 3, 2)
  assert.equal(median(values), 2.5)
  assert.equal(quantile(values, 1), 4)
  assert.ok(Math.abs(standardDeviation(values) - Math.sqrt(1.25)) < 1e-12)
  assert.ok(Number.isNaN(median(Float64Array.of(Number.NaN))))
  assert.ok(Math.abs(correlation(Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6)) - 1) < 1e-12)
})
