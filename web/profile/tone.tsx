import type { Tone } from '../../src/credit/profile/value.contract.ts'
import { useLanguage } from '../components/language.ts'

const order: readonly Tone[] = ['red', 'orange', 'yellow', 'blue', 'good', 'plain']

/** Whether something of this tone needs a look: red to yellow do. */
export function isPressing(tone: Tone): boolean {
  return order.indexOf(tone) < 3
}

/** The most urgent first. */
export function byUrgency<Toned extends { tone: Tone }>(list: readonly Toned[]): Toned[] {
  return list.toSorted((left, right) => order.indexOf(left.tone) - order.indexOf(right.tone))
}

/** The level in its color and always in its word. */
export function ToneChip({ tone }: { tone: Tone }) {
  const { t } = useLanguage()
  return tone === 'plain' ? null : <span className={`chip tone-${tone}`}>{t(`profile.tone.${tone}`)}</span>
}
