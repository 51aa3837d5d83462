import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IdentitySuggestion } from '../../src/information/enterprises/contract.ts'
import { agreementOf, otherReasons, weightText } from './agreement.ts'

const reasons = [
  { field: 'name', level: 'slip', weight: 6.25 },
  { field: 'region', level: 'different', weight: -3.04 },
  { field: 'address', level: 'missing', weight: 0 },
  { field: 'rarity', level: 'rare', weight: 2 },
]
const suggestion = { reasons } as unknown as IdentitySuggestion

test('a field speaks for one enterprise, against it, or says nothing', () => {
  const speaks = (row: 'name' | 'region' | 'address') => agreementOf(suggestion, row)?.speaks
  assert.deepEqual([speaks('name'), speaks('region'), speaks('address')], ['for', 'against', 'nothing'])
  assert.equal(agreementOf(suggestion, 'identifiers'), undefined)
})

test('what is about no row is told beside the rows, and nothing is lost', () => {
  assert.deepEqual(
    otherReasons(suggestion).map(({ field }) => field),
    ['rarity'],
  )
})

test('a weight has its sign', () => {
  assert.deepEqual([weightText(6.25), weightText(-3.04)], ['+6.3', '−3.0'])
})
