import { Compile } from 'typebox/compile'
import type { Place } from '../../foundation/refusal.ts'
import { refuse } from './contract.ts'
import { Scorecard, type ScorecardVariable } from './scorecard.ts'

const schema = Compile(Scorecard)

/** Whether it has the shape of a card. */
export function isScorecard(value: unknown): value is Scorecard {
  return schema.Check(value)
}

/** A card from outside: the shape, and what a shape cannot say. Refuses with the first place that is wrong. */
export function checkScorecard(value: unknown, where: Place = {}): Scorecard {
  if (!schema.Check(value)) {
    const [error] = schema.Errors(value)
    return refuse('scorecard-damaged', {
      ...where,
      field: error?.instancePath ?? '',
      problem: error?.message ?? 'shape',
    })
  }
  const factors = new Set(value.factors.map(({ id }) => id))
  const names = new Set<string>()
  for (const variable of value.variables) {
    const problem = names.has(variable.name) ? 'name twice' : faultOf(variable, factors)
    if (problem) refuse('scorecard-damaged', { ...where, field: variable.name, problem })
    names.add(variable.name)
  }
  return value
}

function faultOf(variable: ScorecardVariable, factors: ReadonlySet<string>): string | undefined {
  const { bins, kind, when } = variable
  const of = (wanted: string) => bins.filter((bin) => bin.kind === wanted)
  if (!factors.has(variable.factor)) return `no factor ${variable.factor}`
  if (of('missing').length !== 1) return 'not one bin for missing values'
  if (when && of('not-applicable').length !== 1) return 'no bin for where the condition does not hold'
  if (kind === 'category') return of('other').length === 1 ? undefined : 'not one bin for other categories'
  const intervals = of('interval')
  if (intervals.length === 0) return 'no interval'
  const isGapless = intervals.every((bin, index) => {
    const next = intervals[index + 1]
    if (index === 0 && bin.lower !== null) return false
    if (!next) return bin.upper === null
    return bin.upper !== null && bin.upper === next.lower && (bin.lower === null || bin.lower < bin.upper)
  })
  return isGapless ? undefined : 'intervals with a gap or an overlap'
}
