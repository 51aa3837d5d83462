import { digestOf } from '../../foundation/canonical-json.ts'
import { categoryEncoder, holds, numberEncoder } from './component.ts'
import type { ScoreReason, ScoreResult } from './contract.ts'
import { clipScore, gradeOf, probabilityOfScore, toHundredths } from './scale.ts'
import type { Scorecard, ScorecardVariable } from './scorecard.ts'

/** The value of a column, null where there is none. */
export type ValueOf = (column: string) => number | string | null

const reasonsMax = 4

/**
 * Scores one vector. Pure, and the same bytes for the same input: points are summed as whole hundredths, so
 * base + factors = the unclipped score exactly.
 */
export function applyScorecard(card: Scorecard, valueOf: ValueOf): ScoreResult {
  const { digest, variables, factors } = compiled(card)
  const points = factors.map(() => 0)
  const reasons: (ScoreReason & { name: string })[] = []
  let hundredths = toHundredths(card.base)
  for (const variable of variables) {
    const bin = variable.binOf(valueOf)
    const own = variable.hundredths[bin]!
    hundredths += own
    points[variable.factor] = points[variable.factor]! + own
    const lost = variable.bestHundredths - own
    if (lost > 0 && bin !== variable.silent) {
      const { code, zh, en } = variable.reason
      reasons.push({ code, zh, en, pointsLost: lost / 100, name: variable.name })
    }
  }
  reasons.sort((left, right) => right.pointsLost - left.pointsLost || (left.name < right.name ? -1 : 1))
  const unclipped = hundredths / 100
  const score = clipScore(unclipped, card.scaling)
  return {
    score,
    unclipped,
    grade: gradeOf(score),
    // Six decimals: what is sealed into a decision must not depend on the last bit of an exponential.
    probabilityOfDefault: Math.round(probabilityOfScore(unclipped, card.scaling) * 1e6) / 1e6,
    base: card.base,
    factors: card.factors.map(({ id, zh, en }, index) => ({ id, zh, en, points: points[index]! / 100 })),
    reasons: distinct(reasons).slice(0, reasonsMax),
    scorecard: { id: card.id, version: card.version, digest },
  }
}

/** One reason a code: two variables that say the same lose their points together. */
function distinct(reasons: readonly (ScoreReason & { name: string })[]): ScoreReason[] {
  const byCode = new Map<string, ScoreReason>()
  for (const { name: _, ...reason } of reasons) {
    const earlier = byCode.get(reason.code)
    const lost = toHundredths(reason.pointsLost) + toHundredths(earlier?.pointsLost ?? 0)
    byCode.set(reason.code, { ...reason, pointsLost: lost / 100 })
  }
  return [...byCode.values()].sort((left, right) => right.pointsLost - left.pointsLost)
}

/** The points of each variable of the card, in the order of its variables. */
export function pointsByVariable(card: Scorecard, valueOf: ValueOf): number[] {
  return compiled(card).variables.map((variable) => variable.hundredths[variable.binOf(valueOf)]! / 100)
}

/** Share of the card's columns that have a value, conditional variables left out: they need no data of their own. */
export function coverageOf(card: Scorecard, valueOf: ValueOf): number {
  const columns = new Set(card.variables.map(({ column }) => column))
  let present = 0
  for (const column of columns) {
    const value = valueOf(column)
    if (value !== null && value !== '' && value === value) present++
  }
  return present / columns.size
}

interface CompiledVariable {
  name: string
  factor: number
  reason: ScorecardVariable['reason']
  hundredths: number[]
  /** Of the bins that a firm can reach by its own value. */
  bestHundredths: number
  silent: number
  binOf: (valueOf: ValueOf) => number
}

interface CompiledCard {
  digest: string
  factors: string[]
  variables: CompiledVariable[]
}

const compiledCards = new WeakMap<Scorecard, CompiledCard>()

function compiled(card: Scorecard): CompiledCard {
  let entry = compiledCards.get(card)
  if (!entry) {
    const factors = card.factors.map(({ id }) => id)
    entry = {
      digest: digestOf(card),
      factors,
      variables: card.variables.map((variable) => compileVariable(variable, factors)),
    }
    compiledCards.set(card, entry)
  }
  return entry
}

function compileVariable(variable: ScorecardVariable, factors: readonly string[]): CompiledVariable {
  const { column, when, bins } = variable
  const hundredths = bins.map(({ points }) => toHundredths(points))
  const silent = bins.findIndex(({ kind }) => kind === 'not-applicable')
  const reachable = hundredths.filter((_, index) => isReachable(bins[index]!.kind))
  const numberBin = numberEncoder(bins)
  const categoryBin = categoryEncoder(bins)
  return {
    name: variable.name,
    factor: factors.indexOf(variable.factor),
    reason: variable.reason,
    hundredths,
    bestHundredths: Math.max(...(reachable.length > 0 ? reachable : hundredths)),
    silent,
    binOf: (valueOf) => {
      if (when && !holds(when, valueOf(when.column))) return silent
      const value = valueOf(column)
      if (variable.kind === 'category') return categoryBin(value === null ? null : String(value))
      return numberBin(typeof value === 'number' ? value : Number.NaN)
    },
  }
}

function isReachable(kind: ScorecardVariable['bins'][number]['kind']): boolean {
  return kind === 'interval' || kind === 'categories' || kind === 'other'
}
