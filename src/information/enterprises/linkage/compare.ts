import type { DescribedName, Description } from './description.ts'
import type { Frequencies, ValueFrequency } from './frequency.ts'
import { commonWeight, editDistance } from './similarity.ts'

/**
 * How two descriptions agree, field by field, as levels from far to near. The first level of each field is that one
 * side says nothing: it weighs nothing. The order of the levels carries no number: the weights are estimated.
 */
export const comparedFields = [
  {
    field: 'name',
    levels: ['missing', 'different', 'branch', 'remote', 'akin', 'alike', 'slips', 'slip', 'form', 'same'],
  },
  { field: 'region', levels: ['missing', 'different', 'prefecture', 'same'] },
  { field: 'legal-representative', levels: ['missing', 'different', 'surname', 'same'] },
  { field: 'registered-capital', levels: ['missing', 'different', 'near', 'same'] },
  { field: 'established-on', levels: ['missing', 'different', 'year', 'slip', 'same'] },
  { field: 'address', levels: ['missing', 'different', 'alike', 'same'] },
] as const

export const fieldCount = comparedFields.length
/** Levels are packed into one number, the first field in the lowest digits. */
export const patternBase = 10

export interface Compared {
  pattern: number
  /** What the rarity of the values that agree adds, log2. */
  rarity: number
}

export function levelsOf(pattern: number): number[] {
  const levels: number[] = []
  let left = pattern
  for (let field = 0; field < fieldCount; field++) {
    levels.push(left % patternBase)
    left = Math.floor(left / patternBase)
  }
  return levels
}

/** Bound by the frequencies of the records that are linked. */
export function comparer(frequencies: Frequencies): (one: Description, other: Description) => Compared {
  const nameLevel = (one: DescribedName, other: DescribedName): number => {
    if (one.normal === other.normal) return 9
    if (one.core === other.core) return 8
    const bound = Math.min(one.core.length, other.core.length) >= 5 ? 2 : 1
    const distance = editDistance(one.core, other.core, bound)
    if (distance === 1) return 7
    if (distance === 2) return 6
    const cosine = commonWeight(one.pairs, other.pairs, one.weights) / (one.norm * other.norm)
    return cosine >= 0.7 ? 5 : cosine >= 0.45 ? 4 : cosine >= 0.2 ? 3 : 1
  }
  return (one, other) => {
    let rarity = 0
    let name = one.names.length === 0 || other.names.length === 0 ? 0 : 1
    if (name > 0 && one.isBranch !== other.isBranch) name = 2
    else
      for (const left of one.names)
        for (const right of other.names) name = Math.max(name, nameLevel(left, right))
    if (name >= 8) rarity += rarityOf(frequencies.name, one.names[0]!.core)
    const person = personLevel(one.person, other.person)
    if (person === 3) rarity += rarityOf(frequencies.person, one.person)
    const capital = capitalLevel(one.capital, other.capital)
    if (capital === 3) rarity += rarityOf(frequencies.capital, one.capital)
    const levels = [
      name,
      regionLevel(one.region, other.region),
      person,
      capital,
      dayLevel(one, other),
      addressLevel(one, other),
    ]
    return { pattern: packLevels(levels), rarity }
  }
}

function packLevels(levels: readonly number[]): number {
  let pattern = 0
  for (let field = levels.length - 1; field >= 0; field--) pattern = pattern * patternBase + levels[field]!
  return pattern
}

/** Positive for a rare value, negative for a common one; bounded, so that no single value decides. */
function rarityOf(frequency: ValueFrequency, value: string): number {
  return Math.max(-4, Math.min(4, Math.log2(frequency.agreement / frequency.shareOf(value))))
}

function regionLevel(one: string, other: string): number {
  if (one === '' || other === '') return 0
  if (one === other) return 3
  return one.slice(0, 4) === other.slice(0, 4) ? 2 : 1
}

function personLevel(one: string, other: string): number {
  if (one === '' || other === '') return 0
  if (one === other) return 3
  return one[0] === other[0] ? 2 : 1
}

function capitalLevel(one: string, other: string): number {
  if (one === '' || other === '') return 0
  if (one === other) return 3
  const [left, right] = [Number(one), Number(other)]
  return Math.abs(left - right) <= 0.1 * Math.max(left, right) ? 2 : 1
}

function dayLevel(one: Description, other: Description): number {
  const days = Math.abs(one.establishedDay - other.establishedDay)
  if (Number.isNaN(days)) return 0
  if (days === 0) return 4
  if (days <= 31 || editDistance(one.establishedOn, other.establishedOn, 1) === 1) return 3
  return one.establishedOn.slice(0, 4) === other.establishedOn.slice(0, 4) ? 2 : 1
}

function addressLevel(one: Description, other: Description): number {
  if (one.address === '' || other.address === '') return 0
  if (one.address === other.address) return 3
  const [left, right] = [one.addressPairs, other.addressPairs]
  const cosine = commonWeight(left, right, undefined) / Math.sqrt(left.length * right.length)
  return cosine >= 0.75 ? 2 : 1
}
