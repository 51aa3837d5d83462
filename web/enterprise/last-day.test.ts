import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayAfterMonths, lastDayOf } from './last-day.ts'
import { usesShown } from './use-filter.ts'

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

test('own queries are hidden at first, refused attempts of others are not', () => {
  const use = {
    id: 'u',
    at: '2026-11-22T00:00:00.000Z',
    account: 'a',
    organization: 'o',
    organizationName: 'O',
    purpose: 'pre-loan-review',
    fieldGroups: [],
    missing: [],
    refusal: null,
    bulk: false,
  }
  const uses = [
    { ...use, id: 'own', outcome: 'authorized', basis: 'self' } as const,
    { ...use, id: 'refused', outcome: 'refused', basis: null } as const,
    { ...use, id: 'bank', outcome: 'authorized', basis: 'consent' } as const,
  ]
  const ids = (filter: Parameters<typeof usesShown>[1]) =>
    usesShown(
      uses.map((one) => ({ ...one, fieldGroups: [], missing: [] })),
      filter,
    ).map((one) => one.id)
  assert.deepEqual(ids('hideOwn'), ['refused', 'bank'])
  assert.deepEqual(ids('refused'), ['refused'])
  assert.equal(ids('all').length, 3)
})
