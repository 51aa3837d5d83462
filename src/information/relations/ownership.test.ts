import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type OwnershipGraph, solveOwnership } from './ownership.ts'

const seed = Number(process.env.SANXIN_SEED ?? Date.now() % 1e9)

function graphOf(
  nodes: number,
  edges: readonly [from: number, to: number, ratioBps: number][],
): OwnershipGraph {
  return {
    nodes,
    from: Int32Array.from(edges, ([from]) => from),
    to: Int32Array.from(edges, ([, to]) => to),
    ratiosBps: Int32Array.from(edges, ([, , ratio]) => ratio),
  }
}

const close = (actual: number, expected: number, what = '') =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${what} ${actual} is not ${expected}`)

test('shares multiply along a chain and add up over several', () => {
  // 3 holds 60 % of 1 and 50 % of 2; 1 holds 40 % of 0, 2 holds 30 %; 4 holds the other 30 %.
  const solved = solveOwnership(
    graphOf(5, [
      [3, 1, 6000],
      [3, 2, 5000],
      [1, 0, 4000],
      [2, 0, 3000],
      [4, 0, 3000],
    ]),
    0,
  )
  const [first, second] = solved.owners
  assert.deepEqual([first!.owner, second!.owner], [3, 4])
  close(first!.share, 0.6 * 0.4 + 0.5 * 0.3)
  close(first!.pathsShare, first!.share)
  assert.deepEqual(first!.paths, [
    { nodes: [3, 1, 0], ratiosBps: [6000, 4000], product: 0.6 * 0.4 },
    { nodes: [3, 2, 0], ratiosBps: [5000, 3000], product: 0.5 * 0.3 },
  ])
  close(second!.share, 0.3)
  // The 40 % of 1 and the 50 % of 2 that no record names a holder of.
  close(solved.unexplained, 0.4 * 0.4 + 0.5 * 0.3)
  assert.deepEqual(solved.circles, [])
})

test('two that hold half of each other: the closed form p / (1 − ab), and nothing is lost', () => {
  // 0 and 1 hold 50 % and 40 % of each other; 2 holds the rest of 0, 3 the rest of 1.
  const solved = solveOwnership(
    graphOf(4, [
      [1, 0, 5000],
      [0, 1, 4000],
      [2, 0, 5000],
      [3, 1, 6000],
    ]),
    0,
  )
  const shares = new Map(solved.owners.map((owner) => [owner.owner, owner]))
  close(shares.get(2)!.share, 0.5 / (1 - 0.5 * 0.4))
  close(shares.get(2)!.pathsShare, 0.5)
  close(shares.get(3)!.share, (0.6 * 0.5) / (1 - 0.5 * 0.4))
  close(shares.get(2)!.share + shares.get(3)!.share, 1)
  close(solved.unexplained, 0)
  assert.deepEqual(solved.circles, [[0, 1]])
})

test('a circle that belongs to nobody has no owner; holders of more than the whole are scaled down and named', () => {
  const circle = solveOwnership(
    graphOf(2, [
      [1, 0, 10_000],
      [0, 1, 10_000],
    ]),
    0,
  )
  assert.deepEqual(circle.owners, [])
  close(circle.unexplained, 1)
  const overstated = solveOwnership(
    graphOf(3, [
      [1, 0, 9000],
      [2, 0, 9000],
    ]),
    0,
  )
  assert.deepEqual(overstated.overstated, [0])
  for (const { share } of overstated.owners) close(share, 0.5)
})

test('who holds nothing of a closed circle does not open it', () => {
  const solved = solveOwnership(
    graphOf(3, [
      [1, 0, 10_000],
      [0, 1, 10_000],
      [2, 0, 0],
    ]),
    0,
  )
  assert.deepEqual(solved.owners, [])
})

/** Holdings with circles whose holders never have more than the whole. */
const holdings = fc.integer({ min: 2, max: 7 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    edges: fc
      .uniqueArray(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.integer({ min: 1, max: 1600 })), {
        maxLength: 16,
        selector: ([from, to]) => `${from} ${to}`,
      })
      .map((edges) => edges.filter(([from, to]) => from !== to) as [number, number, number][]),
  }),
)

/** By the definition: all ways of up to so many steps added up; the rest is bounded by the column sums. */
function addUpWays(graph: OwnershipGraph, target: number, steps: number): Float64Array {
  const total = new Float64Array(graph.nodes)
  let level = new Float64Array(graph.nodes)
  level[target] = 1
  for (let step = 0; step < steps; step++) {
    const next = new Float64Array(graph.nodes)
    for (let edge = 0; edge < graph.from.length; edge++)
      next[graph.from[edge]!]! += (graph.ratiosBps[edge]! / 10_000) * level[graph.to[edge]!]!
    for (let node = 0; node < graph.nodes; node++) total[node]! += next[node]!
    level = next
  }
  return total
}

test(`solved shares are the sum over all ways, and no more than the whole (seed ${seed})`, () => {
  fc.assert(
    fc.property(holdings, ({ nodes, edges }) => {
      const graph = graphOf(nodes, edges)
      const solved = solveOwnership(graph, 0)
      // At most 6 × 1600 bps hold each, so 1,000 steps leave less than 0.96^1000.
      const ways = addUpWays(graph, 0, 1000)
      const held = new Set(edges.map(([, to]) => to))
      for (let node = 1; node < nodes; node++) {
        if (held.has(node)) continue
        const found = solved.owners.find(({ owner }) => owner === node)
        close(found?.share ?? 0, ways[node]!)
        const products = found?.paths.map(({ product }) => product) ?? []
        close(
          found?.pathsShare ?? 0,
          products.reduce((sum, product) => sum + product, 0),
        )
        assert.ok((found?.pathsShare ?? 0) <= (found?.share ?? 0) + 1e-12)
      }
      assert.ok(solved.owners.reduce((sum, { share }) => sum + share, 0) <= 1 + 1e-9)
    }),
    { seed, numRuns: 300 },
  )
})
