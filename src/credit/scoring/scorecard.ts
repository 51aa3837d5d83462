import { type Static, Type } from 'typebox'

/**
 * A scorecard as data: everything that is needed to score, and to understand a score, is in it. Points are
 * additive: base + the points of one bin a variable. All points have two decimals, rounded once at the fit.
 */
const Text = Type.Object({ zh: Type.String(), en: Type.String() })
const Bound = Type.Union([Type.Number(), Type.Null()])

const place = {
  kind: Type.Enum(['interval', 'categories', 'missing', 'special', 'other', 'not-applicable']),
  lower: Bound,
  upper: Bound,
  categories: Type.Array(Type.String()),
}

/**
 * - `interval`: lower ≤ value < upper; null is without bound.
 * - `categories`: the values listed; `other` takes those listed as rare and those never seen at the fit.
 * - `missing`: no value. `special`: numbers with a meaning of their own, -999 for instance; both bounds are it.
 * - `not-applicable`: the condition of the variable does not hold; it has no points.
 */
export const ScorecardBin = Type.Object({
  label: Type.String(),
  ...place,
  rows: Type.Integer({ minimum: 0 }),
  bads: Type.Integer({ minimum: 0 }),
  /** ln(share of goods / share of bads): higher is better (Siddiqi 2006). */
  woe: Type.Number(),
  points: Type.Number(),
})
export type ScorecardBin = Static<typeof ScorecardBin>

export const ScorecardVariable = Type.Object({
  /** Unique in the card; the column, and the condition where there is one. */
  name: Type.String({ minLength: 1 }),
  column: Type.String({ minLength: 1 }),
  /** The variable speaks only where this column is in this bin: `sales / assets where interest cover is missing`. */
  when: Type.Union([Type.Object({ column: Type.String(), label: Type.String(), ...place }), Type.Null()]),
  zh: Type.String(),
  en: Type.String(),
  factor: Type.String(),
  kind: Type.Enum(['number', 'category']),
  iv: Type.Number(),
  /** Coefficient of the WOE in the log-odds of bad, negative by the sign of WOE; null when points are fitted bin by bin. */
  coefficient: Type.Union([Type.Number(), Type.Null()]),
  trend: Type.String(),
  reason: Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }),
  bins: Type.Array(ScorecardBin, { minItems: 1 }),
})
export type ScorecardVariable = Static<typeof ScorecardVariable>

/** Score = offset + factor · ln(good:bad); 600 points at 30:1, 40 points double the odds. */
export const Scaling = Type.Object({
  score: Type.Number(),
  odds: Type.Number({ exclusiveMinimum: 0 }),
  pointsToDoubleOdds: Type.Number({ exclusiveMinimum: 0 }),
  floor: Type.Number(),
  ceiling: Type.Number(),
})
export type Scaling = Static<typeof Scaling>

export const Measure = Type.Object({
  auc: Type.Number(),
  ks: Type.Number(),
  aucInterval: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  ksInterval: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  brier: Type.Number(),
})
export type Measure = Static<typeof Measure>

export const Scorecard = Type.Object({
  format: Type.Literal('sanxin-scorecard-1'),
  id: Type.String({ minLength: 1 }),
  version: Type.Integer({ minimum: 1 }),
  zh: Type.String(),
  en: Type.String(),
  method: Type.Enum(['woe-logistic', 'woe-ridge', 'additive']),
  target: Type.String(),
  scaling: Scaling,
  base: Type.Number(),
  factors: Type.Array(Type.Object({ id: Type.String(), ...Text.properties })),
  variables: Type.Array(ScorecardVariable, { minItems: 1 }),
  fittedOn: Type.Object({
    rows: Type.Integer(),
    bads: Type.Integer(),
    seed: Type.Union([Type.String(), Type.Number()]),
    digest: Type.String({ description: 'digest of the training table' }),
    detail: Type.Record(
      Type.String(),
      Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
    ),
  }),
  crossValidated: Type.Union([Measure, Type.Null()]),
})
export type Scorecard = Static<typeof Scorecard>

export const defaultScaling: Scaling = {
  score: 600,
  odds: 30,
  pointsToDoubleOdds: 40,
  floor: 400,
  ceiling: 700,
}
