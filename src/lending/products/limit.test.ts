import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { LimitPolicy } from './contract.ts'
import { type Figures, reckonLimit } from './limit.ts'

const words = { zh: '项', en: 'line' }
const policy: LimitPolicy = {
  version: 1,
  lines: [
    { id: 'sales', ...words, input: 'sales', percent: 150, less: ['loans'], missing: 'refer' },
    { id: 'tax', ...words, input: 'tax', percent: 800, less: [], missing: 'skip' },
    { id: 'requested', ...words, input: 'amount', percent: 100, less: [], missing: 'refer' },
    { id: 'cap', ...words, fixedFen: '300000000', less: [], missing: 'refer' },
  ],
  debts: [{ id: 'loans', zh: '已有贷款', en: 'existing loans', input: 'loans', missing: 'refer' }],
  stepFen: '1000000',
}
const cap = (limitFen: bigint) => ({ id: 'industry', zh: '行业', en: 'industry', limitFen })

test('a limit reckoned by hand: 1.5 × 800,000 − 250,000 yuan, in steps of 10,000', () => {
  const figures = { sales: 80_000_033.7, tax: 20_000_000, amount: 200_000_000, loans: 25_500_000 }
  const { limitFen, lines } = reckonLimit(policy, figures, [])
  // 80,000,033 × 1.5 = 120,000,049 (half a fen cut off) − 25,500,000 = 94,500,049 fen, in steps: 940,000 yuan.
  assert.equal(limitFen, 94_000_000n)
  assert.deepEqual(
    lines.map(({ id, amountFen, binding }) => [id, amountFen, binding]),
    [
      ['sales', '94500049', true],
      ['tax', '160000000', false],
      ['requested', '200000000', false],
      ['cap', '300000000', false],
    ],
  )
  assert.equal(lines[0]!.formula.en, '800,000.33 yuan × 150 % − existing loans 255,000.00 yuan')
  assert.equal(lines[0]!.formula.zh, '800,000.33 元 × 150 % − 已有贷款 255,000.00 元')
})

test('a missing figure: no limit where the policy refers, one line fewer where it skips', () => {
  const figures = { sales: 80_000_000, tax: null, amount: 50_000_000, loans: 0 }
  assert.equal(reckonLimit(policy, figures, []).limitFen, 50_000_000n)
  assert.equal(reckonLimit(policy, { ...figures, sales: null }, []).limitFen, null)
  assert.equal(reckonLimit(policy, { ...figures, loans: null }, []).limitFen, null)
  assert.match(
    reckonLimit(policy, { ...figures, loans: null }, []).lines[0]!.formula.zh,
    /已有贷款：数据缺失/,
  )
})

test('debts above what sales carry leave nothing, never less than nothing', () => {
  const figures = { sales: 10_000_000, tax: 1, amount: 50_000_000, loans: 90_000_000 }
  assert.equal(reckonLimit(policy, figures, []).limitFen, 0n)
})

test('a cap of a rule is one more line', () => {
  const figures = { sales: 80_000_000, tax: null, amount: 50_000_000, loans: 0 }
  const { limitFen, lines } = reckonLimit(policy, figures, [cap(30_000_000n)])
  assert.equal(limitFen, 30_000_000n)
  assert.equal(lines.find(({ binding }) => binding)?.id, 'rule:industry')
})

const fen = fc.integer({ min: 0, max: 2 ** 48 })
const figures: fc.Arbitrary<Figures> = fc.record({ sales: fen, tax: fc.option(fen), amount: fen, loans: fen })

test('the limit is never above any line, a whole number of steps, and falls as debts rise', () => {
  fc.assert(
    fc.property(figures, fc.array(fen.map(BigInt)), fen, (given, caps, more) => {
      const { limitFen, lines } = reckonLimit(policy, given, caps.map(cap))
      assert.ok(limitFen !== null && limitFen >= 0n && limitFen % 1_000_000n === 0n)
      for (const { amountFen } of lines) if (amountFen !== null) assert.ok(limitFen <= BigInt(amountFen))
      assert.equal(lines.filter(({ binding }) => binding).length, 1)
      const deeper = reckonLimit(policy, { ...given, loans: (given.loans as number) + more }, caps.map(cap))
      assert.ok(deeper.limitFen! <= limitFen)
    }),
  )
})
