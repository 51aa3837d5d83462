import { adjacencyOf, circlesOf } from './components.ts'
import { controllersOf, type Holdings } from './control.ts'
import type { FindingKind } from './graph.contract.ts'
import { type TradeEdges, tradeRings } from './trade-rings.ts'

export interface Finding {
  kind: FindingKind
  members: number[]
  related: boolean
}

/** What holds today, as arrays; nodes are numbered from 0. */
export interface PresentGraph {
  nodes: number
  isEnterprise: (node: number) => boolean
  holdings: Holdings
  /** Person to enterprise. */
  positions: { from: Int32Array; to: Int32Array; isRepresentative: Uint8Array }
  guarantees: { from: Int32Array; to: Int32Array }
  trade: TradeEdges
}

/** A share from which on two firms count as related by it. */
const tieBpsMin = 1000

/** Everything that stands out in the graph, the gravest kinds first. */
export function findingsOf(graph: PresentGraph): Finding[] {
  const { nodes, holdings, guarantees } = graph
  const parents = controllersOf(nodes, holdings)
  const ties = tiesOf(graph, parents)
  const found = (kind: FindingKind, members: number[], related = true): Finding => ({
    kind,
    members,
    related,
  })
  return [
    ...circlesOf(nodes, adjacencyOf(nodes, guarantees.from, guarantees.to)).map((members) =>
      found('guarantee-ring', members),
    ),
    ...tradeRings(nodes, graph.trade, ties).map(({ members, related }) =>
      found('trade-ring', members, related),
    ),
    ...circlesOf(nodes, adjacencyOf(nodes, holdings.from, holdings.to)).map((members) =>
      found('cross-holding', members),
    ),
    ...sharedRepresentatives(graph).map((members) => found('shared-representative', members)),
    ...groupsOf(graph, parents).map((members) => found('group', members)),
  ]
}

/** A person and the enterprises that it represents in law, two or more. */
function sharedRepresentatives({ positions }: PresentGraph): number[][] {
  const led = new Map<number, number[]>()
  for (let edge = 0; edge < positions.from.length; edge++) {
    if (positions.isRepresentative[edge] !== 1) continue
    const list = led.get(positions.from[edge]!)
    if (list) list.push(positions.to[edge]!)
    else led.set(positions.from[edge]!, [positions.to[edge]!])
  }
  return [...led].filter(([, firms]) => firms.length > 1).map(([person, firms]) => [person, ...firms])
}

/** Who is controlled by nobody, with all that it controls: two enterprises at least. */
function groupsOf({ nodes, isEnterprise }: PresentGraph, parents: Int32Array): number[][] {
  const roots = new Int32Array(nodes).fill(-1)
  const rootOf = (node: number): number => {
    let top = node
    while (parents[top] !== -1 && roots[top] === -1) top = parents[top]!
    const root = roots[top] === -1 ? top : roots[top]!
    for (let below = node; below !== top; below = parents[below]!) roots[below] = root
    return root
  }
  const members = new Map<number, number[]>()
  for (let node = 0; node < nodes; node++) {
    if (parents[node] === -1) continue
    const root = rootOf(node)
    const list = members.get(root)
    if (list) list.push(node)
    else members.set(root, [root, node])
  }
  return [...members.values()].filter((group) => group.filter(isEnterprise).length > 1)
}

/** By what a firm belongs together with others: who leads it, who holds a part of it, who controls it, itself. */
function tiesOf(
  { nodes, holdings, positions }: PresentGraph,
  parents: Int32Array,
): (node: number) => readonly string[] {
  const held = adjacencyOf(nodes, holdings.to, holdings.from)
  const led = adjacencyOf(nodes, positions.to, positions.from)
  return (node) => {
    const ties = [String(node)]
    for (let place = held.starts[node]!; place < held.starts[node + 1]!; place++)
      if (holdings.ratiosBps[held.edges[place]!]! >= tieBpsMin) ties.push(String(held.targets[place]!))
    for (let place = led.starts[node]!; place < led.starts[node + 1]!; place++)
      ties.push(String(led.targets[place]!))
    let top = node
    while (parents[top] !== -1) top = parents[top]!
    if (top !== node) ties.push(String(top))
    return ties
  }
}
