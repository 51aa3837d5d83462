import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type Ownership, type ReadOwnership, reasons, type UltimateOwner } from './contract.ts'
import { nodeKinds } from './graph.contract.ts'
import { distinct, joinVersions } from './neighbors.ts'
import { type OpenGraph, openGraph } from './open-graph.ts'
import { type OwnershipSolved, solveOwnership } from './ownership.ts'
import { relationNumber } from './relation-number.ts'
import { showEdges, showNodes, standingOf } from './show-graph.ts'
import { type EdgeRow, listHolders, listVersions } from './store-graph.ts'
import type { RelationsTables } from './tables.ts'

/**
 * 受益所有人信息管理办法（中国人民银行、国家市场监督管理总局令〔2024〕第3号，2024-11-01 起施行）第六条第（一）项: a natural
 * person who directly or indirectly owns 25 % or more in the end.
 */
const threshold = {
  bps: 2500,
  source: {
    zh: '《受益所有人信息管理办法》（中国人民银行、国家市场监督管理总局令〔2024〕第3号，2024 年 11 月 1 日起施行）第六条：最终拥有 25% 以上（含）股权、股份或者合伙权益的自然人',
    en: 'Measures for the Administration of Beneficial Owner Information (PBOC and SAMR Order 3 of 2024, in force since 2024-11-01), article 6: natural persons who in the end own 25 % or more',
  },
}

const holdersMax = 2000
const edgesMax = 20_000
const ownersShown = 50

/** Who owns an enterprise in the end and who controls it, with each step of the reckoning. */
export async function readOwnership(
  work: UnitOfWork<RelationsTables>,
  wish: ReadOwnership,
): Promise<Ownership> {
  const graph = await openGraph(work, wish)
  const { edges, complete } = await gatherHolders(graph)
  const numbers = [...new Set([graph.root.number, ...edges.flatMap((edge) => [edge.fromNode, edge.toNode])])]
  const place = new Map(numbers.map((number, at) => [number, at]))
  await graph.sight.load(numbers)
  const solved = solveOwnership(
    {
      nodes: numbers.length,
      from: Int32Array.from(edges, (edge) => place.get(edge.fromNode)!),
      to: Int32Array.from(edges, (edge) => place.get(edge.toNode)!),
      ratiosBps: Int32Array.from(edges, (edge) => edge.ratioBps ?? 0),
    },
    0,
  )
  const ref = (at: number) => graph.sight.node(numbers[at]!).ref
  const { controlChain } = solved
  const code = edges.length === 0 ? 'relation-owner-none' : 'relation-owner-circle'
  const { zh, en, todo } = reasons[code]
  const shown = solved.owners.slice(0, ownersShown)
  return {
    root: graph.root.ref,
    asOf: graph.day,
    ...standingOf(graph),
    thresholdBps: threshold.bps,
    thresholdSource: threshold.source,
    owners: shown.map((owner) => showOwner(graph, owner, { ref, numbers, controller: controlChain[0]! })),
    ownersLeftOut: solved.owners.length - shown.length,
    controller:
      controlChain.length > 1 ? { node: ref(controlChain[0]!), chain: controlChain.map(ref) } : null,
    unexplainedBps: toBps(solved.unexplained),
    overstated: solved.overstated.map(ref),
    circles: solved.circles.map((circle) => circle.map(ref)),
    complete: complete && solved.pathsComplete,
    nodes: await showNodes(graph, depthsOf(graph.root.number, edges)),
    edges: await showEdges(graph, edges),
    because: solved.owners.length === 0 ? { code, zh, en, todo } : null,
  }
}

/** Everybody above an enterprise, step by step, as far as the reader may see. */
async function gatherHolders(graph: OpenGraph): Promise<{ edges: EdgeRow[]; complete: boolean }> {
  const { work, build, root, day, knownBy, sight } = graph
  if (build === undefined) return { edges: [], complete: true }
  const kinds = [relationNumber.shareholding, relationNumber.investment]
  const edges: EdgeRow[] = []
  const reached = new Set([root.number])
  let frontier = [root.number]
  while (frontier.length > 0) {
    const wanted = { nodes: frontier, kinds, day, atMost: edgesMax }
    const found =
      knownBy === undefined
        ? await listHolders(work.db, build.slot, wanted)
        : joinVersions(await listVersions(work.db, build.slot, { ...wanted, near: 'to', knownBy }))
    await sight.learn(
      found.flatMap((edge) => [edge.fromNode, edge.toNode]),
      kinds,
    )
    edges.push(...found.filter((edge) => sight.said(edge) !== undefined))
    frontier = [...new Set(found.map((edge) => edge.fromNode))].filter((node) => !reached.has(node))
    for (const node of frontier) reached.add(node)
    if (reached.size > holdersMax || edges.length > edgesMax)
      return { edges: oneHolding(edges), complete: false }
  }
  return { edges: oneHolding(edges), complete: true }
}

/** What both sides report is one holding: the register of the enterprise held comes before what its holder says. */
function oneHolding(edges: readonly EdgeRow[]): EdgeRow[] {
  const pairs = Map.groupBy(distinct(edges), ({ fromNode, toNode }) => `${fromNode} ${toNode}`)
  return [...pairs.values()].map(
    (same) => same.find(({ kind }) => kind === relationNumber.shareholding) ?? same[0]!,
  )
}

function showOwner(
  { sight }: OpenGraph,
  owner: OwnershipSolved['owners'][number],
  of: { ref: (at: number) => string; numbers: readonly number[]; controller: number },
): UltimateOwner {
  const shareBps = toBps(owner.share)
  const pathsBps = toBps(owner.pathsShare)
  const kind = nodeKinds[sight.node(of.numbers[owner.owner]!).kind]
  return {
    node: of.ref(owner.owner),
    shareBps,
    pathsBps,
    circularBps: toBps((shareBps - pathsBps) / 10_000),
    paths: owner.paths.map(({ nodes, ratiosBps, product }) => ({
      nodes: nodes.map(of.ref),
      ratiosBps,
      productBps: toBps(product),
    })),
    pathsLeftOut: owner.pathsLeftOut,
    beneficial: kind === 'person' && shareBps >= threshold.bps,
    controls: of.controller === owner.owner,
  }
}

/** To four decimals of a basis point: the arithmetic is good for more. */
function toBps(part: number): number {
  return Math.round(part * 1e8) / 1e4
}

/** Steps upward from the enterprise. */
function depthsOf(root: number, edges: readonly EdgeRow[]): Map<number, number> {
  const holders = Map.groupBy(edges, ({ toNode }) => toNode)
  const depths = new Map([[root, 0]])
  for (const [node, depth] of depths)
    for (const { fromNode } of holders.get(node) ?? [])
      if (!depths.has(fromNode)) depths.set(fromNode, depth + 1)
  return depths
}
