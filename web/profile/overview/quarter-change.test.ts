import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quarterChange } from './quarter-change.ts'

const at = (month: string, score: number) => ({ month, score })

test('the score is compared with three months before, also across a new year', () => {
  const history = [at('2025-10', 640), at('2025-11', 630), at('2025-12', 620), at('2026-02', 610)]
  assert.deepEqual(quarterChange(history), { points: -20, since: '2025-11' })
})

test('one month alone has nothing to compare with', () => {
  assert.equal(quarterChange([at('2026-02', 610)]), undefined)
  assert.equal(quarterChange([]), undefined)
  assert.equal(quarterChange([at('2025-01', 500), at('2026-02', 610)]), undefined)
})
