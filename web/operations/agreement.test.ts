import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IdentitySuggestion } from '../../src/information/enterprises/contract.ts'
import { agreementOf, markDifference, otherReasons, weightText } from './agreement.ts'

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

test('only what differs is marked, and the parts make the text again', () => {
  const parts = (text: string, other: string) => Object.values(markDifference(text, other))
  assert.deepEqual(parts('邕城柏桂装饰工程', '邕城柏桂装饰科程'), ['邕城柏桂装饰', '工', '程'])
  assert.deepEqual(parts('甲乙', '甲乙乙'), ['甲乙', '', ''])
  assert.deepEqual(parts('甲乙乙', '甲乙'), ['甲乙', '乙', ''])
  assert.deepEqual(parts('甲', '甲'), ['甲', '', ''])
  assert.deepEqual(parts('甲', ''), ['甲', '', ''])
})
