import { type Cohort, definitions } from '../../credit/indicators/index.ts'
import { binColumn, type FitOptions, fitScorecard, type ScorecardFit } from '../../credit/scoring/index.ts'
import { separationIntervals } from '../../foundation/statistics/bootstrap.ts'
import { median } from '../../foundation/statistics/descriptive.ts'
import { separation } from '../../foundation/statistics/discrimination.ts'
import { candidateLists, plansFor, singleFeature } from './candidate-list.ts'
import {
  aucDifference,
  averageOver,
  type Folds,
  logarithm,
  logisticOutOfFold,
  measureOver,
} from './comparison.ts'
import type { CandidateList, Comparison, ScreenedIndicator } from './study.ts'

/** Eighteen defaults carry a card of three to five variables with at most three monotone bins each, and no more. */
const rules = {
  binsMax: 3,
  binShareMin: 0.1,
  variablesMin: 3,
  variablesMax: 5,
  method: 'woe-logistic',
} as const
export const folding: Folds = { folds: 5, repeats: 20, seed: 0 }

export interface LabelledRows {
  /** Places in the cohort, and the outcome of each. */
  rows: readonly number[]
  labels: Uint8Array
}

export interface StudyFit {
  fit: ScorecardFit
  comparisons: Comparison[]
  candidateLists: CandidateList[]
  screened: ScreenedIndicator[]
}

export function fitStudy(cohort: Cohort, { rows, labels }: LabelledRows): StudyFit {
  const column = (id: string) => {
    const all = cohort.column(id)
    return Float64Array.from(rows, (row) => all[row]!)
  }
  const fits = candidateLists.map((list) => ({ list, fit: fitList(list.indicators, column, labels) }))
  const { fit } = fits[0]!
  return {
    fit,
    comparisons: compare(fit, column, labels),
    candidateLists: fits.map(({ list, fit: each }) => ({
      zh: list.zh,
      en: list.en,
      indicators: list.indicators.length,
      measure: each.crossValidated,
    })),
    screened: screen(fit, column, labels),
  }
}

function fitList(
  indicators: readonly string[],
  column: (id: string) => Float64Array,
  labels: Uint8Array,
): ScorecardFit {
  const options: FitOptions = {
    ...rules,
    ...folding,
    id: 'cumcm2020c',
    zh: '真实发票评分卡',
    en: 'Scorecard on real invoices',
    target: 'defaulted',
    plans: plansFor(indicators),
  }
  return fitScorecard(
    { columns: Object.fromEntries(indicators.map((id) => [id, column(id)])), labels },
    options,
  )
}

/** The scorecard beside what is simpler, on the same firms and, where something is fitted, the same folds. */
function compare(fit: ScorecardFit, column: (id: string) => Float64Array, labels: Uint8Array): Comparison[] {
  const candidates = candidateLists[0].indicators
  const columns = candidates.map((id) => filled(column(id)))
  const isSkewed = (id: string) => id.includes('.mean_')
  const logs = columns.map((values, at) => (isSkewed(candidates[at]!) ? logarithm(values) : values))
  const regressions = [
    { id: 'logistic', zh: '普通逻辑回归', en: 'Plain logistic regression', columns },
    {
      id: 'logistic-of-logarithms',
      zh: '对数逻辑回归（金额、张数取对数）',
      en: 'Logistic regression on logarithms',
      columns: logs,
    },
  ].map(({ columns: design, ...names }) => {
    const repeats = logisticOutOfFold(design, labels, folding)
    return { ...names, risk: averageOver(repeats), measure: measureOver(repeats, labels, folding.seed) }
  })
  const sales = filled(column(singleFeature)).map((value) => -value)
  const single = {
    id: 'single-feature',
    zh: '只看月均销售额（不拟合）',
    en: 'Mean monthly sales alone (nothing fitted)',
    risk: sales,
    measure: {
      ...separation(labels, sales),
      ...separationIntervals(labels, sales, { seed: folding.seed }),
      brier: Number.NaN,
    },
  }
  const own: Comparison = {
    id: 'scorecard',
    zh: `评分卡（${fit.card.variables.length} 个变量，每个至多 3 段）`,
    en: `Scorecard (${fit.card.variables.length} variables, at most 3 bins each)`,
    measure: fit.crossValidated,
    difference: null,
    riskByFirm: fit.outOfFold,
  }
  return [
    own,
    ...[...regressions, single].map(({ risk, ...names }) => ({
      ...names,
      difference: aucDifference(labels, fit.outOfFold, risk, folding.seed),
      riskByFirm: risk,
    })),
  ]
}

/** Missing numbers take the median, as in the scorecard room's own baseline. */
function filled(column: Float64Array): Float64Array {
  const middle = median(column)
  return column.map((value) => (Number.isNaN(value) ? middle : value))
}

/** Every indicator that invoices give, with its information value in three bins and what it would do alone. */
function screen(
  fit: ScorecardFit,
  column: (id: string) => Float64Array,
  labels: Uint8Array,
): ScreenedIndicator[] {
  const candidates = new Set(candidateLists[0].indicators)
  const selected = new Set(fit.card.variables.map(({ name }) => name))
  return definitions
    .map(({ id, zh, en }) => ({ id, zh, en, values: column(id) }))
    .filter(({ values }) => !values.every(Number.isNaN) && values.some((value) => value !== values[0]))
    .map(({ id, zh, en, values }): ScreenedIndicator => {
      const low = values.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value))
      const { auc } = separation(labels, low)
      return {
        id,
        zh,
        en,
        iv: binColumn(values, labels, { binsMax: 3, binShareMin: rules.binShareMin, direction: 'monotone' })
          .iv,
        auc: Math.max(auc, 1 - auc),
        missing: values.filter(Number.isNaN).length / values.length,
        candidate: candidates.has(id),
        selected: selected.has(id),
      }
    })
    .sort((left, right) => right.iv - left.iv || (left.id < right.id ? -1 : 1))
}
