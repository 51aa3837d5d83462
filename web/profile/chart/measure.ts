import type { Value } from '../../../src/credit/profile/value.contract.ts'
import type { TextKey } from '../../locales/text-keys.ts'

type Raw = number | string | null

/** In what a figure is drawn: fen become 元, 万元 or 亿元 by the size of the highest. Display only: a float is good enough for a pixel. */
export interface Measure {
  divisor: number
  /** The name of the unit; undefined where the label says it. */
  unit: TextKey | undefined
}

const plain: Measure = { divisor: 1, unit: undefined }

export function measureOf(type: Value['type'], values: readonly Raw[]): Measure {
  const peak = Math.max(0, ...values.map((value) => Math.abs(Number(value ?? 0))))
  switch (type) {
    case 'fen':
      if (peak >= 1e13) return { divisor: 1e10, unit: 'profile.units.yuan8' }
      return peak >= 1e6
        ? { divisor: 1e6, unit: 'profile.units.yuan4' }
        : { divisor: 100, unit: 'profile.units.yuan' }
    case 'usd-cents':
      return peak >= 1e6
        ? { divisor: 1e6, unit: 'profile.units.dollar4' }
        : { divisor: 100, unit: 'profile.units.dollar' }
    case 'bps':
      return { divisor: 100, unit: 'profile.units.percent' }
    case 'kilowatt-hours':
      return peak >= 1e6
        ? { divisor: 1e4, unit: 'profile.units.kilowattHours4' }
        : { divisor: 1, unit: 'profile.units.kilowattHours' }
    case 'cubic-meters':
      return { divisor: 1, unit: 'profile.units.cubicMeters' }
    case 'persons':
      return { divisor: 1, unit: 'profile.units.persons' }
    case 'days':
      return { divisor: 1, unit: 'profile.units.days' }
    default:
      return plain
  }
}

export function numberOf(value: Raw, { divisor }: Measure): number | null {
  return value === null ? null : Number(value) / divisor
}
