import { type Instant, instant } from '../../foundation/instant.ts'

/** OWASP Session Management Cheat Sheet: half an hour idle, and a working day at the longest. */
const idleMinutes = 30
const absoluteHours = 8

/** Reading moves the time of last use at most so often. */
const touchSeconds = 60

export function sessionEnd(start: Instant): Instant {
  return after(start, absoluteHours * 3600)
}

export function isSessionLive(
  session: { lastSeenAt: Instant; expiresAt: Instant; closedAt: Instant | null },
  now: Instant,
): boolean {
  return (
    session.closedAt === null && now < session.expiresAt && now < after(session.lastSeenAt, idleMinutes * 60)
  )
}

export function isApiKeyLive(key: { expiresAt: Instant; revokedAt: Instant | null }, now: Instant): boolean {
  return key.revokedAt === null && now < key.expiresAt
}

export function isTouchDue(last: Instant | null, now: Instant): boolean {
  return last === null || now >= after(last, touchSeconds)
}

export function daysAfter(at: Instant, days: number): Instant {
  return after(at, days * 86_400)
}

function after(at: Instant, seconds: number): Instant {
  return instant(new Date(Date.parse(at) + seconds * 1000))
}
