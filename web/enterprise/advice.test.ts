import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasons } from '../../src/credit/scoring/contract.ts'
import { adviceFor, adviceOf } from './advice.ts'

/** Why there is no score at all: nothing that better bookkeeping would mend. */
const unscored = /coverage|too-young|revoked|deregistered|in-default/

test('every deduction of the catalogue has its advice', () => {
  const deductions = Object.keys(reasons).filter((code) => !unscored.test(code))
  assert.ok(deductions.length >= 16)
  assert.deepEqual(
    deductions.filter((code) => !(code in adviceOf)),
    [],
  )
})

test('the dearest deduction is answered first, and nothing is said twice', () => {
  const codes = ['score-history-short', 'score-debt-heavy', 'score-repaid-late', 'of another scorecard']
  assert.deepEqual(adviceFor(codes), ['history', 'debt', 'cover'])
  assert.deepEqual(adviceFor([]), [])
})
