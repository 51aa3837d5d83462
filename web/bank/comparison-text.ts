import type { Comparison } from '../../src/lending/rules/contract.ts'
import { amountText, type Language } from '../components/amount.ts'

/** The value and the test of a comparison in the unit of its input: fen as an amount, ratios as per cent. */
export function comparisonText(
  comparison: Pick<Comparison, 'value' | 'test' | 'unit'>,
  language: Language,
): { value: string | undefined; test: string } {
  const { value, test, unit } = comparison
  return {
    value: value === null ? undefined : inUnit(value, unit, language),
    test: inUnit(test, unit, language),
  }
}

function inUnit(text: number | string | boolean, unit: string | undefined, language: Language): string {
  if (unit === 'fen') {
    return numbersIn(text, (number) =>
      Number.isFinite(number) ? amountText(BigInt(Math.round(number)), language) : String(number),
    )
  }
  if (unit === 'ratio') return numbersIn(text, (number) => `${Number((number * 100).toFixed(2))}%`)
  return typeof text === 'number' ? String(Number(text.toFixed(4))) : String(text)
}

function numbersIn(text: string | number | boolean, shown: (number: number) => string): string {
  return String(text).replace(/-?\d+(\.\d+)?(e[+-]?\d+)?/gi, (digits) => shown(Number(digits)))
}
