import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monthsBefore, originOf } from './origin-of.ts'

test('a figure of twelve months is asked for with these twelve, one on the year with twenty-four', () => {
  assert.deepEqual(originOf('tax', '2026-10'), {
    recordTypes: ['tax-payment'],
    from: '2025-11',
    to: '2026-10',
  })
  assert.equal(originOf('sales-growth', '2026-10')?.from, '2024-11')
  assert.equal(originOf('no-such-figure', '2026-10'), undefined)
  assert.equal(monthsBefore('2026-01', 1), '2025-12')
  assert.equal(monthsBefore('2026-12', 12), '2025-12')
})
