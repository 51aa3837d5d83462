import type { InputValue } from './contract.ts'
import type { Formula } from './ruleset.ts'

/** Values in the order of the ruleset's inputs; null is missing. */
export type Values = readonly InputValue[]

/** Computes a formula; not finite when a value is missing, a divisor is zero or a part is beyond all numbers. */
export function compileFormula(
  formula: Formula,
  indexOf: (name: string) => number,
): (values: Values) => number {
  if (typeof formula === 'number') return () => formula
  if (typeof formula === 'string') {
    const index = indexOf(formula)
    return (values) => (values[index] === null ? Number.NaN : (values[index] as number))
  }
  if ('add' in formula) return fold(formula.add, indexOf, (left, right) => left + right)
  if ('multiply' in formula) return fold(formula.multiply, indexOf, (left, right) => left * right)
  if ('subtract' in formula) return fold(formula.subtract, indexOf, (left, right) => left - right)
  return fold(formula.divide, indexOf, dividedBy)
}

/** A divisor that overflowed must not vanish: 1 ÷ ∞ would come out as a sound 0. */
function dividedBy(left: number, right: number): number {
  return right === 0 || !Number.isFinite(right) ? Number.NaN : left / right
}

function fold(
  parts: readonly Formula[],
  indexOf: (name: string) => number,
  combine: (left: number, right: number) => number,
): (values: Values) => number {
  const [first, ...rest] = parts.map((part) => compileFormula(part, indexOf))
  return (values) => {
    let result = first!(values)
    for (const part of rest) result = combine(result, part(values))
    return result
  }
}

/** The names of the inputs in a formula. */
export function formulaInputs(formula: Formula): string[] {
  if (typeof formula === 'number') return []
  if (typeof formula === 'string') return [formula]
  return Object.values(formula as Record<string, Formula[]>)
    .flat()
    .flatMap(formulaInputs)
}

const signs: Record<string, string> = { add: ' + ', subtract: ' - ', multiply: ' × ', divide: ' ÷ ' }

export function formulaText(formula: Formula, nameOf: (input: string) => string = (input) => input): string {
  if (typeof formula === 'number') return String(formula)
  if (typeof formula === 'string') return nameOf(formula)
  const [operation, parts] = Object.entries(formula as Record<string, Formula[]>)[0]!
  return parts
    .map((part) => (typeof part === 'object' ? `(${formulaText(part, nameOf)})` : formulaText(part, nameOf)))
    .join(signs[operation])
}

/** The unit that formulas share, where arithmetic keeps it: sums, differences and plain multiples of like inputs. */
export function commonUnit(
  formulas: readonly Formula[],
  unitOf: (name: string) => string | undefined,
): string | undefined {
  const units = new Set(formulas.flatMap(formulaInputs).map(unitOf))
  return units.size === 1 && formulas.every(keepsUnit) ? [...units][0] : undefined
}

function keepsUnit(formula: Formula): boolean {
  if (typeof formula !== 'object') return true
  if ('divide' in formula) return typeof formula.divide[1] === 'number' && keepsUnit(formula.divide[0])
  if ('multiply' in formula)
    return (
      formula.multiply.filter((part) => typeof part !== 'number').length <= 1 &&
      formula.multiply.every(keepsUnit)
    )
  return Object.values(formula as Record<string, Formula[]>)
    .flat()
    .every(keepsUnit)
}
