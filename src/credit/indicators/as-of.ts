import { type Instant, instant } from '../../foundation/instant.ts'
import { endOfMonth, isMonth, lastCompleteMonth, type Month } from '../../foundation/month.ts'
import { refuse } from './contract.ts'

/** A moment to look from: what had happened and was known by `at`; `month` is T, the last complete month. */
export interface AsOf {
  at: Instant
  month: Month
}

const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * `YYYY-MM` means the last instant of that month in Asia/Shanghai, for event time and known time alike; nothing
 * means now. A moment that has not come is refused.
 */
export function parseAsOf(text: string | undefined, now: Instant): AsOf {
  if (text === undefined) return { at: now, month: lastCompleteMonth(now) }
  const at = momentOf(text)
  if (at === undefined) return refuse('as-of-malformed', { asOf: text })
  if (at > now) refuse('as-of-in-future', { asOf: text })
  return { at, month: lastCompleteMonth(at) }
}

function momentOf(text: string): Instant | undefined {
  if (isMonth(text)) return endOfMonth(text)
  if (!withZone.test(text)) return undefined
  try {
    return instant(text)
  } catch {
    // The shape of an instant without being one: the 30th of February.
    return undefined
  }
}
