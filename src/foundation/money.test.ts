import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { divideHalfUp, formatYuan, parseYuan, splitEvenly } from './money.ts'

test('yuan as people and files write them', () => {
  const amounts: [text: string, fen: bigint][] = [
    ['0', 0n],
    ['-0.00', 0n],
    ['12', 1200n],
    ['1,234.5', 123450n],
    ['1,234,567.89', 123456789n],
    ['-0.01', -1n],
    ['+5.10', 510n],
    ['12.3400', 1234n],
    [' 7.00 ', 700n],
    ['9999999999999999.99', 999999999999999999n],
  ]
  for (const [text, fen] of amounts) assert.equal(parseYuan(text), fen, text)
})

test('what is no amount is not made one', () => {
  const none = [
    '',
    ' ',
    '-',
    '.5',
    '5.',
    '1e3',
    '1e30',
    '0x10',
    'NaN',
    'Infinity',
    '12.345',
    '1,23',
    ',123',
    '1,2345',
    '1234,567',
    '1 234',
    '１２',
    '12元',
    '--1',
    '12345678901234567',
  ]
  for (const text of none) assert.equal(parseYuan(text), undefined, text)
})

test('what is written is read back, to the fen, far beyond 2^53', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }), (fen) => {
      assert.equal(parseYuan(formatYuan(fen)), fen)
      assert.match(formatYuan(fen), /^-?\d+\.\d\d$/)
    }),
  )
})

test('a quotient is the nearest whole number, halves away from zero', () => {
  const halves: [bigint, bigint, bigint][] = [
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [5n, -2n, -3n],
    [-5n, -2n, 3n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [0n, 7n, 0n],
  ]
  for (const [dividend, divisor, quotient] of halves) assert.equal(divideHalfUp(dividend, divisor), quotient)
  fc.assert(
    fc.property(
      fc.bigInt(),
      fc.bigInt().filter((divisor) => divisor !== 0n),
      (dividend, divisor) => {
        const rest = dividend - divideHalfUp(dividend, divisor) * divisor
        const magnitude = (value: bigint) => (value < 0n ? -value : value)
        assert.ok(magnitude(rest) * 2n <= magnitude(divisor))
        assert.equal(divideHalfUp(-dividend, divisor), -divideHalfUp(dividend, divisor))
      },
    ),
  )
  assert.throws(() => divideHalfUp(1n, 0n), RangeError)
})

test('shares add up to the amount, and only the last may differ', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.integer({ min: 1, max: 400 }),
      (amount, parts) => {
        const shares = splitEvenly(amount, parts)
        assert.equal(shares.length, parts)
        assert.equal(
          shares.reduce((sum, share) => sum + share, 0n),
          amount,
        )
        assert.ok(new Set(shares.slice(0, -1)).size <= 1)
      },
    ),
  )
  for (const parts of [0, -1, 1.5, Number.NaN]) assert.throws(() => splitEvenly(1n, parts), RangeError)
})
