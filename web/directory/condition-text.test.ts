import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition } from '../../src/trust/catalog/contract.ts'
import { conditionText } from './condition-text.ts'

const names: Record<string, string> = { balance: '余额', principal: '本金', closed_on: '结清日' }
const name = (field: string) => names[field] ?? field

test('a rule reads as a person would say it, what is inside in brackets', () => {
  const condition: Condition = {
    all: [
      { compare: [{ field: 'balance' }, '>', { field: 'principal' }] },
      { any: [{ empty: 'closed_on' }, { not: { compare: [{ field: 'state' }, '=', { constant: 'x' }] } }] },
    ],
  }
  assert.equal(conditionText(condition, name, 'zh-CN'), '余额 > 本金 且 （结清日 为空 或 并非 state = x）')
  assert.equal(
    conditionText(condition, (field) => field, 'en'),
    'balance > principal and (closed_on is empty or not state = x)',
  )
})
