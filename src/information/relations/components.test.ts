import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { adjacencyOf, circlesOf, componentsOf } from './components.ts'

const seed = Number(process.env.SANXIN_SEED ?? Date.now() % 1e9)
const graphs = fc.integer({ min: 1, max: 14 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    edges: fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1)), { maxLength: 40 }),
  }),
)

const adjacency = (nodes: number, edges: readonly [number, number][]) =>
  adjacencyOf(
    nodes,
    Int32Array.from(edges, ([from]) => from),
    Int32Array.from(edges, ([, to]) => to),
  )

/** By the definition: who reaches whom, worked out by Warshall. */
function reaches(nodes: number, edges: readonly [number, number][]): boolean[][] {
  const reach = Array.from({ length: nodes }, (_, from) =>
    Array.from({ length: nodes }, (__, to) => from === to),
  )
  for (const [from, to] of edges) reach[from]![to] = true
  for (let by = 0; by < nodes; by++)
    for (let from = 0; from < nodes; from++)
      for (let to = 0; to < nodes; to++) reach[from]![to] ||= reach[from]![by]! && reach[by]![to]!
  return reach
}

test(`components are those that reach each other, whatever comes first (seed ${seed})`, () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }) => {
      const { of } = componentsOf(nodes, adjacency(nodes, edges))
      const reach = reaches(nodes, edges)
      for (let left = 0; left < nodes; left++)
        for (let right = 0; right < nodes; right++)
          assert.equal(of[left] === of[right], reach[left]![right]! && reach[right]![left]!)
      for (const [from, to] of edges) assert.ok(of[from]! >= of[to]!)
    }),
    { seed, numRuns: 300 },
  )
})

test('a ring is told in turn, from its smallest number on; a chain of a million is no ring and no deep call', () => {
  const ring: [number, number][] = [
    [4, 2],
    [2, 3],
    [3, 4],
    [0, 2],
  ]
  assert.deepEqual(circlesOf(5, adjacency(5, ring)), [[2, 3, 4]])
  const length = 1_000_000
  const from = Int32Array.from({ length: length - 1 }, (_, node) => node)
  assert.deepEqual(
    circlesOf(
      length,
      adjacencyOf(
        length,
        from,
        from.map((node) => node + 1),
      ),
    ),
    [],
  )
})
