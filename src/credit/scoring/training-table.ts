import type { Measure, Scaling, Scorecard, ScorecardVariable } from './scorecard.ts'

/** A column of numbers, NaN where there is none, or of categories, null (or the empty text) where there is none. */
export type Column = Float64Array | readonly (string | null)[]

/** Rows with an outcome. `labels` is 1 for bad and 0 for good. */
export interface TrainingTable {
  columns: Readonly<Record<string, Column>>
  labels: Uint8Array
  /** Rows that belong together (one firm in several months): never split over two folds. */
  groups?: Int32Array
}

export type Direction = 'auto' | 'ascending' | 'descending' | 'monotone' | 'one-turn'

/** What is known of a column beforehand; all of it optional. */
export interface VariablePlan {
  zh?: string
  en?: string
  factor?: string
  /** Of the good odds along the value: `ascending` when more is better. */
  direction?: Direction
  /** Numbers that are not amounts but codes, each a bin of its own. */
  specials?: readonly number[]
  reason?: ScorecardVariable['reason']
}

export interface FitOptions {
  id?: string
  version?: number
  zh?: string
  en?: string
  /** Name of the outcome, for the card. */
  target?: string
  seed?: string | number
  folds?: number
  repeats?: number
  /**
   * `woe-logistic`: few independent variables by forward selection. `woe-ridge`: all that help, sharing by a
   * penalty. `additive`: points fitted bin by bin, with conditional variables. `auto` takes the simplest that is
   * not clearly worse in cross-validation.
   */
  method?: 'auto' | 'woe-logistic' | 'woe-ridge' | 'additive'
  binsMax?: number
  /** Smallest share of the rows in a bin that is not missing or special. */
  binShareMin?: number
  variablesMin?: number
  variablesMax?: number
  ivMin?: number
  exclude?: readonly string[]
  plans?: Readonly<Record<string, VariablePlan>>
  factors?: readonly { id: string; zh: string; en: string }[]
  scaling?: Scaling
  /** Fit the two plain logistic regressions on the same folds (default true). */
  baselines?: boolean
}

export interface Baseline {
  id: 'logistic' | 'logistic-with-missing-flags'
  zh: string
  en: string
  measure: Measure
}

export interface ScreenedColumn {
  name: string
  iv: number
  /** AUC of the raw column alone on the same rows, direction chosen on these rows; missing values count as a tie group. */
  auc: number
  selected: boolean
  /** Why it is not in the card: `iv`, `correlated`, `sign`, `not-chosen`, `excluded`, `constant`, `identifier`; null when selected. */
  dropped: string | null
}

export interface ScorecardFit {
  card: Scorecard
  crossValidated: Measure
  /** Probability of default of each row by the folds that did not see it, the mean over the repeats. */
  outOfFold: Float64Array
  baselines: Baseline[]
  screened: ScreenedColumn[]
}
