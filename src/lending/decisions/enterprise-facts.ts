import type { Instant } from '../../foundation/instant.ts'
import type { Registration } from '../../information/enterprises/index.ts'
import type { InputValue } from '../rules/index.ts'

/**
 * What the register says, as inputs of rules. A version that became known after the as-of moment says nothing
 * about that moment: then all of it is missing, and each rule says what follows.
 */
export function enterpriseFacts(registration: Registration | null, at: Instant): Record<string, InputValue> {
  const known =
    registration !== null && Date.parse(registration.knownAt) <= Date.parse(at) ? registration : null
  return {
    'enterprise.status': known?.status ?? null,
    'enterprise.industry': known?.industry ?? null,
    'enterprise.industrySection': known?.industry ? industrySection(known.industry) : null,
    // A rule is about what is stated: a code keeps the place of its first registration wherever the enterprise moves.
    'enterprise.region': known === null || known.regionDerived ? null : known.region,
    'enterprise.ageMonths': known?.establishedOn ? monthsBetween(known.establishedOn, at) : null,
  }
}

function monthsBetween(day: string, at: Instant): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const now = new Date(Date.parse(at) + 8 * 3_600_000)
  const months = (now.getUTCFullYear() - year) * 12 + now.getUTCMonth() + 1 - month
  return now.getUTCDate() < date ? months - 1 : months
}

/** GB/T 4754-2017: the last division (two digits) of each of the twenty sections. */
const lastDivisions: readonly (readonly [section: string, division: number])[] = [
  ...([
    ['A', 5],
    ['B', 12],
    ['C', 43],
    ['D', 46],
    ['E', 50],
    ['F', 52],
    ['G', 60],
    ['H', 62],
  ] as const),
  ...([
    ['I', 65],
    ['J', 69],
    ['K', 70],
    ['L', 72],
    ['M', 75],
    ['N', 79],
    ['O', 82],
    ['P', 83],
  ] as const),
  ...([
    ['Q', 85],
    ['R', 90],
    ['S', 96],
    ['T', 97],
  ] as const),
]

/** The section of a code written with its letter (`C3811`) or without (`3811`); null when it is none. */
export function industrySection(code: string): string | null {
  if (/^[A-T](\d{2,4})?$/.test(code)) return code[0]!
  if (!/^\d{2,4}$/.test(code)) return null
  const division = Number(code.slice(0, 2))
  return division === 0 ? null : (lastDivisions.find(([, last]) => division <= last)?.[0] ?? null)
}
