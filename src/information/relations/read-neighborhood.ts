import { isIdentifier } from '../../foundation/identifier.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { authorizePublic } from '../../trust/consent/index.ts'
import { getEnterprise, parseUscc } from '../enterprises/index.ts'
import { type Neighborhood, nodesMax, type ReadNeighborhood, refuse } from './contract.ts'
import { type RelationCut, type RelationKind, relationKinds } from './graph.contract.ts'
import { countedAt, distinct, keyOf, type Neighbors, neighborsOf } from './neighbors.ts'
import { nodeOf, type OpenGraph, openGraph } from './open-graph.ts'
import { nodeNumber, relationNumber } from './relation-number.ts'
import { showEdges, showNodes, standingOf, withheldOf } from './show-graph.ts'
import { enterpriseOf } from './sight.ts'
import { type EdgeRow, findNodesByRef, listBetween, type NodeRow } from './store-graph.ts'
import type { RelationsTables } from './tables.ts'

/** Between nodes of the answer that have so many neighbors together, further edges are looked up. */
const lookedUpMax = 5000

/** Who is around an enterprise, or around a node seen from it, breadth first within the bounds of the wish. */
export async function readNeighborhood(
  work: UnitOfWork<RelationsTables>,
  wish: ReadNeighborhood,
): Promise<Neighborhood> {
  const graph = await openGraph(work, wish)
  const root = await rootOf(graph, wish.node)
  const kinds = numbersOf(wish.kinds, graph)
  const limit = Math.min(wish.limit ?? 100, nodesMax)
  const found = await spread(graph, root, { kinds, limit, depth: wish.depth ?? 1, fanOut: wish.fanOut ?? 20 })
  hideUnseen(graph, root, found.depths)
  const between = await edgesBetween(graph, [...found.depths.keys()], kinds)
  const edges = distinct([...found.edges, ...between])
  return {
    root: root.ref,
    asOf: graph.day,
    ...standingOf(graph),
    nodes: await showNodes(graph, found.depths),
    edges: await showEdges(graph, edges),
    cut: cutOf(graph, found.met, edges),
    withheld: await withheldOf(graph, [...found.depths.keys()], kinds),
  }
}

/** The node to begin at: an enterprise whether or not the graph has it, else one that it has. */
async function rootOf({ work, build, sight, root }: OpenGraph, ref: string | undefined): Promise<NodeRow> {
  if (ref === undefined || ref === root.ref) return root
  const code = ref.startsWith('uscc:') ? parseUscc(ref.slice('uscc:'.length)) : undefined
  if (isIdentifier(ref)) {
    const enterprise = await getEnterprise(work, ref)
    await authorizePublic(work, { enterprise: enterprise.enterprise })
    const node = await nodeOf(work, build, enterprise)
    sight.keep([node])
    return node
  }
  const [found] = build ? await findNodesByRef(work.db, build.slot, [ref]) : []
  const node =
    code !== undefined && 'uscc' in code
      ? (found ?? (await nodeOf(work, undefined, { enterprise: ref, uscc: code.uscc, name: null })))
      : (found ?? refuse('relation-node-unknown', { node: ref }))
  sight.keep([node])
  return node
}

/**
 * A node of which the reader sees nothing was not found by anything that the reader saw: a person or institution is
 * as unknown as one that does not exist, and of a code nothing is said beyond the code.
 */
function hideUnseen({ sight }: OpenGraph, root: NodeRow, depths: ReadonlyMap<number, number>): void {
  if (depths.size > 1 || enterpriseOf(root) !== null) return
  if (root.kind !== nodeNumber.enterprise) refuse('relation-node-unknown', { node: root.ref })
  sight.keep([{ ...root, name: root.uscc ?? root.ref }])
}

/** The kinds of a wish by their numbers; a past day has no trade. */
export function numbersOf(text: string | undefined, { knownBy }: Pick<OpenGraph, 'knownBy'>): number[] {
  const wanted = text === undefined ? relationKinds : (text.split(',') as RelationKind[])
  return relationKinds.flatMap((kind, number) =>
    wanted.includes(kind) && (number !== relationNumber.trade || knownBy === undefined) ? [number] : [],
  )
}

interface Spread {
  depths: Map<number, number>
  edges: EdgeRow[]
  /** What was found at each node, those of the last step included. */
  met: Map<number, Neighbors>
}

async function spread(
  graph: OpenGraph,
  root: NodeRow,
  wish: { kinds: readonly number[]; limit: number; depth: number; fanOut: number },
): Promise<Spread> {
  const depths = new Map([[root.number, 0]])
  const met: Spread['met'] = new Map()
  const edges: EdgeRow[] = []
  let frontier = [root.number]
  for (let depth = 1; depth <= wish.depth && frontier.length > 0; depth++) {
    const next: number[] = []
    for (const [node, neighbors] of await neighborsOf(graph, frontier, wish)) {
      met.set(node, neighbors)
      for (const edge of neighbors.edges) {
        const far = edge.fromNode === node ? edge.toNode : edge.fromNode
        if (!depths.has(far)) {
          if (depths.size >= wish.limit) continue
          depths.set(far, depth)
          next.push(far)
        }
        edges.push(edge)
      }
    }
    frontier = next
  }
  // What the last ones could still be expanded by is counted and not shown.
  for (const [node, totals] of await countedAt(graph, frontier, wish.kinds))
    met.set(node, { edges: [], totals })
  return { depths, edges, met }
}

/** Edges between nodes of the answer that the search did not walk: two neighbors that guarantee each other. */
async function edgesBetween(
  { work, build, sight, day, knownBy }: OpenGraph,
  numbers: readonly number[],
  kinds: readonly number[],
): Promise<EdgeRow[]> {
  if (build === undefined || knownBy !== undefined) return []
  const degree = (number: number) =>
    sight
      .node(number)
      .degrees.slice(0, relationKinds.length)
      .reduce((sum, count) => sum + count, 0)
  let looked = 0
  const few = numbers
    .toSorted((left, right) => degree(left) - degree(right))
    .filter((number) => {
      looked += degree(number)
      return looked <= lookedUpMax
    })
  const found = await listBetween(work.db, build.slot, { few, all: numbers, kinds, day })
  await sight.learn(numbers, kinds)
  return found.filter((edge) => sight.said(edge) !== undefined)
}

/** What each node has beside what is shown of it. */
function cutOf({ sight }: OpenGraph, met: Spread['met'], shown: readonly EdgeRow[]): RelationCut[] {
  const counts = new Map<string, number>()
  for (const edge of new Map(shown.map((each) => [keyOf(each), each])).values())
    for (const node of [edge.fromNode, edge.toNode]) {
      const key = `${node} ${edge.kind}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  return [...met].flatMap(([node, { totals }]) =>
    totals.flatMap((total, kind) => {
      const hidden = total - (counts.get(`${node} ${kind}`) ?? 0)
      return hidden > 0 ? [{ node: sight.node(node).ref, kind: relationKinds[kind]!, hidden }] : []
    }),
  )
}
