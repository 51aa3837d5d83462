import type { RecordValue } from '../../../information/records/index.ts'

/**
 * A condition on a record, as data: by field a value that it has, a list of which it has one, null for empty, or
 * bounds. Days are counted from the day that is looked from, negative into the past: `{ "atLeast": -90 }` is within the
 * last 90 days, `{ "atMost": 60 }` ends within 60 days or has ended.
 */
export type Condition = Readonly<Record<string, Matcher>>
type Scalar = string | number | boolean | null
export type Matcher =
  | Scalar
  | readonly Scalar[]
  | { filled?: boolean; daysAtLeast?: number; daysAtMost?: number; atLeast?: number; atMost?: number }

export function matches(
  values: Readonly<Record<string, RecordValue>>,
  condition: Condition,
  day: string,
): boolean {
  return Object.entries(condition).every(([field, matcher]) => fits(values[field] ?? null, matcher, day))
}

function fits(value: RecordValue, matcher: Matcher, day: string): boolean {
  if (Array.isArray(matcher)) return matcher.includes(plain(value))
  if (matcher === null || typeof matcher !== 'object') return plain(value) === matcher
  const bounds = matcher as Exclude<Matcher, Scalar | readonly Scalar[]>
  if (bounds.filled !== undefined && (value !== null) !== bounds.filled) return false
  if (
    bounds.daysAtLeast !== undefined &&
    !(value !== null && daysFrom(day, String(value)) >= bounds.daysAtLeast)
  )
    return false
  if (
    bounds.daysAtMost !== undefined &&
    !(value !== null && daysFrom(day, String(value)) <= bounds.daysAtMost)
  )
    return false
  if (bounds.atLeast !== undefined && !(value !== null && Number(value) >= bounds.atLeast)) return false
  return bounds.atMost === undefined || (value !== null && Number(value) <= bounds.atMost)
}

const plain = (value: RecordValue): Scalar => (typeof value === 'bigint' ? Number(value) : value)

/** Days from one day to another; a month counts from its first day. */
export function daysFrom(day: string, other: string): number {
  const at = (text: string) => Date.parse(`${text.length === 7 ? `${text}-01` : text}T00:00:00Z`)
  return Math.round((at(other) - at(day)) / 86_400_000)
}
