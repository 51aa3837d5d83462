import { correlation } from '../../foundation/statistics/descriptive.ts'
import {
  fitLogisticRegression,
  type LogisticModel,
  linearPredictor,
} from '../../foundation/statistics/logistic-regression.ts'
import { choleskyFactor, choleskySolve, inverseDiagonal } from '../../foundation/statistics/matrix.ts'
import { derivatives } from './additive-fit.ts'
import { type Component, encodeColumn } from './component.ts'
import type { AdditiveModel } from './model-terms.ts'
import type { Column } from './training-table.ts'

export interface WoeRules {
  variablesMin: number
  variablesMax: number
  /** A variable is kept out when it correlates with a chosen one this much, or its variance inflation reaches this. */
  correlationMax: number
  varianceInflationMax: number
  /** Second derivative of the prior on each coefficient: ½ · penalty · β². */
  penalty: number
  /** Factors that must have a variable each where one with the right sign exists. */
  factorOf?: (column: string) => string | undefined
}

/** Two in log-likelihood: Akaike's price of a coefficient. */
const akaikePrice = 2

interface Candidate {
  component: Component
  woe: Float64Array
  dropped: string | null
}

export interface WoeFit {
  model: AdditiveModel
  /** Why a column is not in the model: `correlated`, `sign`, `not-chosen`. */
  dropped: Map<string, string>
}

/**
 * Logistic regression on WOE by forward selection: each step takes the candidate with the largest score
 * statistic, as long as Akaike's criterion gains, every coefficient keeps the sign of WOE (negative in the
 * log-odds of bad), no pair correlates by 0.7 and no variance inflation reaches 5.
 */
export function fitWoeLogistic(
  components: readonly Component[],
  columns: Readonly<Record<string, Column>>,
  labels: Uint8Array,
  rules: WoeRules,
): WoeFit {
  const candidates = candidatesOf(components, columns)
  const state: State = { chosen: [], model: fitLogisticRegression([], labels, { penalty: rules.penalty }) }
  selectForward(candidates, labels, rules, state)
  if (rules.factorOf) completeFactors(candidates, labels, rules, state)
  return describeFit('woe-logistic', candidates, state)
}

/** Candidates of the ridge, the strongest first; more only repeat one another. */
const ridgeCandidatesMax = 40

/**
 * The other way: all strong candidates at once, the penalty sharing what they have in common, without those
 * whose coefficient has the wrong sign. Better where many columns say nearly the same with different noise.
 */
export function fitWoeRidge(
  components: readonly Component[],
  columns: Readonly<Record<string, Column>>,
  labels: Uint8Array,
  rules: WoeRules,
): WoeFit {
  const candidates = candidatesOf(components, columns)
  let chosen = candidates.slice(0, ridgeCandidatesMax)
  const fit = (start?: LogisticModel) =>
    fitLogisticRegression(
      chosen.map(({ woe }) => woe),
      labels,
      { penalty: rules.penalty, ...(start && { start }) },
    )
  let model = fit()
  const worst = () => {
    const ranked = chosen.map((candidate, index) => ({ candidate, coefficient: model.coefficients[index]! }))
    ranked.sort((left, right) => right.coefficient - left.coefficient)
    const wrong = ranked.filter(({ coefficient }) => coefficient >= 0)
    return wrong.length > 0
      ? wrong.slice(0, Math.ceil(wrong.length / 3))
      : ranked.slice(0, Math.max(0, chosen.length - rules.variablesMax))
  }
  for (let out = worst(); out.length > 0; out = worst()) {
    for (const { candidate, coefficient } of out) candidate.dropped = coefficient >= 0 ? 'sign' : 'not-chosen'
    const coefficients = model.coefficients.filter((_, index) => chosen[index]!.dropped === null)
    chosen = chosen.filter(({ dropped }) => dropped === null)
    model = fit({ ...model, coefficients })
  }
  return describeFit('woe-ridge', candidates, { chosen, model })
}

function candidatesOf(
  components: readonly Component[],
  columns: Readonly<Record<string, Column>>,
): Candidate[] {
  return components
    .map((component): Candidate => {
      const woes = Float64Array.from(component.binning.bins, (bin) => bin.woe)
      const codes = encodeColumn(columns[component.column]!, component.binning)
      return { component, woe: Float64Array.from(codes, (bin) => woes[bin]!), dropped: null }
    })
    .sort((left, right) => right.component.binning.iv - left.component.binning.iv)
}

function describeFit(
  method: AdditiveModel['method'],
  candidates: readonly Candidate[],
  state: State,
): WoeFit {
  const { chosen, model } = state
  const terms = chosen.map(({ component }, index) => {
    const coefficient = model.coefficients[index]!
    const weights = Float64Array.from(component.binning.bins, (bin) => coefficient * bin.woe)
    return { component, coefficient, weights }
  })
  const unused = candidates.filter((candidate) => !chosen.includes(candidate))
  return {
    model: { method, intercept: model.intercept, terms },
    dropped: new Map(unused.map(({ component, dropped }) => [component.name, dropped ?? 'not-chosen'])),
  }
}

interface State {
  chosen: Candidate[]
  model: LogisticModel
}

function selectForward(
  candidates: readonly Candidate[],
  labels: Uint8Array,
  rules: WoeRules,
  state: State,
): void {
  while (state.chosen.length < rules.variablesMax) {
    const open = candidates.filter(
      (candidate) => candidate.dropped === null && !state.chosen.includes(candidate),
    )
    const scores = scoreStatistics(open, labels, state)
    const ranked = open.map((candidate, index) => ({ candidate, score: scores[index]! }))
    ranked.sort((left, right) => right.score - left.score)
    const isForced = state.chosen.length < rules.variablesMin
    const taken = ranked.find(
      ({ candidate, score }) => (isForced || score > akaikePrice) && admit(candidate, labels, rules, state),
    )
    if (!taken) return
  }
}

/** For each factor without a variable, the strongest candidate that can join with the right sign. */
function completeFactors(
  candidates: readonly Candidate[],
  labels: Uint8Array,
  rules: WoeRules,
  state: State,
): void {
  const factorOf = rules.factorOf!
  const factors = new Set(candidates.flatMap(({ component }) => factorOf(component.column) ?? []))
  for (const factor of factors) {
    if (state.chosen.some(({ component }) => factorOf(component.column) === factor)) continue
    candidates.find(
      (candidate) =>
        factorOf(candidate.component.column) === factor && admit(candidate, labels, rules, state),
    )
  }
}

/** Takes the candidate in when all rules hold with it; otherwise says why not and leaves everything as it was. */
function admit(candidate: Candidate, labels: Uint8Array, rules: WoeRules, state: State): boolean {
  const columns = [...state.chosen, candidate].map(({ woe }) => woe)
  if (!isIndependent(columns, rules)) {
    candidate.dropped = 'correlated'
    return false
  }
  const start = { ...state.model, coefficients: Float64Array.of(...state.model.coefficients, 0) }
  const model = fitLogisticRegression(columns, labels, { penalty: rules.penalty, start })
  if (model.coefficients.some((coefficient) => !(coefficient < 0))) {
    candidate.dropped = 'sign'
    return false
  }
  candidate.dropped = null
  state.chosen = [...state.chosen, candidate]
  state.model = model
  return true
}

function isIndependent(columns: readonly Float64Array[], rules: WoeRules): boolean {
  const size = columns.length
  const matrix = new Float64Array(size * size)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      matrix[row * size + column] = row === column ? 1 : correlation(columns[row]!, columns[column]!)
  if (matrix.some((r, index) => index % (size + 1) !== 0 && Math.abs(r) >= rules.correlationMax)) return false
  // The diagonal of the inverse correlation matrix is the variance inflation (Belsley, Kuh & Welsch 1980).
  const inflation = inverseDiagonal(matrix, size)
  return inflation?.every((value) => value < rules.varianceInflationMax) ?? false
}

/**
 * Rao's score statistic of each candidate given the model: U² / (x'Wx - x'WZ (Z'WZ)⁻¹ Z'Wx), chi-square with
 * one degree of freedom. Far cheaper than fitting each of them.
 */
function scoreStatistics(open: readonly Candidate[], labels: Uint8Array, state: State): number[] {
  const chosen = state.chosen.map(({ woe }) => woe)
  const eta =
    chosen.length > 0
      ? linearPredictor(chosen, state.model)
      : new Float64Array(labels.length).fill(state.model.intercept)
  const { slope, bend } = derivatives(labels, eta)
  const design = [new Float64Array(labels.length).fill(1), ...chosen]
  const weigh = (left: Float64Array, right: Float64Array) => {
    let sum = 0
    for (let row = 0; row < left.length; row++) sum += left[row]! * bend[row]! * right[row]!
    return sum
  }
  const size = design.length
  const information = Float64Array.from({ length: size * size }, (_, index) =>
    weigh(design[Math.floor(index / size)]!, design[index % size]!),
  )
  const factor = choleskyFactor(information, size)
  return open.map(({ woe }) => {
    let gradient = 0
    for (let row = 0; row < woe.length; row++) gradient += woe[row]! * slope[row]!
    const cross = Float64Array.from(design, (column) => weigh(column, woe))
    const solved = factor ? choleskySolve(factor, size, cross) : new Float64Array(size)
    const explained = cross.reduce((sum, value, index) => sum + value * solved[index]!, 0)
    const variance = weigh(woe, woe) - explained
    return variance > 1e-9 ? gradient ** 2 / variance : 0
  })
}
