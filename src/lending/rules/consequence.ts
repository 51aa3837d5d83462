import type { Effect, InputValue } from './contract.ts'
import type { MissingPolicy } from './ruleset.ts'

/** 0 passes, 1 refers, 2 declines: the stronger wins. */
export type Level = 0 | 1 | 2

/** The effects of a rule or row, added up beforehand. */
export interface Consequence {
  level: Level
  reasons: readonly string[]
  /** Infinity without a cap. Fen, below 2^53. */
  capFen: number
  rateBps: number
  sets: readonly (readonly [name: string, value: InputValue])[]
  effects: readonly Effect[]
}

export function consequenceOf(effects: readonly Effect[]): Consequence {
  const level = effects.some(({ effect }) => effect === 'decline')
    ? 2
    : effects.some(({ effect }) => effect === 'refer')
      ? 1
      : 0
  return {
    level,
    reasons: effects.flatMap((effect) => ('reason' in effect ? [effect.reason] : [])),
    capFen: Math.min(
      Infinity,
      ...effects.flatMap((effect) => (effect.effect === 'cap-limit' ? [Number(effect.limitFen)] : [])),
    ),
    rateBps: effects.reduce((sum, effect) => sum + (effect.effect === 'adjust-rate' ? effect.rateBps : 0), 0),
    sets: effects.flatMap((effect) =>
      effect.effect === 'set' ? [[effect.name, effect.value] as const] : [],
    ),
    effects,
  }
}

/** What follows when it cannot be told, with the reason that says so. */
export function consequenceOfMissing(policy: MissingPolicy, reason: string): Consequence {
  return consequenceOf(policy === 'passes' ? [] : [{ effect: policy, reason }])
}
