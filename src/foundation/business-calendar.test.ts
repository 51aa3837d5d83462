import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addBusinessDays,
  addDays,
  businessDaysBetween,
  coveredYears,
  type Day,
  day,
  dayAt,
  isBusinessDay,
} from './business-calendar.ts'
import published from './business-days.json' with { type: 'json' }
import { instant } from './instant.ts'
import { Refusal } from './refusal.ts'

test('the days that the notice of 2026 names', () => {
  const off = '01-01 01-02 01-03 02-15 02-16 02-20 02-23 04-04 04-06 05-01 05-05 06-19 09-25 10-01 10-07'
  const working = '01-04 01-05 02-14 02-24 02-28 04-07 05-06 05-09 06-22 09-20 09-28 10-08 10-10'
  for (const date of off.split(' ')) assert.equal(isBusinessDay(day(`2026-${date}`)), false, date)
  for (const date of working.split(' ')) assert.equal(isBusinessDay(day(`2026-${date}`)), true, date)
})

// 全国年节及纪念日放假办法: 11 days off work since 2008, 13 since the revision of November 2024 in force from 2025.
test('make-up workdays shift days off and create none: a year has its weekdays less the statutory days', () => {
  for (const year of coveredYears) {
    let [weekdays, business] = [0, 0]
    for (
      let current = day(`${year}-01-01`);
      current.startsWith(String(year));
      current = addDays(current, 1)
    ) {
      if (![0, 6].includes(new Date(current).getUTCDay())) weekdays++
      if (isBusinessDay(current)) business++
    }
    const statutory = year >= 2025 ? 13 : 11
    assert.equal(weekdays - business, statutory, `${year}: ${weekdays} weekdays, ${business} business days`)
  }
})

test('every make-up workday is a weekend day outside the holidays, every holiday runs forward', () => {
  for (const { holidays, makeUpWorkdays } of Object.values(published.years)) {
    for (const date of makeUpWorkdays) {
      assert.ok([0, 6].includes(new Date(date).getUTCDay()), date)
      assert.ok(!holidays.some(({ from, to }) => from <= date && date <= to), date)
    }
    for (const { from, to } of holidays) assert.ok(day(from) <= day(to))
  }
})

const anyDay = fc.integer({ min: 60, max: 900 }).map((offset) => addDays(day('2024-01-01'), offset))

test('adding and counting business days agree, forward and back', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const later = addBusinessDays(from, count)
      assert.ok(isBusinessDay(later))
      assert.equal(businessDaysBetween(from, later), count)
      assert.equal(businessDaysBetween(later, from), -count)
      if (isBusinessDay(from)) assert.equal(addBusinessDays(later, -count), from)
    }),
  )
})

test('a term over the Spring Festival of 2026 ends when people are back', () => {
  // Fri 13 Feb, +1 is the make-up Saturday, +2 the Tuesday after the festival.
  assert.equal(addBusinessDays(day('2026-02-13'), 1), '2026-02-14')
  assert.equal(addBusinessDays(day('2026-02-13'), 2), '2026-02-24')
  assert.equal(addBusinessDays(day('2026-02-16'), 0), '2026-02-24')
})

test('a year without a notice is refused, not guessed', () => {
  const isNotPublished = (error: unknown) =>
    error instanceof Refusal && error.code === 'business-days-not-published'
  assert.throws(() => isBusinessDay('2031-03-03' as Day), isNotPublished)
  const lastYear = Math.max(...coveredYears)
  assert.throws(() => addBusinessDays(day(`${lastYear}-12-31`), 1), isNotPublished)
})

test('a day begins at midnight in Shanghai', () => {
  assert.equal(dayAt(instant('2026-05-03T15:59:59.999Z')), '2026-05-03')
  assert.equal(dayAt(instant('2026-05-03T16:00:00.000Z')), '2026-05-04')
  assert.throws(() => day('2026-02-30'), TypeError)
  assert.throws(() => day('2026-2-3'), TypeError)
})
