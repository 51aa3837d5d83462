import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordField, RecordVersion } from '../../src/information/records/contract.ts'
import { changedFields, valueText } from './value-text.ts'

const field = (name: string, type: string, codes: RecordField['codes'] = null): RecordField => ({
  name,
  zh: name,
  en: name,
  type,
  key: false,
  personal: false,
  codes,
})

test('amounts, codes, figures and what is not there read as people write them', () => {
  const state = field('state', 'code', [{ code: 'paid', zh: '已缴', en: 'Paid' }])
  assert.equal(valueText(field('paid', 'fen'), '145967500', 'zh-CN'), '1,459,675.00 元')
  assert.equal(valueText(state, 'paid', 'zh-CN'), '已缴')
  assert.equal(valueText(state, 'paid', 'en'), 'Paid')
  assert.equal(valueText(state, 'other', 'en'), 'other')
  assert.equal(valueText(field('people', 'integer'), 1200, 'en'), '1,200')
  assert.equal(valueText(field('people', 'integer'), 0, 'en'), '0')
  for (const nothing of [null, undefined, '']) assert.equal(valueText(field('a', 'text'), nothing, 'en'), '—')
})

test('a correction shows where it differs from what the source said before', () => {
  const version = (values: RecordVersion['values']) => ({ values }) as RecordVersion
  const fields = [field('a', 'text'), field('b', 'text'), field('c', 'text')]
  assert.deepEqual(changedFields(fields, version({ a: 'x', b: '1', c: null }), version({ a: 'x', b: '2' })), [
    'b',
  ])
  assert.deepEqual(changedFields(fields, undefined, version({ a: 'x' })), [])
})
