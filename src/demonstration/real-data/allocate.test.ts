import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allocate } from './allocate.ts'

/** By trying every whole amount of every candidate: the vertices of the problem are whole when its data are. */
function byTrying(candidates: { yield: number; min: number; max: number }[], budget: number): number {
  let best = new Float64Array(budget + 1)
  for (const candidate of candidates) {
    const next = best.slice()
    for (let spent = 0; spent <= budget; spent++)
      for (let amount = candidate.min; amount <= candidate.max && amount <= spent; amount++)
        next[spent] = Math.max(next[spent]!, best[spent - amount]! + amount * candidate.yield)
    best = next
  }
  return Math.max(...best)
}

const candidate = fc.record({
  yield: fc.integer({ min: -20, max: 100 }).map((value) => value / 1000),
  min: fc.integer({ min: 1, max: 8 }),
  room: fc.integer({ min: 0, max: 9 }),
})

test('no allocation earns more, and each amount is nothing or within its bounds and all within the budget', () => {
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 7 }), fc.integer({ min: 0, max: 40 }), (drawn, budget) => {
      const plain = drawn.map(({ yield: rate, min, room }) => ({ yield: rate, min, max: min + room }))
      const { amountsFen, profit, relaxedBound } = allocate(
        plain.map(({ yield: rate, min, max }) => ({ yield: rate, minFen: BigInt(min), maxFen: BigInt(max) })),
        BigInt(budget),
      )
      assert(amountsFen.reduce((sum, amount) => sum + amount, 0n) <= BigInt(budget))
      for (const [at, amount] of amountsFen.entries())
        assert(amount === 0n || (amount >= BigInt(plain[at]!.min) && amount <= BigInt(plain[at]!.max)))
      const optimum = byTrying(plain, budget)
      assert(Math.abs(profit - optimum) < 1e-9, `${profit} instead of ${optimum}`)
      assert(profit <= relaxedBound + 1e-9)
    }),
    { numRuns: 400 },
  )
})

test('the minimum is honored even when the best yield alone would break it', () => {
  const { amountsFen } = allocate(
    [
      { yield: 0.05, minFen: 10n, maxFen: 100n },
      { yield: 0.04, minFen: 10n, maxFen: 100n },
    ],
    105n,
  )
  assert.deepEqual(amountsFen, [95n, 10n])
})

test('two hundred candidates with equal bounds are solved at once', () => {
  const candidates = Array.from({ length: 202 }, (_, at) => ({
    yield: Math.sin(at) / 20,
    minFen: 10_000_000n,
    maxFen: 100_000_000n,
  }))
  const { nodes, profit, relaxedBound } = allocate(candidates, 10_000_000_000n)
  assert(nodes < 10, `nodes ${nodes}`)
  assert(Math.abs(profit - relaxedBound) < 1)
})
