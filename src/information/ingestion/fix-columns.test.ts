import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { guarded, readRowToken, rowToken, unguarded } from './fix-columns.ts'

test('no value that we write begins as a formula, and every value comes back from its guarded form', () => {
  const start = fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', "'", "'=", '＝', '-1', '+1,000.50')
  const value = fc.tuple(start, fc.string()).map((parts) => parts.join(''))
  fc.assert(
    fc.property(value, (text) => {
      const written = guarded(text)
      assert.equal(unguarded(written), text)
      assert.ok(!/^[=@\t\r]/.test(written))
      assert.ok(!/^[+-]/.test(written) || Number.isFinite(Number.parseFloat(written.replace(/,/g, ''))))
    }),
  )
})

test('amounts stay amounts, commands do not stay commands', () => {
  for (const plain of ['-5', '-1,234.50', '+3', '深圳', '', "O'Neill"]) assert.equal(guarded(plain), plain)
  for (const formula of ['-', '-%', '=1+1', '@SUM(A1)', '-2+3', '+cmd|x', '\t=1', '=HYPERLINK("http://x")'])
    assert.equal(guarded(formula), `'${formula}`)
})

test('a row token names a file and a row, and nothing else passes for one', () => {
  assert.deepEqual(readRowToken(rowToken(2, 17)), { file: 2, row: 17 })
  for (const text of ['', '2', '2-', '-17', '2-17-1', '２-17', '1e3-1'])
    assert.equal(readRowToken(text), undefined)
})
