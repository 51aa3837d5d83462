import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change } from '../../src/trust/catalog/contract.ts'
import { plainText, readableChanges } from './readable-changes.ts'

const added = (at: string, after: unknown): Change => ({
  at,
  change: 'added',
  before: null,
  after: typeof after === 'string' ? after : JSON.stringify(after),
})

test('a new list is one change a member, so that each is judged', () => {
  const fields = [
    { name: 'uscc', zh: '代码', en: 'Code', type: 'identifier' },
    { name: 'tons', zh: '吨数', en: 'Tons', type: 'integer' },
  ]
  assert.deepEqual(
    readableChanges([added('fields', fields), added('zh', '用水')]).map(({ at }) => at),
    ['fields.uscc', 'fields.tons', 'zh'],
  )
  const [key, empty] = readableChanges([added('key', ['uscc', 'period']), added('rules', [])])
  assert.deepEqual([key!.at, empty!.at], ['key', 'rules'])
  const changed: Change = { at: 'key', change: 'changed', before: '["a"]', after: '["a","b"]' }
  assert.deepEqual(readableChanges([changed]), [changed])
})

test('a value reads without brackets; a text that only looks like one stays', () => {
  const field = { name: 'tons', zh: '吨数', en: 'Tons', type: 'integer', synonyms: ['水量', '用量'] }
  assert.equal(plainText(JSON.stringify(field)), 'tons · 吨数 / Tons · type integer · synonyms 水量, 用量')
  const codes = [
    { code: 'a', zh: '甲', en: 'A', synonyms: [] },
    { code: 'b', zh: '乙', en: 'B', synonyms: ['乙类'] },
  ]
  assert.equal(plainText(JSON.stringify(codes)), 'a · 甲 / A; b · 乙 / B · synonyms 乙类')
  assert.equal(plainText('["uscc","period"]'), 'uscc, period')
  assert.equal(plainText('[0-9]{18}'), '[0-9]{18}')
  assert.equal(plainText('每日'), '每日')
})
