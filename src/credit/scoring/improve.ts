import { applyScorecard, type ValueOf } from './apply-scorecard.ts'
import type { ScoreResult } from './contract.ts'
import improvementsFile from './improvements.json' with { type: 'json' }
import { toHundredths } from './scale.ts'
import type { Scorecard } from './scorecard.ts'

interface Words {
  zh: string
  en: string
}

/** How one indicator moves with a change: to a value, by a step, by a share; kept within what it can be. */
export interface Move {
  to?: number
  add?: number
  times?: number
  /** After `times`. */
  plus?: number
  /** Less, or more, by the present value of another indicator, or by a part of it. */
  less?: string
  more?: string
  part?: number
  /** Whole numbers stay whole. */
  whole?: 'down'
  atMost?: number
}

/** A realistic change of an enterprise: when it applies, and all indicators that move with it. */
export interface ImprovementRule extends Words {
  id: string
  effort: 'now' | 'months' | 'year'
  text: Words
  when: Record<string, { above?: number; atMost?: number }>
  moves: Record<string, Move>
}

export interface Improvement {
  rule: ImprovementRule
  points: number
  result: ScoreResult
  /** The factor that moves most. */
  factor: string
}

export const improvementRules = improvementsFile as unknown as readonly ImprovementRule[]

/** Less is not worth a sentence. */
const pointsMin = 1

/**
 * What would improve a score: the vector with one realistic change at a time, scored again by the same card. Most
 * points first. Changes are not additive, and no sum is promised.
 */
export function improvementsOf(
  card: Scorecard,
  valueOf: ValueOf,
  rules: readonly ImprovementRule[] = improvementRules,
): Improvement[] {
  const now = applyScorecard(card, valueOf)
  return rules
    .filter((rule) => applies(rule, valueOf))
    .flatMap((rule) => {
      const result = applyScorecard(card, (id) => moved(rule, valueOf, id))
      const points = (toHundredths(result.unclipped) - toHundredths(now.unclipped)) / 100
      // Clipped at the top of the scale nothing moves that anyone would see.
      if (points < pointsMin || result.score <= now.score) return []
      return [{ rule, points, result, factor: mostMoved(now, result) }]
    })
    .sort((left, right) => right.points - left.points || (left.rule.id < right.rule.id ? -1 : 1))
}

function applies({ when }: ImprovementRule, valueOf: ValueOf): boolean {
  return Object.entries(when).every(([id, { above, atMost }]) => {
    const value = valueOf(id)
    if (typeof value !== 'number') return false
    return (above === undefined || value > above) && (atMost === undefined || value <= atMost)
  })
}

/** What is not known stays unknown: a change makes no data. */
function moved({ moves }: ImprovementRule, valueOf: ValueOf, id: string): number | string | null {
  const value = valueOf(id)
  const move = moves[id]
  if (move === undefined || typeof value !== 'number') return value
  const other = valueOf(move.less ?? move.more ?? id)
  const step = typeof other === 'number' ? other * (move.part ?? 1) : 0
  const stepped = move.less ? value - step : move.more ? value + step : value
  const next = move.to ?? (stepped + (move.add ?? 0)) * (move.times ?? 1) + (move.plus ?? 0)
  const whole = move.whole === 'down' ? Math.floor(next) : next
  return move.atMost === undefined ? whole : Math.min(whole, move.atMost)
}

function mostMoved(now: ScoreResult, then: ScoreResult): string {
  const gains = then.factors.map(({ id, points }, place) => ({
    id,
    gain: points - now.factors[place]!.points,
  }))
  return gains.sort((left, right) => right.gain - left.gain)[0]!.id
}
