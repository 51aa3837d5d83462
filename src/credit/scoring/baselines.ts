import { mean, median, standardDeviation } from '../../foundation/statistics/descriptive.ts'
import { fitLogisticRegression, linearPredictor } from '../../foundation/statistics/logistic-regression.ts'
import { isNumeric } from './binning.ts'
import type { Learner } from './cross-validate.ts'
import type { Baseline, Column } from './training-table.ts'

/**
 * What a scorecard must be compared with: logistic regression on the plain columns. Missing numbers take the
 * median, everything is standardized, categories become indicators, and the penalty is 10 (scikit-learn's
 * C = 0.1). With flags, a further column says where a number was missing.
 */
export const baselineNames: Readonly<Record<Baseline['id'], { zh: string; en: string }>> = {
  logistic: { zh: '普通逻辑回归', en: 'plain logistic regression' },
  'logistic-with-missing-flags': {
    zh: '带缺失标记的逻辑回归',
    en: 'logistic regression with missing-value flags',
  },
}

export function baselineLearner(id: Baseline['id']): Learner {
  return (columns, labels, held, heldRows) => {
    const [design, heldDesign] = [[] as Float64Array[], [] as Float64Array[]]
    const add = (left: Float64Array, right: Float64Array) => {
      const [center, spread] = [mean(left), standardDeviation(left)]
      if (!(spread > 0)) return
      design.push(left.map((value) => (value - center) / spread))
      heldDesign.push(right.map((value) => (value - center) / spread))
    }
    for (const [name, column] of Object.entries(columns)) {
      const other = held[name]!
      if (isNumeric(column) && isNumeric(other)) {
        const middle = median(column)
        const fill = (values: Float64Array) => values.map((value) => (value === value ? value : middle))
        add(fill(column), fill(other))
        if (id === 'logistic-with-missing-flags') {
          const flag = (values: Float64Array) => values.map((value) => (value === value ? 0 : 1))
          add(flag(column), flag(other))
        }
      } else
        for (const category of categoriesOf(column))
          add(indicator(column, category), indicator(other, category))
    }
    const model = fitLogisticRegression(design, labels, { penalty: 10 })
    return heldDesign.length > 0
      ? linearPredictor(heldDesign, model)
      : new Float64Array(heldRows).fill(model.intercept)
  }
}

/** The most frequent ones: a column with more names its rows. */
const categoriesMax = 50

function categoriesOf(column: Column): string[] {
  const counts = new Map<string, number>()
  for (const value of column as readonly (string | null)[])
    if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .sort(([leftName, left], [rightName, right]) => right - left || (leftName < rightName ? -1 : 1))
    .slice(0, categoriesMax)
    .map(([name]) => name)
}

function indicator(column: Column, category: string): Float64Array {
  return Float64Array.from(column as readonly (string | null)[], (value) => (value === category ? 1 : 0))
}
