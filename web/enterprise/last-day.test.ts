import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayAfterMonths, lastDayOf } from './last-day.ts'

test('a consent that dies at midnight lives on the day before', () => {
  assert.equal(lastDayOf('2027-04-17T16:00:00.000Z'), '2027-04-17')
  assert.equal(lastDayOf('2027-04-18T00:00:00.000+08:00'), '2027-04-17')
})

test('months later is the same day, or the last of a shorter month', () => {
  assert.equal(dayAfterMonths('2026-08-31', 6), '2027-02-28')
  assert.equal(dayAfterMonths('2026-11-22', 3), '2027-02-22')
  assert.equal(dayAfterMonths('2027-08-31', 6), '2028-02-29')
  assert.equal(dayAfterMonths('2026-12-15', 12), '2027-12-15')
})
