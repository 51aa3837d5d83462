import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CaseAct, CaseState } from '../src/information/quality/contract.ts'
import { managedActs, stateAfter } from '../src/information/quality/quality-case.ts'
import { actsOn } from '../web/quality/acts-on.ts'

test('the page offers what the server allows, to whom it allows it', () => {
  for (const state of CaseState.enum)
    for (const act of CaseAct.enum) {
      const possible = stateAfter(state, act) !== undefined
      assert.equal(
        actsOn(state, ['quality:answer', 'quality:manage']).includes(act),
        possible,
        `${state} ${act}`,
      )
      const mine = possible && !managedActs.has(act)
      assert.equal(actsOn(state, ['quality:answer']).includes(act), mine, `${state} ${act}`)
    }
  assert.deepEqual(actsOn('open', ['quality:read']), [])
})
