import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Value } from '../../src/credit/profile/value.contract.ts'
import { valueText, withPersons } from './value-text.ts'

const cases: [Value, string | undefined, string | undefined][] = [
  [{ type: 'fen', value: '91780000' }, '91.78 万元', '¥917.8K'],
  [{ type: 'usd-cents', value: '1250000' }, '1.25 万美元', 'US$12.5K'],
  [{ type: 'bps', value: 5840 }, '58.4%', '58.4%'],
  [{ type: 'bps', value: -210 }, '−2.1%', '−2.1%'],
  [{ type: 'persons', value: 1 }, '1 人', '1 person'],
  [{ type: 'kilowatt-hours', value: 12345 }, '12,345 千瓦时', '12,345 kWh'],
  [{ type: 'code', value: 'open', zh: '未结', en: 'Open' }, '未结', 'Open'],
  [{ type: 'code', value: 'K99' }, 'K99', 'K99'],
  [{ type: 'integer', value: 0 }, '0', '0'],
  [{ type: 'integer', value: 1234567 }, '1,234,567', '1,234,567'],
  [{ type: 'boolean', value: false }, '否', 'no'],
  [{ type: 'fen', value: null }, undefined, undefined],
]

test('a value is written with its unit, in each language', () => {
  for (const [value, zh, en] of cases) {
    assert.equal(valueText(value, 'zh-CN'), zh)
    assert.equal(valueText(value, 'en'), en)
  }
})

test('a person in records is an individual with a mark, alone or in a sentence; codes stay codes', () => {
  assert.equal(valueText({ type: 'text', value: 'Pe17fe3a84019f5d9' }, 'zh-CN'), '个人 e17f')
  assert.equal(
    withPersons('Largest payer Pe17fe3a84019f5d9, 72%', 'en'),
    'Largest payer an individual e17f, 72%',
  )
  assert.equal(withPersons('91450105MYEMGPD08E', 'en'), '91450105MYEMGPD08E')
})
