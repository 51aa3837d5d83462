import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeFigure } from './change-figure.ts'

test('a share is rounded, an amount has its unit, a bare count is left to the sentence', () => {
  assert.equal(changeFigure({ type: 'bps', value: 5162 }, 'zh-CN'), '52%')
  assert.equal(changeFigure({ type: 'bps', value: -7500 }, 'en'), '−75%')
  assert.equal(changeFigure({ type: 'fen', value: '276950' }, 'zh-CN'), '2,769.5 元')
  assert.equal(changeFigure({ type: 'integer', value: 2 }, 'zh-CN'), undefined)
  assert.equal(changeFigure({ type: 'fen', value: null }, 'zh-CN'), undefined)
})
