import { seededRandom } from '../../foundation/random.ts'
import { stratifiedFolds } from '../../foundation/statistics/folds.ts'
import { measureOutOfFold } from './cross-validate.ts'
import { fitModel, fitRules, pickTable } from './fit-model.ts'
import { logOddsOf } from './model-terms.ts'
import type { Measure } from './scorecard.ts'
import type { FitOptions, TrainingTable } from './training-table.ts'

const folds = 3

/**
 * How the card would do in a later month on firms that it has never seen: each firm of the last cohort is scored
 * by a fit on the earlier cohorts of other firms. Null when the last cohort has too few bads to say.
 */
export function measureOutOfTime(
  table: TrainingTable,
  cohortOf: Uint8Array,
  last: number,
  options: FitOptions,
): Measure | null {
  const { labels, groups, columns } = table
  const assignment = stratifiedFolds(labels, folds, seededRandom(`out of time ${options.seed ?? 0}`), groups)
  const rows = Array.from(labels.keys()).filter((row) => cohortOf[row] === last)
  const lastLabels = Uint8Array.from(rows, (row) => labels[row]!)
  const bads = lastLabels.reduce((sum, label) => sum + label, 0)
  if (bads < folds || bads === lastLabels.length) return null
  const eta = new Float64Array(rows.length)
  const rules = fitRules(options, labels.length)
  const method = options.method === undefined || options.method === 'auto' ? 'woe-logistic' : options.method
  for (let fold = 0; fold < folds; fold++) {
    const kept = Array.from(labels.keys()).filter((row) => cohortOf[row]! < last && assignment[row] !== fold)
    const held = rows.flatMap((row, index) => (assignment[row] === fold ? [{ row, index }] : []))
    const keptLabels = Uint8Array.from(kept, (row) => labels[row]!)
    if (!keptLabels.includes(1) || !keptLabels.includes(0)) return null
    const { model } = fitModel(pickTable(columns, kept), keptLabels, rules, method)
    const found = logOddsOf(
      model,
      pickTable(
        columns,
        held.map(({ row }) => row),
      ),
      held.length,
    )
    held.forEach(({ index }, place) => {
      eta[index] = found[place]!
    })
  }
  const folding = { labels: lastLabels, assignments: [], folds, seed: options.seed ?? 0 }
  return measureOutOfFold(folding, [eta])
}
