import { type Instant, instant } from '../../foundation/instant.ts'
import { endOfMonth, isMonth, type Month } from '../../foundation/month.ts'
import { refuse } from './contract.ts'

/** The moment that a reader names: the end of a month, or an instant; now where none is named, and never later. */
export function parseMoment(text: string | undefined, now: Instant): Instant {
  if (text === undefined) return now
  const at = isMonth(text) ? endOfMonth(text) : instantOf(text)
  if (at > now) refuse('as-of-future', { asOf: text })
  return at
}

function instantOf(text: string): Instant {
  try {
    return instant(text)
  } catch {
    return refuse('record-moment-malformed', { asOf: text })
  }
}

/** A month under a key, or nothing. */
export function parseMonth<Key extends string>(
  key: Key,
  text: string | undefined,
): Partial<Record<Key, Month>> {
  if (text === undefined) return {}
  if (!isMonth(text)) return refuse('record-month-malformed', { [key]: text })
  return { [key]: text } as Record<Key, Month>
}
