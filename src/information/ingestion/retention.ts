import { type Instant, instant } from '../../foundation/instant.ts'

/** The end of a number of months after an instant; null where there is none. */
export function retainedUntil(from: Instant, months: number | null): Instant | null {
  if (months === null) return null
  const end = new Date(from)
  end.setUTCMonth(end.getUTCMonth() + months)
  return instant(end)
}

export const uploadKeptMs = 7 * 86_400_000

/** A file that was sent and not delivered is kept for as long as a person may take to come back to it. */
export function uploadRetainedUntil(from: Instant): Instant {
  return instant(new Date(Date.parse(from) + uploadKeptMs))
}
