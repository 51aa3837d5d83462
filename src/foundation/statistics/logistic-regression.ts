import { choleskyFactor, choleskySolve } from './matrix.ts'

export interface LogisticModel {
  intercept: number
  coefficients: Float64Array
  /** Of the data, without the penalty. */
  logLikelihood: number
  iterations: number
}

/** ln(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))
}

export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))
}

export function linearPredictor(columns: readonly Float64Array[], model: LogisticModel): Float64Array {
  const eta = new Float64Array(columns[0]?.length ?? 0).fill(model.intercept)
  columns.forEach((column, index) => {
    const coefficient = model.coefficients[index]!
    if (coefficient !== 0)
      for (let row = 0; row < eta.length; row++) eta[row] = eta[row]! + coefficient * column[row]!
  })
  return eta
}

export function logLikelihood(labels: Uint8Array, eta: Float64Array): number {
  let sum = 0
  for (let row = 0; row < labels.length; row++) sum += labels[row]! * eta[row]! - softplus(eta[row]!)
  return sum
}

/** XᵀWX (+ penalty) and Xᵀ(y - p), the intercept first. */
function normalEquations(columns: readonly Float64Array[], labels: Uint8Array, eta: Float64Array) {
  const size = columns.length + 1
  const [hessian, gradient] = [new Float64Array(size * size), new Float64Array(size)]
  const [weight, residual] = [new Float64Array(labels.length), new Float64Array(labels.length)]
  for (let row = 0; row < labels.length; row++) {
    const p = sigmoid(eta[row]!)
    weight[row] = p * (1 - p)
    residual[row] = labels[row]! - p
    gradient[0] = gradient[0]! + residual[row]!
    hessian[0] = hessian[0]! + weight[row]!
  }
  const weighted = new Float64Array(labels.length)
  columns.forEach((left, i) => {
    let [slope, first] = [0, 0]
    for (let row = 0; row < left.length; row++) {
      weighted[row] = left[row]! * weight[row]!
      slope += left[row]! * residual[row]!
      first += weighted[row]!
    }
    gradient[i + 1] = slope
    hessian[(i + 1) * size] = first
    hessian[i + 1] = first
    for (let j = 0; j <= i; j++) {
      const right = columns[j]!
      let sum = 0
      for (let row = 0; row < right.length; row++) sum += weighted[row]! * right[row]!
      hessian[(i + 1) * size + j + 1] = sum
      hessian[(j + 1) * size + i + 1] = sum
    }
  })
  return { hessian, gradient, size }
}

/**
 * Logistic regression by Newton's method with step halving (IRLS). Maximizes
 * log-likelihood - ½ · penalty · Σ coefficient²; the intercept is free. scikit-learn's C is 1 / penalty.
 */
export function fitLogisticRegression(
  columns: readonly Float64Array[],
  labels: Uint8Array,
  options: { penalty: number; iterationsMax?: number; start?: LogisticModel },
): LogisticModel {
  const { penalty } = options
  let bads = 0
  for (const label of labels) bads += label
  const rate = Math.min(Math.max(bads / labels.length, 1e-9), 1 - 1e-9)
  let model: LogisticModel = options.start ?? {
    intercept: Math.log(rate / (1 - rate)),
    coefficients: new Float64Array(columns.length),
    logLikelihood: 0,
    iterations: 0,
  }
  const objective = (candidate: LogisticModel, eta: Float64Array) => {
    candidate.logLikelihood = logLikelihood(labels, eta)
    return candidate.logLikelihood - 0.5 * penalty * candidate.coefficients.reduce((sum, b) => sum + b * b, 0)
  }
  let eta =
    columns.length > 0
      ? linearPredictor(columns, model)
      : new Float64Array(labels.length).fill(model.intercept)
  let value = objective(model, eta)
  for (let iteration = 1; iteration <= (options.iterationsMax ?? 60); iteration++) {
    const { hessian, gradient, size } = normalEquations(columns, labels, eta)
    model.coefficients.forEach((b, index) => {
      gradient[index + 1] = gradient[index + 1]! - penalty * b
      hessian[(index + 1) * (size + 1)] = hessian[(index + 1) * (size + 1)]! + penalty
    })
    // A ridge of rounding size keeps collinear columns solvable without moving the optimum visibly.
    for (let index = 0; index < size; index++)
      hessian[index * (size + 1)] = hessian[index * (size + 1)]! * (1 + 1e-12) + 1e-10
    const factor = choleskyFactor(hessian, size)
    if (!factor) break
    const step = choleskySolve(factor, size, gradient)
    const improved = lineSearch(columns, labels, model, step, value, objective)
    if (!improved) break
    const gain = improved.value - value
    model = { ...improved.model, iterations: iteration }
    eta = improved.eta
    value = improved.value
    if (gain < 1e-10 * (Math.abs(value) + 1)) break
  }
  return model
}

function lineSearch(
  columns: readonly Float64Array[],
  labels: Uint8Array,
  model: LogisticModel,
  step: Float64Array,
  value: number,
  objective: (candidate: LogisticModel, eta: Float64Array) => number,
) {
  for (let size = 1; size > 1e-6; size /= 2) {
    const candidate: LogisticModel = {
      intercept: model.intercept + size * step[0]!,
      coefficients: model.coefficients.map((b, index) => b + size * step[index + 1]!),
      logLikelihood: 0,
      iterations: model.iterations,
    }
    const eta =
      columns.length > 0
        ? linearPredictor(columns, candidate)
        : new Float64Array(labels.length).fill(candidate.intercept)
    const next = objective(candidate, eta)
    if (next > value) return { model: candidate, eta, value: next }
  }
  return undefined
}
