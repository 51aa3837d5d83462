import { relationKinds } from './graph.contract.ts'
import type { OpenGraph } from './open-graph.ts'
import { relationNumber } from './relation-number.ts'
import { type EdgeRow, listVersions, listWeightiest, type Near, type ReportedBy } from './store-graph.ts'

/** Edges that the reader sees at one node. */
export interface Neighbors {
  /** By kind and weight, of each kind the weightiest. */
  edges: EdgeRow[]
  /** By kind, how many the reader may see in all. */
  totals: number[]
}

/** Of edges in records of others so many are looked through for those that the reader may see. */
const lookedThroughMax = 4000
/** At a past day nodes have so many records looked at together. */
const versionsMax = 20_000

const ends: readonly Near[] = ['from', 'to']

/** What the reader sees at each of the nodes: of each kind the weightiest, and how many there are. */
export async function neighborsOf(
  graph: OpenGraph,
  nodes: readonly number[],
  wish: { kinds: readonly number[]; fanOut: number },
): Promise<Map<number, Neighbors>> {
  await graph.sight.learn(nodes, wish.kinds)
  const found =
    graph.knownBy === undefined ? await presentAt(graph, nodes, wish) : await pastAt(graph, nodes, wish.kinds)
  await graph.sight.load(found.flatMap((edge) => [edge.fromNode, edge.toNode]))
  await graph.sight.learn(
    found.flatMap((edge) => [edge.fromNode, edge.toNode]),
    [...new Set(found.map((edge) => edge.kind))],
  )
  const at = new Map<number, EdgeRow[]>(nodes.map((node) => [node, []]))
  for (const edge of found) {
    if (graph.sight.said(edge) === undefined) continue
    for (const node of new Set([edge.fromNode, edge.toNode])) at.get(node)?.push(edge)
  }
  return new Map([...at].map(([node, edges]) => [node, settle(graph, node, distinct(edges), wish)]))
}

/** How many the reader may see at nodes that are not expanded, by kind: as counted at the build; of a past day, nothing. */
export async function countedAt(
  graph: OpenGraph,
  nodes: readonly number[],
  kinds: readonly number[],
): Promise<Map<number, number[]>> {
  await graph.sight.learn(nodes, kinds)
  const count = (node: number, kind: number) =>
    kinds.includes(kind) && graph.knownBy === undefined ? totalOf(graph, node, [], kind) : 0
  return new Map(nodes.map((node) => [node, relationKinds.map((_, kind) => count(node, kind))]))
}

function settle(
  graph: OpenGraph,
  node: number,
  edges: readonly EdgeRow[],
  { kinds, fanOut }: { kinds: readonly number[]; fanOut: number },
): Neighbors {
  const { sight } = graph
  const totals = relationKinds.map(() => 0)
  const kept: EdgeRow[] = []
  for (const kind of kinds) {
    const ofKind = edges
      .filter((edge) => edge.kind === kind)
      .sort((left, right) => weigh(graph, right) - weigh(graph, left))
    kept.push(...ofKind.slice(0, fanOut))
    totals[kind] =
      graph.knownBy === undefined
        ? Math.max(ofKind.length, totalOf(graph, node, ofKind, kind))
        : ofKind.length
  }
  return { edges: kept.filter((edge) => sight.said(edge) !== undefined), totals }
}

/** All of a kind at a node that the reader may see: those that are public or its own by count, the others as found. */
function totalOf({ sight }: OpenGraph, node: number, found: readonly EdgeRow[], kind: number): number {
  const { degrees } = sight.node(node)
  if (sight.isWhole || sight.needs[kind] === null) return degrees[kind]!
  if (!sight.covers(node, kind)) return found.length
  const own = found.filter((edge) => (edge.fromNode === node ? edge.amountFrom : edge.amountTo) !== null)
  return degrees[relationKinds.length + kind]! + found.length - own.length
}

/** By which edges of one kind are ranked: as the reader sees them. */
function weigh({ sight }: OpenGraph, edge: EdgeRow): number {
  if (edge.kind === relationNumber.position) return 32 - Math.log2((edge.roles ?? 1) & -(edge.roles ?? 1))
  if (edge.ratioBps !== null) return edge.ratioBps
  return Number(sight.said(edge)?.amount ?? 0)
}

async function presentAt(
  { work, build, sight, day }: OpenGraph,
  nodes: readonly number[],
  { kinds, fanOut }: { kinds: readonly number[]; fanOut: number },
): Promise<EdgeRow[]> {
  if (build === undefined) return []
  const open = kinds.filter((kind) => sight.isWhole || sight.needs[kind] === null)
  const share = Math.max(fanOut, Math.floor(lookedThroughMax / nodes.length))
  const found: EdgeRow[][] = []
  const list = async (
    of: readonly number[],
    which: readonly number[],
    reportedBy: ReportedBy,
    atMost: number,
  ) => {
    for (const near of ends)
      found.push(
        await listWeightiest(work.db, build.slot, { nodes: of, kinds: which, near, reportedBy, atMost, day }),
      )
  }
  await list(nodes, open, 'any', fanOut)
  for (const kind of kinds.filter((each) => !open.includes(each))) {
    const covered = nodes.filter((node) => sight.covers(node, kind))
    const others = nodes.filter((node) => !sight.covers(node, kind))
    await list(covered, [kind], 'near', fanOut)
    await list(covered, [kind], 'far-alone', share)
    await list(others, [kind], 'far', share)
  }
  return found.flat()
}

async function pastAt(
  { work, build, day, knownBy }: OpenGraph,
  nodes: readonly number[],
  kinds: readonly number[],
): Promise<EdgeRow[]> {
  if (build === undefined || knownBy === undefined) return []
  const wanted = { nodes, kinds, near: 'either', knownBy, day, atMost: versionsMax } as const
  return joinVersions(await listVersions(work.db, build.slot, wanted))
}

/** Records of one pair and kind as one edge: guarantees add up, offices stand side by side. */
export function joinVersions(rows: readonly EdgeRow[]): EdgeRow[] {
  return [...Map.groupBy(rows, keyOf).values()].map((same) => {
    const first = same[0]!
    if (first.kind === relationNumber.position)
      return { ...first, roles: same.reduce((bits, { roles }) => bits | (roles ?? 0), 0) }
    if (first.kind === relationNumber.guarantee)
      return { ...first, amountFrom: same.reduce((sum, { amountFrom }) => sum + (amountFrom ?? 0n), 0n) }
    return first
  })
}

export function keyOf({ fromNode, toNode, kind }: EdgeRow): string {
  return `${fromNode} ${toNode} ${kind}`
}

export function distinct(edges: readonly EdgeRow[]): EdgeRow[] {
  return [...new Map(edges.map((edge) => [keyOf(edge), edge])).values()]
}
