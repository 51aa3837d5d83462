import { type CellTest, cellText, isFault, readCell } from './cell.ts'
import type { InputValue } from './contract.ts'
import { commonUnit, compileFormula, formulaInputs, formulaText, type Values } from './formula.ts'
import { contains, type Interval } from './interval.ts'
import type { Comparator, Condition, Input } from './ruleset.ts'

/** Kleene's three values (1938): a comparison with a missing value is unknown, not false. */
export const no = 0
export const yes = 1
export const unknown = 2
export type Mark = typeof no | typeof yes | typeof unknown

/** Writes the mark of each comparison below it into `marks`, and returns its own. */
export type Test = (values: Values, marks: Mark[]) => Mark

/** One comparison of a condition, with all that the trace says about it. */
export interface Leaf {
  slot: number
  input: string
  zh: string
  en: string
  unit: string | undefined
  test: string
  value: (values: Values) => InputValue
  /** The right side of a comparison of formulas. */
  against?: { zh: string; en: string; value: (values: Values) => InputValue }
  /** Indices of the inputs that it reads. */
  reads: readonly number[]
}

export interface Scope {
  inputs: readonly Input[]
  indexOf: (name: string) => number
  leaves: Leaf[]
}

function put(marks: Mark[], slot: number, mark: Mark): Mark {
  marks[slot] = mark
  return mark
}

/**
 * Compiles a condition to closures. Every comparison is made and marked, also where the answer is known
 * earlier: the trace is complete, and its cost does not depend on the values.
 */
export function compileCondition(condition: Condition, scope: Scope): Test {
  if ('all' in condition) return compileAll(condition.all.map((part) => compileCondition(part, scope)))
  if ('any' in condition) return compileAny(condition.any.map((part) => compileCondition(part, scope)))
  if ('not' in condition) {
    const inner = compileCondition(condition.not, scope)
    return (values, marks) => {
      const mark = inner(values, marks)
      return mark === unknown ? unknown : mark === yes ? no : yes
    }
  }
  return 'compare' in condition ? compileCompare(condition.compare, scope) : compileCell(condition, scope)
}

function compileAll(parts: readonly Test[]): Test {
  return (values, marks) => {
    let result: Mark = yes
    for (let index = 0; index < parts.length; index++) {
      const mark = parts[index]!(values, marks)
      if (mark === no) result = no
      else if (mark === unknown && result === yes) result = unknown
    }
    return result
  }
}

function compileAny(parts: readonly Test[]): Test {
  return (values, marks) => {
    let result: Mark = no
    for (let index = 0; index < parts.length; index++) {
      const mark = parts[index]!(values, marks)
      if (mark === yes) result = yes
      else if (mark === unknown && result === no) result = unknown
    }
    return result
  }
}

function compileCell(condition: Extract<Condition, { input: string }>, scope: Scope): Test {
  const index = scope.indexOf(condition.input)
  const input = scope.inputs[index]!
  const cell = readCell(condition.is, input)
  if (isFault(cell)) throw new TypeError(cell.en)
  const text = cellText(condition.is)
  const slot = scope.leaves.length
  scope.leaves.push({
    slot,
    input: input.name,
    zh: input.zh,
    en: input.en,
    unit: input.unit,
    test: text,
    value: (values) => values[index]!,
    reads: [index],
  })
  return testOfCell(cell, index, slot)
}

function testOfCell(cell: CellTest, index: number, slot: number): Test {
  if (cell.kind === 'any') return (_values, marks) => put(marks, slot, yes)
  if (cell.kind === 'presence') {
    const [whenMissing, whenThere]: [Mark, Mark] = cell.missing ? [yes, no] : [no, yes]
    return (values, marks) => put(marks, slot, values[index] === null ? whenMissing : whenThere)
  }
  if (cell.kind === 'values') {
    const { values: wanted, negated } = cell
    if (wanted.size === 1 && !negated) {
      const [only] = wanted
      return (values, marks) => {
        const value = values[index]!
        return put(marks, slot, value === null ? unknown : value === only ? yes : no)
      }
    }
    return (values, marks) => {
      const value = values[index]!
      return put(marks, slot, value === null ? unknown : wanted.has(value as string) !== negated ? yes : no)
    }
  }
  return cell.intervals.length === 1
    ? testOfInterval(cell.intervals[0]!, index, slot)
    : testOfIntervals(cell.intervals, index, slot)
}

function testOfIntervals(intervals: readonly Interval[], index: number, slot: number): Test {
  return (values, marks) => {
    const value = values[index]!
    if (value === null) return put(marks, slot, unknown)
    return put(marks, slot, intervals.some((interval) => contains(interval, value as number)) ? yes : no)
  }
}

function testOfInterval(interval: Interval, index: number, slot: number): Test {
  const { low, lowClosed, high, highClosed } = interval
  // A strict bound is the next double inward, so that one comparison a side serves both kinds.
  const least = lowClosed || low === -Infinity ? low : nextDouble(low, 1)
  const most = highClosed || high === Infinity ? high : nextDouble(high, -1)
  return (values, marks) => {
    const value = values[index] as number | null
    return put(marks, slot, value === null ? unknown : value >= least && value <= most ? yes : no)
  }
}

const bits = new BigInt64Array(1)
const double = new Float64Array(bits.buffer)

/** The neighboring double of a finite number, up or down (IEEE 754-2019 §5.3.1 nextUp, nextDown). */
function nextDouble(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * Number.MIN_VALUE
  double[0] = value
  bits[0]! += value > 0 === direction > 0 ? 1n : -1n
  return double[0]!
}

function compileCompare([left, comparator, right]: [Formulaic, Comparator, Formulaic], scope: Scope): Test {
  const [computeLeft, computeRight] = [left, right].map((side) => compileFormula(side, scope.indexOf)) as [
    (values: Values) => number,
    (values: Values) => number,
  ]
  const compare = comparison(comparator)
  const slot = scope.leaves.length
  const named = (formula: Formulaic, language: 'zh' | 'en') =>
    formulaText(formula, (name) => scope.inputs[scope.indexOf(name)]![language])
  const shown = (compute: (values: Values) => number) => (values: Values) => {
    const value = compute(values)
    return Number.isFinite(value) ? value : null
  }
  scope.leaves.push({
    slot,
    input: formulaText(left),
    zh: named(left, 'zh'),
    en: named(left, 'en'),
    unit: commonUnit([left, right], (name) => scope.inputs[scope.indexOf(name)]!.unit),
    test: `${comparator} ${formulaText(right)}`,
    value: shown(computeLeft),
    ...(typeof right === 'number'
      ? {}
      : { against: { zh: named(right, 'zh'), en: named(right, 'en'), value: shown(computeRight) } }),
    reads: [...new Set([...formulaInputs(left), ...formulaInputs(right)])].map(scope.indexOf),
  })
  return (values, marks) => {
    const [one, other] = [computeLeft(values), computeRight(values)]
    if (!Number.isFinite(one) || !Number.isFinite(other)) return put(marks, slot, unknown)
    return put(marks, slot, compare(one, other) ? yes : no)
  }
}

type Formulaic = Extract<Condition, { compare: unknown }>['compare'][0]

function comparison(comparator: Comparator): (left: number, right: number) => boolean {
  switch (comparator) {
    case '<':
      return (left, right) => left < right
    case '<=':
      return (left, right) => left <= right
    case '>':
      return (left, right) => left > right
    case '>=':
      return (left, right) => left >= right
    case '=':
      return (left, right) => left === right
    case '!=':
      return (left, right) => left !== right
  }
}
