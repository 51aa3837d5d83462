import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  daysIn,
  dayText,
  festivalShare,
  firstDayOf,
  springFestivalOf,
  springFestivalYears,
  weekday,
} from './calendar.ts'

/**
 * The new moons of 2027-02-06 (23:56 in China) and of 2030-02-03 (00:07) are minutes from midnight; the library's
 * astronomy is coarser than that of GB/T 33661-2017 and takes the other day.
 */
const libraryErrs = [2027, 2030]

test('the Spring Festivals are those of the Chinese calendar in the Unicode library', () => {
  const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  })
  for (const year of springFestivalYears.filter((each) => !libraryErrs.includes(each)))
    assert.equal(chinese.format(new Date(springFestivalOf(year) * 86_400_000)), '1/1', String(year))
})

test('days, months and weekdays agree with the calendar', () => {
  const september = 2026 * 12 + 8
  assert.equal(dayText(firstDayOf(september)), '2026-09-01')
  assert.equal(daysIn(september), 30)
  assert.equal(daysIn(2024 * 12 + 1), 29)
  assert.equal(weekday(firstDayOf(september)), 1)
  assert.equal(festivalShare(2026 * 12 + 1), 1)
  assert.equal(festivalShare(september), 0)
})
