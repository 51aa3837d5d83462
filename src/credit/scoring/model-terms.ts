import type { Binning } from './binning.ts'
import { type Component, encodeComponent } from './component.ts'
import type { Column } from './training-table.ts'

/** One component with its weights: what each bin adds to the log-odds of bad. */
export interface Term {
  component: Component
  weights: Float64Array
  /** Coefficient of WOE where the weights are one coefficient times WOE; null where each bin has its own. */
  coefficient: number | null
}

/** The fitted log-odds of bad: an intercept plus one weight a term. Both ways of fitting end in this. */
export interface AdditiveModel {
  method: 'woe-logistic' | 'woe-ridge' | 'additive'
  intercept: number
  terms: Term[]
}

export function logOddsOf(
  model: AdditiveModel,
  columns: Readonly<Record<string, Column>>,
  rows: number,
): Float64Array {
  const eta = new Float64Array(rows).fill(model.intercept)
  for (const { component, weights } of model.terms) {
    const codes = encodeComponent(component, columns)
    for (let row = 0; row < rows; row++) eta[row] = eta[row]! + weights[codes[row]!]!
  }
  return eta
}

export function plainComponent(column: string, binning: Binning): Component {
  return { name: column, column, when: null, binning }
}
