import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcomeOf } from './outcome.ts'

const [from, to] = [1000, 1365]
const loan = { startedOn: 900, dueOn: 1300 }
const outcome = (instalments: { dueOn: number; overdueDays: number }[], loans = [loan]) =>
  outcomeOf({ loans, instalments }, from, to)

test('ninety days overdue within the window is bad, before it default, after it unknown yet', () => {
  assert.equal(outcome([{ dueOn: 1100, overdueDays: 90 }]), 'bad')
  assert.equal(outcome([{ dueOn: 911, overdueDays: 95 }]), 'bad')
  assert.equal(outcome([{ dueOn: 1275, overdueDays: 400 }]), 'bad')
  assert.equal(outcome([{ dueOn: 1276, overdueDays: 400 }]), 'indeterminate')
  assert.equal(outcome([{ dueOn: 900, overdueDays: 200 }]), 'in-default')
  // Cured before the window: a past fault, for the variables, not an outcome.
  assert.equal(outcome([{ dueOn: 700, overdueDays: 120 }]), 'good')
})

test('31 to 89 days is indeterminate, 30 is good, and half a year on the books is needed', () => {
  assert.equal(outcome([{ dueOn: 1100, overdueDays: 31 }]), 'indeterminate')
  assert.equal(outcome([{ dueOn: 1100, overdueDays: 30 }]), 'good')
  assert.equal(outcome([], [{ startedOn: 1200, dueOn: 1900 }]), 'unobserved')
  assert.equal(outcome([], [{ startedOn: 1183, dueOn: 1900 }]), 'good')
  assert.equal(outcome([], []), 'unobserved')
  assert.equal(outcome([{ dueOn: 1250, overdueDays: 95 }], [{ startedOn: 1200, dueOn: 1900 }]), 'bad')
})
