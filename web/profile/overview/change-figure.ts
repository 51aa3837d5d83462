import type { Value } from '../../../src/credit/profile/value.contract.ts'
import { fixed, type Language } from '../../components/amount.ts'
import { valueText } from '../value-text.ts'

/**
 * The figure at the end of a sentence of change, for who runs down the list: a share is rounded. How many events there were has no
 * unit of its own and is said in the sentence: it is not repeated.
 */
export function changeFigure(value: Value, language: Language): string | undefined {
  if (value.value === null || value.type === 'integer') return undefined
  if (value.type === 'bps') return `${fixed(Number(value.value) / 100, 0)}%`
  return valueText(value, language)
}
