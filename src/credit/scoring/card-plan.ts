import { definitions } from '../indicators/index.ts'
import { reasons } from './contract.ts'
import plan from './factors.json' with { type: 'json' }
import type { Direction, FitOptions, VariablePlan } from './training-table.ts'

/** The six factors of the platform's card. Names of the first two are given by the platforms we follow, the rest are ours. */
export const factors: NonNullable<FitOptions['factors']> = plan.factors

export const candidateIndicators: readonly string[] = plan.variables.map(({ indicator }) => indicator)

const directions: Readonly<Record<string, Direction>> = {
  higher: 'ascending',
  lower: 'descending',
  neutral: 'auto',
}

/** What the fit is told of each candidate: its factor, the direction that a lender expects, and its reason. */
export function variablePlans(): Record<string, VariablePlan> {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]))
  return Object.fromEntries(
    plan.variables.map(({ indicator, factor, reason }) => {
      const { zh, en, direction } = byId.get(indicator) ?? missing(`no indicator ${indicator}`)
      const words = reasons[reason as keyof typeof reasons] ?? missing(`no reason ${reason}`)
      const told: VariablePlan = {
        ...{ zh, en, factor, direction: directions[direction]! },
        reason: { code: reason, zh: words.zh, en: words.en },
      }
      return [indicator, told]
    }),
  )
}

function missing(what: string): never {
  throw new TypeError(what)
}
