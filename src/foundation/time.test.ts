import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Instant, inShanghai, instant, shanghaiDay } from './instant.ts'
import {
  addMonths,
  endOfMonth,
  isMonth,
  lastCompleteMonth,
  month,
  monthIndex,
  monthOfIndex,
} from './month.ts'

test('an instant is one moment, however it was written', () => {
  for (const text of ['2026-11-21T00:00:00Z', '2026-11-21T08:00+08:00', '2026-11-20T16:00:00.000-08:00']) {
    assert.equal(instant(text), '2026-11-21T00:00:00.000Z')
  }
  assert.equal(instant('2024-02-29T12:00:00Z'), '2024-02-29T12:00:00.000Z')
})

test('text without a zone, and days that do not exist, are no instants', () => {
  const none = [
    '',
    '1',
    '2026',
    '2026-11-21',
    '2026-11-21T00:00:00',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-21T25:00:00Z',
    '21.11.2026',
    'now',
    '2025-02-29T00:00:00+08:00',
  ]
  for (const text of none) assert.throws(() => instant(text), TypeError, text)
  assert.throws(() => instant(new Date(Number.NaN)), TypeError)
})

test('instants sort as text in the order of time, and Shanghai is eight hours ahead', () => {
  const anyInstant = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
    .map((date) => instant(date))
  fc.assert(
    fc.property(anyInstant, anyInstant, (left, right) => {
      assert.equal(left < right, Date.parse(left) < Date.parse(right))
      assert.equal(instant(inShanghai(left)), left)
      assert.equal(inShanghai(left).slice(0, 10), shanghaiDay(left))
    }),
  )
  assert.equal(shanghaiDay(instant('2026-12-31T16:00:00Z')), '2027-01-01')
  assert.equal(inShanghai(instant('2026-11-21T00:00:00Z')), '2026-11-21T08:00:00.000+08:00')
})

const anyMonth = fc.integer({ min: 1950 * 12, max: 2199 * 12 }).map((index) => monthOfIndex(index))

test('months count, add and sort without a gap', () => {
  fc.assert(
    fc.property(anyMonth, anyMonth, fc.integer({ min: -600, max: 600 }), (left, right, count) => {
      assert.equal(monthOfIndex(monthIndex(left)), left)
      assert.equal(left < right, monthIndex(left) < monthIndex(right))
      assert.equal(monthIndex(addMonths(left, count)) - monthIndex(left), count)
    }),
  )
  assert.equal(monthIndex(month('2026-01')), 24312)
  assert.equal(addMonths(month('2026-01'), -1), '2025-12')
})

test('a month ends one millisecond before the next begins in Shanghai', () => {
  assert.equal(endOfMonth(month('2026-09')), '2026-09-30T15:59:59.999Z')
  assert.equal(inShanghai(endOfMonth(month('2024-02'))), '2024-02-29T23:59:59.999+08:00')
  fc.assert(
    fc.property(anyMonth, (given) => {
      const after = new Date(Date.parse(endOfMonth(given)) + 1).toISOString() as Instant
      assert.equal(shanghaiDay(after), `${addMonths(given, 1)}-01`)
      assert.equal(lastCompleteMonth(endOfMonth(given)), given)
      assert.equal(lastCompleteMonth(after), given)
      assert.equal(
        lastCompleteMonth(instant(new Date(Date.parse(endOfMonth(given)) - 1))),
        addMonths(given, -1),
      )
    }),
  )
})

test('what is no month is not made one', () => {
  for (const text of ['2026-13', '2026-00', '2026-1', '202609', '2026-09-01', ' 2026-09', '']) {
    assert.equal(isMonth(text), false, text)
    assert.throws(() => month(text), TypeError)
  }
})
