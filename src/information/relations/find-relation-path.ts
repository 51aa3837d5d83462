import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { getEnterprise } from '../enterprises/index.ts'
import { type FindRelationPath, type RelationPath, reasons } from './contract.ts'
import { neighborsOf } from './neighbors.ts'
import { nodeOf, type OpenGraph, openGraph } from './open-graph.ts'
import { numbersOf } from './read-neighborhood.ts'
import { showEdges, showNodes, standingOf, withheldOf } from './show-graph.ts'
import type { EdgeRow } from './store-graph.ts'
import type { RelationsTables } from './tables.ts'

/** Nodes that are looked at in all, and relations of one kind at one node. */
const lookedMax = 20_000
const fanOutMax = 300

/** The shortest way from one enterprise to another by relations that the reader may see. */
export async function findRelationPath(
  work: UnitOfWork<RelationsTables>,
  wish: FindRelationPath,
): Promise<RelationPath> {
  const graph = await openGraph(work, wish)
  const target = await getEnterprise(work, wish.to)
  const end = target.enterprise === graph.root.ref ? graph.root : await nodeOf(work, graph.build, target)
  graph.sight.keep([end])
  const kinds = numbersOf(wish.kinds, graph)
  const found = await meet(graph, graph.root.number, end.number, { kinds, steps: wish.steps ?? 4 })
  const nodes = found.edges === undefined ? [] : along(graph.root.number, found.edges)
  const code = found.isCut ? 'relation-path-not-searched-out' : 'relation-path-none'
  const { zh, en, todo } = reasons[code]
  return {
    from: graph.root.ref,
    to: end.ref,
    ...standingOf(graph),
    nodes: await showNodes(graph, new Map(nodes.map((node, step) => [node, step]))),
    edges: await showEdges(graph, found.edges ?? []),
    because: found.edges === undefined ? { code, zh, en, todo } : null,
    shortest: !found.isCut,
    looked: found.looked,
    withheld: await withheldOf(graph, nodes.length > 0 ? nodes : found.ends, kinds),
  }
}

interface Side {
  /** By node the edge by which it was reached first; none at the start. */
  reached: Map<number, EdgeRow | undefined>
  frontier: number[]
  depth: number
}

/** Goes on from whichever end has fewer to look at, step by step, until the two have met. */
async function meet(
  graph: OpenGraph,
  from: number,
  to: number,
  wish: { kinds: readonly number[]; steps: number },
): Promise<{ edges: EdgeRow[] | undefined; looked: number; isCut: boolean; ends: number[] }> {
  const sides = [from, to].map(
    (start): Side => ({ reached: new Map([[start, undefined]]), frontier: [start], depth: 0 }),
  ) as [Side, Side]
  const [near, far] = sides
  const looked = () => near.reached.size + far.reached.size
  let isCut = false
  const answer = (edges: EdgeRow[] | undefined) => ({ edges, looked: looked(), isCut, ends: [from, to] })
  if (from === to) return answer([])
  while (near.depth + far.depth < wish.steps) {
    const [side, other] = near.frontier.length <= far.frontier.length ? [near, far] : [far, near]
    if (side.frontier.length === 0) break
    const next: number[] = []
    const met: number[] = []
    for (const [node, { edges, totals }] of await neighborsOf(graph, side.frontier, {
      kinds: wish.kinds,
      fanOut: fanOutMax,
    })) {
      isCut ||= totals.some((total) => total > fanOutMax)
      for (const edge of edges) {
        const reached = edge.fromNode === node ? edge.toNode : edge.fromNode
        if (side.reached.has(reached)) continue
        side.reached.set(reached, edge)
        next.push(reached)
        if (other.reached.has(reached)) met.push(reached)
      }
    }
    side.depth++
    side.frontier = next
    // All that meet here are equally far: the other side is looked at step by step too.
    if (met.length > 0) return answer([...back(near, met[0]!).reverse(), ...back(far, met[0]!)])
    if (looked() > lookedMax) {
      isCut = true
      break
    }
  }
  return answer(undefined)
}

/** The edges from a node back to where its side began. */
function back({ reached }: Side, from: number): EdgeRow[] {
  const edges: EdgeRow[] = []
  let node = from
  for (let edge = reached.get(node); edge !== undefined; edge = reached.get(node)) {
    edges.push(edge)
    node = edge.fromNode === node ? edge.toNode : edge.fromNode
  }
  return edges
}

function along(start: number, edges: readonly EdgeRow[]): number[] {
  const nodes = [start]
  for (const edge of edges) nodes.push(edge.fromNode === nodes.at(-1) ? edge.toNode : edge.fromNode)
  return nodes
}
