import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normal, seededRandom } from '../../foundation/random.ts'
import { binAtCuts, binColumn, binNumbers } from './binning.ts'
import { encodeColumn } from './component.ts'
import { keepsTrend, shortestBetween } from './polish-cuts.ts'
import { weightOfEvidence } from './weight-of-evidence.ts'

test('WOE has the sign of good, half a row where a cell is empty, and 0 where there is no row', () => {
  const all = { goods: 80, bads: 20 }
  assert.ok(Math.abs(weightOfEvidence({ goods: 40, bads: 5 }, all) - Math.log(0.5 / 0.25)) < 1e-12)
  assert.ok(
    Math.abs(weightOfEvidence({ goods: 10, bads: 0 }, all) - Math.log(10.5 / 80 / (0.5 / 20))) < 1e-12,
  )
  assert.equal(weightOfEvidence({ goods: 0, bads: 0 }, all), 0)
  assert.ok(weightOfEvidence({ goods: 0, bads: 3 }, all) < 0)
})

const rows = fc
  .array(
    fc.record({
      value: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: -20, max: 20 }).map((n) => n / 4) },
        { weight: 1, arbitrary: fc.constant(Number.NaN) },
      ),
      label: fc.constantFrom(0, 0, 1),
    }),
    { minLength: 4, maxLength: 120 },
  )
  .filter((list) => list.some(({ label }) => label === 1) && list.some(({ label }) => label === 0))

test('bins count every row once, keep limits and trend, and say what the cuts give', () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom('auto', 'ascending', 'descending', 'one-turn') as fc.Arbitrary<'auto'>,
      (list, direction) => {
        const values = Float64Array.from(list, ({ value }) => value)
        const labels = Uint8Array.from(list, ({ label }) => label)
        const binning = binNumbers(values, labels, {
          binsMax: 5,
          binShareMin: 0.1,
          direction,
          specials: [-5],
        })
        assert.equal(
          binning.bins.reduce((sum, { goods, bads }) => sum + goods + bads, 0),
          list.length,
        )
        const intervals = binning.bins.filter(({ kind }) => kind === 'interval')
        assert.ok(intervals.length <= 5)
        if (intervals.length > 1) {
          for (const { goods, bads } of intervals)
            assert.ok(goods >= 1 && bads >= 1 && goods + bads >= 0.1 * list.length)
          assert.ok(binning.trend !== 'none' && keepsTrend(intervals, binning.trend))
        }
        const codes = encodeColumn(values, binning)
        binning.bins.forEach((bin, index) => {
          const members = list.filter((_, row) => codes[row] === index)
          assert.equal(members.length, bin.goods + bin.bads)
          assert.equal(members.filter(({ label }) => label === 1).length, bin.bads)
        })
      },
    ),
    { numRuns: 300 },
  )
})

test('a threshold inside a cell of a large column is found to the row', () => {
  const random = seededRandom('threshold')
  const values = Float64Array.from({ length: 200_000 }, () => normal(random))
  const labels = Uint8Array.from(values, (value) => (random() < (value < 0.313337 ? 0.2 : 0.03) ? 1 : 0))
  const cuts = binNumbers(values, labels, { binsMax: 2 }).bins.flatMap(({ kind, lower }) =>
    kind === 'interval' && lower !== null ? [lower] : [],
  )
  assert.equal(cuts.length, 1)
  const between = values.filter(
    (value) => value > Math.min(cuts[0]!, 0.313337) && value < Math.max(cuts[0]!, 0.313337),
  )
  assert.ok(between.length < 40, `${between.length} rows between ${cuts[0]} and the threshold`)
})

test('more bins and finer bins never have a lower information value', () => {
  const random = seededRandom('more bins')
  const values = Float64Array.from({ length: 5000 }, () => normal(random))
  const labels = Uint8Array.from(values, (value) => (random() < 1 / (1 + Math.exp(2 + value)) ? 1 : 0))
  let last = 0
  for (const binsMax of [2, 3, 5, 8, 12]) {
    const { iv } = binNumbers(values, labels, { binsMax, preBinsMax: 60, direction: 'ascending' })
    assert.ok(iv >= last - 1e-9)
    last = iv
  }
  const own = binNumbers(values, labels, { binsMax: 4, direction: 'ascending' })
  const cuts = own.bins.flatMap(({ kind, lower }) => (kind === 'interval' && lower !== null ? [lower] : []))
  assert.ok(Math.abs(binAtCuts(values, labels, cuts).iv - own.iv) < 1e-9)
})

test('categories group by their odds; rare and unseen ones share a bin', () => {
  const column: (string | null)[] = []
  const labels: number[] = []
  const add = (name: string | null, goods: number, bads: number) => {
    for (let row = 0; row < goods + bads; row++) {
      column.push(name)
      labels.push(row < bads ? 1 : 0)
    }
  }
  add('a', 90, 10)
  add('b', 180, 20)
  add('c', 50, 50)
  add('d', 1, 1)
  add(null, 5, 5)
  const binning = binColumn(column, Uint8Array.from(labels), { binsMax: 2 })
  const groups = binning.bins.map(({ kind, categories }) => `${kind} ${categories.join()}`)
  assert.deepEqual(groups, ['other c,d', 'categories a,b', 'missing '])
  assert.deepEqual([...encodeColumn(['b', 'never seen', ''], binning)], [1, 0, 2])
})

test('a cut is the shortest decimal between its neighbors', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-9, max: 1e3, noNaN: true }),
      (below, gap) => {
        const least = below + gap
        fc.pre(least > below)
        const cut = shortestBetween(below, least)
        assert.ok(cut > below && cut <= least)
      },
    ),
  )
  assert.equal(shortestBetween(11.41999, 11.43001), 11.43)
})
