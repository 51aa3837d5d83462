import type { Condition, Operand } from '../../src/trust/catalog/contract.ts'
import type { Language } from '../components/amount.ts'

type Name = (field: string) => string

const marks = { '=': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const

/** A condition of a rule as a person writes it: `贷款余额 > 合同金额 且 币种 为空`. */
export function conditionText(condition: Condition, name: Name, language: Language): string {
  return textOf(condition, name, language, false)
}

function textOf(condition: Condition, name: Name, language: Language, inside: boolean): string {
  const [and, or, not, empty] =
    language === 'en' ? [' and ', ' or ', 'not ', ' is empty'] : [' 且 ', ' 或 ', '并非 ', ' 为空']
  if ('compare' in condition) {
    const [left, comparator, right] = condition.compare
    return `${operandText(left, name)} ${marks[comparator]} ${operandText(right, name)}`
  }
  if ('empty' in condition) return `${name(condition.empty)}${empty}`
  if ('not' in condition) return `${not}${textOf(condition.not, name, language, true)}`
  const [parts, mark] = 'all' in condition ? [condition.all, and] : [condition.any, or]
  const text = parts.map((part) => textOf(part, name, language, true)).join(mark)
  if (!inside || parts.length < 2) return text
  return language === 'en' ? `(${text})` : `（${text}）`
}

function operandText(operand: Operand, name: Name): string {
  return 'field' in operand ? name(operand.field) : operand.constant
}
