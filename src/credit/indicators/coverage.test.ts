import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../foundation/instant.ts'
import { month, monthIndex } from '../../foundation/month.ts'
import { coverageOf, coverageOfSubjects } from './coverage.ts'

const at = instant('2026-09-30T15:59:59.999Z')
const of = (text: string) => monthIndex(month(text))
const batch = {
  subjectPrefix: '',
  eventMax: '2026-06-30',
  knownMin: null,
  knownMax: null,
  publishedAt: instant('2026-09-01T00:00:00Z'),
}
const history = {
  ...batch,
  eventMax: '2026-12-31',
  knownMin: instant('2024-01-01T00:00:00Z'),
  knownMax: instant('2027-01-20T00:00:00Z'),
}
const monthly = { deliveryLagDays: 15, updateCycle: 'monthly' } as const
const daily = { deliveryLagDays: 1, updateCycle: 'daily' } as const

test('a batch that was wholly known covers up to its last event, a later one nothing', () => {
  assert.deepEqual(coverageOf(monthly, [batch], at), { '': of('2026-06') })
  assert.deepEqual(coverageOf(monthly, [{ ...batch, publishedAt: instant('2026-10-01T00:00:00Z') }], at), {})
})

test('of a history known in part, the delivery lag says how far it reached', () => {
  // The contributions of August were due on 15 September, those of September are on the way.
  assert.deepEqual(coverageOf(monthly, [history], at), { '': of('2026-08') })
  assert.deepEqual(coverageOf(monthly, [history], instant('2026-10-15T16:00:00Z')), { '': of('2026-09') })
  assert.deepEqual(coverageOf(daily, [history], at), { '': of('2026-09') })
})

test('a local number is covered by its own source alone, a code by those that use codes', () => {
  const covered = coverageOf(
    daily,
    [batch, { ...batch, subjectPrefix: 'cumcm2020c:', eventMax: '2020-02-29' }],
    at,
  )
  assert.equal(coverageOfSubjects(covered, ['cumcm2020c:E1']), of('2020-02'))
  assert.equal(coverageOfSubjects(covered, ['914403001922038216']), of('2026-06'))
  assert.equal(coverageOfSubjects(covered, ['914403001922038216', 'cumcm2020c:E1']), of('2026-06'))
  assert.equal(coverageOfSubjects(covered, ['elsewhere:1']), undefined)
})
