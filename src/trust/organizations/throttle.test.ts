import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Instant, instant } from '../../foundation/instant.ts'
import { giveBack, type Throttle, takeAttempt } from './throttle.ts'

const start = Date.parse('2026-11-22T00:00:00Z')
const at = (second: number): Instant => instant(new Date(start + second * 1000))

test('five attempts are free, then each waits twice as long, up to a quarter of an hour', () => {
  let [second, throttle]: [number, Throttle | undefined] = [0, undefined]
  const waits: number[] = []
  for (let attempt = 0; attempt < 12; attempt++) {
    const taken = takeAttempt(throttle, at(second), 5)
    if (taken.allowed) throttle = taken.throttle
    const next = takeAttempt(throttle, at(second), 5)
    waits.push(next.allowed ? 0 : next.retryAfterSeconds)
    second += waits.at(-1)!
  }
  assert.deepEqual(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
})

test('however the attempts come, a guesser gets few of them in a day', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 300, maxLength: 300 }), (pauses) => {
      let [second, allowed, throttle]: [number, number, Throttle | undefined] = [0, 0, undefined]
      for (const pause of pauses) {
        second += pause
        const taken = takeAttempt(throttle, at(second), 5)
        throttle = taken.throttle
        if (taken.allowed) allowed++
        else assert(taken.retryAfterSeconds > 0 && taken.retryAfterSeconds <= 900)
      }
      assert(allowed <= 10 + second / 900, `${allowed} attempts in ${second} s`)
    }),
  )
})

test('an attempt while locked neither counts nor prolongs the lock', () => {
  const locked = { attempts: 6, lastAttemptAt: at(0), lockedUntil: at(60) }
  const taken = takeAttempt(locked, at(59), 5)
  assert.deepEqual(taken, { allowed: false, retryAfterSeconds: 1, throttle: locked })
  assert.equal(takeAttempt(locked, at(60), 5).allowed, true)
})

test('an hour without an attempt is a new beginning, and a success gives its attempt back', () => {
  const old = { attempts: 9, lastAttemptAt: at(0), lockedUntil: at(900) }
  assert.equal(takeAttempt(old, at(3600), 5).throttle.attempts, 1)
  assert.deepEqual(giveBack({ attempts: 5, lastAttemptAt: at(0), lockedUntil: at(30) }, 5), {
    attempts: 4,
    lastAttemptAt: at(0),
    lockedUntil: null,
  })
})
