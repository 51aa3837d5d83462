import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ringRules, type TradeEdges, tradeRings } from './trade-rings.ts'

const seed = Number(process.env.SANXIN_SEED ?? Date.now() % 1e9)

function tradeOf(edges: readonly [from: number, to: number, amount: number][]): TradeEdges {
  return {
    from: Int32Array.from(edges, ([from]) => from),
    to: Int32Array.from(edges, ([, to]) => to),
    amounts: Float64Array.from(edges, ([, , amount]) => amount),
  }
}

const strangers = () => []
const million = 100_000_000

test('a ring of sales is found once, in the direction of the sales, from its smallest number', () => {
  const trade = tradeOf([
    [3, 1, million],
    [1, 2, million * 1.05],
    [2, 3, million * 0.99],
    [3, 0, million * 4],
  ])
  assert.deepEqual(tradeRings(4, trade, strangers), [{ members: [1, 2, 3], related: false }])
})

test('among related firms less likeness will do; what they have in common is asked of two of them', () => {
  const trade = tradeOf([
    [0, 1, million],
    [1, 0, million * 1.2],
  ])
  assert.deepEqual(tradeRings(2, trade, strangers), [])
  assert.deepEqual(
    tradeRings(2, trade, () => ['p7']),
    [{ members: [0, 1], related: true }],
  )
  assert.deepEqual(
    tradeRings(2, trade, (node) => [`p${node}`, `p${node}`]),
    [],
  )
})

test('sales that do not matter to either side, that grow on their way, or that are six around are no ring', () => {
  const small = ringRules.amountFenMin - 1
  const triangle: [number, number][] = [
    [0, 1],
    [1, 2],
    [2, 0],
  ]
  assert.deepEqual(tradeRings(3, tradeOf(triangle.map(([from, to]) => [from, to, small])), strangers), [])
  assert.deepEqual(
    tradeRings(3, tradeOf(triangle.map(([from, to], at) => [from, to, million * 1.2 ** at])), strangers),
    [],
  )
  const crowd: [number, number, number][] = triangle.flatMap(([from, to]) => [
    [from, to, million],
    // Twelve times as much goes to and comes from others.
    [from, from + 3, million * 12],
    [to + 6, to, million * 12],
  ])
  assert.deepEqual(tradeRings(9, tradeOf(crowd), strangers), [])
  const six: [number, number, number][] = Array.from({ length: 6 }, (_, at) => [at, (at + 1) % 6, million])
  assert.deepEqual(tradeRings(6, tradeOf(six), strangers), [])
})

/** By the definition: every ordered choice of up to five firms. */
function naive(nodes: number, edges: readonly [number, number, number][]): string[] {
  const amount = new Map(edges.map(([from, to, value]) => [`${from} ${to}`, value]))
  const total = (end: 0 | 1, node: number) =>
    edges.filter((edge) => edge[end] === node).reduce((sum, [, , value]) => sum + value, 0)
  const matters = ([from, to, value]: [number, number, number]) =>
    value >= ringRules.amountFenMin &&
    (value / total(0, from) >= ringRules.shareMin || value / total(1, to) >= ringRules.shareMin)
  const kept = new Set(edges.filter(matters).map(([from, to]) => `${from} ${to}`))
  const rings: string[] = []
  const grow = (path: number[]) => {
    if (path.length >= 2) {
      const steps = path.map((node, at) => `${node} ${path[(at + 1) % path.length]}`)
      const values = steps.map((step) => amount.get(step)!)
      if (
        steps.every((step) => kept.has(step)) &&
        Math.max(...values) <= Math.min(...values) * ringRules.spreadMaxUnrelated
      )
        rings.push(path.join(' '))
    }
    if (path.length < ringRules.lengthMax)
      for (let next = path[0]! + 1; next < nodes; next++) if (!path.includes(next)) grow([...path, next])
  }
  for (let first = 0; first < nodes; first++) grow([first])
  return rings.sort()
}

test(`what is found is what trying everything finds (seed ${seed})`, () => {
  const trades = fc
    .uniqueArray(fc.tuple(fc.nat(6), fc.nat(6), fc.constantFrom(0.05, 0.95, 1, 1.04, 1.09, 2)), {
      maxLength: 24,
      selector: ([from, to]) => `${from} ${to}`,
    })
    .map((edges) =>
      edges
        .filter(([from, to]) => from !== to)
        .map(([from, to, value]): [number, number, number] => [from, to, value * million]),
    )
  fc.assert(
    fc.property(trades, (edges) => {
      const found = tradeRings(7, tradeOf(edges), strangers).map(({ members }) => members.join(' '))
      assert.deepEqual(found.sort(), naive(7, edges))
    }),
    { seed, numRuns: 150 },
  )
})
