import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RelationEdge, RelationNode } from '../../src/information/relations/graph.contract.ts'
import { routesOf } from './line-route.ts'
import { joinAnswers, type RelationData } from './relation-data.ts'
import { boxHeight, boxWidth, layOut } from './relation-layout.ts'

const seed = Number(process.env.SANXIN_SEED ?? 20261122)
const node = (id: string): RelationNode => ({
  id,
  kind: 'enterprise',
  name: id,
  enterprise: null,
  uscc: null,
  depth: 1,
  marks: [],
})
const edge = (from: string, to: string, kind: RelationEdge['kind'], ratioBps?: number): RelationEdge => ({
  from,
  to,
  kind,
  ...(ratioBps === undefined ? {} : { ratioBps }),
  source: { recordType: kind, node: to },
})
const answer = (edges: RelationEdge[]) => ({
  root: 'firm',
  nodes: [...new Set(['firm', ...edges.flatMap(({ from, to }) => [from, to])])].map(node),
  edges,
  cut: [],
  withheld: [],
})
const dataOf = (edges: RelationEdge[]): RelationData => joinAnswers(answer(edges))

test('owners stand above, what is owned below, guarantees to the right, trade to the left', () => {
  const { boxes } = layOut(
    dataOf([
      edge('owner', 'firm', 'shareholding', 5200),
      edge('head', 'firm', 'position'),
      edge('firm', 'daughter', 'investment', 8000),
      edge('firm', 'debtor', 'guarantee'),
      edge('guarantor', 'firm', 'guarantee'),
      edge('buyer', 'firm', 'trade'),
      edge('holder of owner', 'owner', 'shareholding', 10_000),
    ]),
  )
  const at = (id: string) => boxes.get(id)!
  assert.ok(at('owner').y < at('firm').y && at('head').y < at('firm').y)
  assert.ok(at('holder of owner').y < at('owner').y)
  assert.ok(at('daughter').y > at('firm').y)
  assert.ok(at('debtor').x > at('firm').x && at('guarantor').x > at('firm').x)
  assert.ok(at('buyer').x < at('firm').x)
})

const kinds = ['shareholding', 'investment', 'position', 'guarantee', 'trade'] as const
const someEdges = fc
  .array(
    fc.record({ from: fc.nat(60), to: fc.nat(60), kind: fc.constantFrom(...kinds), ratio: fc.nat(10_000) }),
    { maxLength: 300 },
  )
  .map((wishes) =>
    wishes.map(({ from, to, kind, ratio }) =>
      edge(from === 0 ? 'firm' : `n${from}`, to === 0 ? 'firm' : `n${to}`, kind, ratio),
    ),
  )

test('no two boxes overlap, nothing that is connected is missing, every line has a route', () => {
  fc.assert(
    fc.property(someEdges, (edges) => {
      const data = dataOf(edges)
      const layout = layOut(data)
      assert.deepEqual([...layout.boxes.keys()].sort(), [...data.nodes.keys()].sort())
      const boxes = [...layout.boxes.values()]
      for (const [index, one] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) {
          const apart = Math.abs(one.x - other.x) >= boxWidth || Math.abs(one.y - other.y) >= boxHeight
          assert.ok(apart, `${one.id} and ${other.id}`)
        }
      }
      const routes = routesOf(layout)
      for (const line of layout.lines)
        assert.match(routes.get(line.id)!.path, /^M[-\d. ]+(L[-\d. ]+)?C[-\d. ]+(L[-\d. ]+)?$/)
    }),
    { seed, numRuns: 60 },
  )
})

test('the picture does not depend on the order in which the edges came', () => {
  fc.assert(
    fc.property(someEdges, fc.nat(), (edges, turn) => {
      const turned = [...edges.slice(turn % (edges.length + 1)), ...edges.slice(0, turn % (edges.length + 1))]
      const distinct = (list: RelationEdge[]) => [
        ...new Map(
          [...list].reverse().map((one) => [`${one.from} ${one.to} ${one.kind}`, { ...one, ratioBps: 100 }]),
        ).values(),
      ]
      assert.deepEqual(layOut(dataOf(distinct(turned))).boxes, layOut(dataOf(distinct(edges))).boxes)
    }),
    { seed, numRuns: 60 },
  )
})

test('expanding adds to the picture, and collapsing takes away what only that node led to', () => {
  const first = answer([edge('owner', 'firm', 'shareholding', 5000)])
  const more = {
    ...answer([edge('owner', 'sister', 'investment', 9000), edge('owner', 'firm', 'shareholding', 5000)]),
    cut: [{ node: 'owner', kind: 'investment' as const, hidden: 2 }],
  }
  const opened = joinAnswers(first, [{ node: 'owner', kind: undefined, answer: more }])
  assert.ok(opened.nodes.has('sister'))
  assert.deepEqual(opened.cut, more.cut)
  const closed = joinAnswers(first)
  assert.ok(!closed.nodes.has('sister'))
  assert.deepEqual(closed.cut, [])
})

test('asking for more of one kind leaves the counts of the other kinds as they were', () => {
  const cut = [
    { node: 'firm', kind: 'trade' as const, hidden: 40 },
    { node: 'firm', kind: 'shareholding' as const, hidden: 3 },
  ]
  const first = { ...answer([edge('buyer', 'firm', 'trade')]), cut }
  const more = answer([edge('buyer', 'firm', 'trade'), edge('another', 'firm', 'trade')])
  const joined = joinAnswers(first, [{ node: 'firm', kind: 'trade', answer: more }])
  assert.deepEqual(joined.cut, [cut[1]])
  assert.ok(joined.nodes.has('another'))
})

test('three hundred nodes are laid out within a bounded number of steps', () => {
  const edges = Array.from({ length: 299 }, (_, index) =>
    edge(`n${index}`, index % 7 === 0 ? 'firm' : `n${index - (index % 7)}`, kinds[index % 5]!, index),
  )
  const { boxes } = layOut(dataOf(edges))
  assert.equal(boxes.size, 300)
  const extent = (values: number[]) => Math.max(...values) - Math.min(...values)
  const all = [...boxes.values()]
  assert.ok(extent(all.map(({ x }) => x)) < 60 * boxWidth)
  assert.ok(extent(all.map(({ y }) => y)) < 120 * boxHeight)
})
