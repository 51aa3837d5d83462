import { type Instant, instant } from '../../foundation/instant.ts'

/** What is remembered of the attempts to sign in to one account, or from one address. */
export interface Throttle {
  attempts: number
  lastAttemptAt: Instant
  lockedUntil: Instant | null
}

/** Attempts before the first lock. Many people share an address; an account is one person's. */
export const attemptsFree = { account: 5, address: 30 }

const firstLockSeconds = 30
const lockSecondsMax = 15 * 60
/** Longer than the longest lock, so that waiting one out does not start the count anew. */
const memorySeconds = 60 * 60

export type Attempt =
  | { allowed: true; throttle: Throttle }
  | { allowed: false; retryAfterSeconds: number; throttle: Throttle }

/**
 * Counts an attempt before its password is looked at. The one that reaches the free number still goes ahead and
 * locks those after it; each further one doubles the lock. An attempt while locked changes nothing.
 */
export function takeAttempt(before: Throttle | undefined, now: Instant, free: number): Attempt {
  if (before?.lockedUntil && now < before.lockedUntil) {
    const waitMs = Date.parse(before.lockedUntil) - Date.parse(now)
    return { allowed: false, retryAfterSeconds: Math.ceil(waitMs / 1000), throttle: before }
  }
  const remembered = before && secondsAfter(before.lastAttemptAt, memorySeconds) > now ? before.attempts : 0
  const attempts = remembered + 1
  const lockSeconds = Math.min(lockSecondsMax, firstLockSeconds * 2 ** (attempts - free))
  const lockedUntil = attempts < free ? null : secondsAfter(now, lockSeconds)
  return { allowed: true, throttle: { attempts, lastAttemptAt: now, lockedUntil } }
}

/** A success gives its own attempt back: who knows the password does not wear out the address. */
export function giveBack(throttle: Throttle, free: number): Throttle {
  const attempts = Math.max(0, throttle.attempts - 1)
  return { ...throttle, attempts, lockedUntil: attempts < free ? null : throttle.lockedUntil }
}

function secondsAfter(at: Instant, seconds: number): Instant {
  return instant(new Date(Date.parse(at) + seconds * 1000))
}
