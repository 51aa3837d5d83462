import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Cells,
  optimalPartition,
  type PartitionRules,
  partitionValue,
  type Trend,
} from './optimal-partition.ts'

const trends: readonly Trend[] = ['ascending', 'descending', 'peak', 'valley']

function keepsTrend(odds: readonly number[], trend: Trend): boolean {
  const steps = odds.slice(1).map((value, index) => Math.sign(value - odds[index]!))
  const shape = steps
    .filter((step) => step !== 0)
    .map((step) => (step > 0 ? 'u' : 'd'))
    .join('')
  if (trend === 'ascending') return /^u*$/.test(shape)
  if (trend === 'descending') return /^d*$/.test(shape)
  return trend === 'peak' ? /^u*d*$/.test(shape) : /^d*u*$/.test(shape)
}

/** Every one of the 2^(cells - 1) partitions, by brute force. */
function bestByExhaustion(
  cells: Cells,
  rules: PartitionRules & { trend: Trend },
): { net: number } | undefined {
  const count = cells.goods.length
  let best: { net: number } | undefined
  for (let mask = 0; mask < 1 << (count - 1); mask++) {
    const cuts = Array.from({ length: count - 1 }, (_, index) => index + 1).filter(
      (cut) => mask & (1 << (cut - 1)),
    )
    if (cuts.length + 1 > rules.binsMax) continue
    const edges = [0, ...cuts, count]
    const bins = edges.slice(1).map((end, bin) => {
      const sum = (values: Float64Array) =>
        values.subarray(edges[bin]!, end).reduce((left, right) => left + right, 0)
      return { goods: sum(cells.goods), bads: sum(cells.bads) }
    })
    if (bins.some(({ goods, bads }) => goods < 1 || bads < 1 || goods + bads < rules.rowsMin)) continue
    if (
      !keepsTrend(
        bins.map(({ goods, bads }) => goods / bads),
        rules.trend,
      )
    )
      continue
    const iv = partitionValue(cells, cuts, rules.all)
    const net = iv - bins.length * (rules.ivPerBin ?? 0)
    if (!best || net > best.net) best = { net }
  }
  return best
}

test('the partition is the best of all partitions, for every trend, bin limit and smallest bin', () => {
  const cell = fc.record({ goods: fc.integer({ min: 0, max: 30 }), bads: fc.integer({ min: 0, max: 12 }) })
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 11 }),
      fc.constantFrom(...trends),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 60 }),
      fc.record({ goods: fc.integer({ min: 0, max: 40 }), bads: fc.integer({ min: 0, max: 40 }) }),
      fc.constantFrom(0, 0.01, 0.1),
      (list, trend, binsMax, rowsMin, missing, ivPerBin) => {
        const cells = {
          goods: Float64Array.from(list, (item) => item.goods),
          bads: Float64Array.from(list, (item) => item.bads),
        }
        const total = (values: Float64Array, rest: number) => values.reduce((sum, value) => sum + value, rest)
        const all = { goods: total(cells.goods, missing.goods), bads: total(cells.bads, missing.bads) }
        fc.pre(all.goods > 0 && all.bads > 0)
        const rules = { trend, all, binsMax, rowsMin, ivPerBin }
        const [found, expected] = [optimalPartition(cells, rules), bestByExhaustion(cells, rules)]
        assert.equal(found === undefined, expected === undefined)
        if (!found || !expected) return
        const net = found.iv - (found.cuts.length + 1) * ivPerBin
        assert.ok(Math.abs(net - expected.net) < 1e-9, `${net} instead of ${expected.net}`)
        // What is claimed is what the cuts give, and they keep the rules themselves.
        assert.ok(Math.abs(partitionValue(cells, found.cuts, all) - found.iv) < 1e-9)
        assert.ok(found.cuts.length < binsMax)
      },
    ),
    { numRuns: 600 },
  )
})

test('a turn is found where there is one, and a straight trend is a turn of no height', () => {
  const cells = { goods: Float64Array.of(10, 30, 50, 30, 10), bads: Float64Array.of(10, 10, 10, 10, 10) }
  const all = { goods: 130, bads: 50 }
  const value = (trend: Trend) => optimalPartition(cells, { trend, all, binsMax: 5, rowsMin: 1 })!
  assert.deepEqual(value('peak').cuts, [1, 2, 3, 4])
  assert.ok(value('peak').iv > value('ascending').iv)
  assert.ok(value('peak').iv > value('valley').iv)
})
