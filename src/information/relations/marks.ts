import { type FindingKind, findingKinds } from './graph.contract.ts'
import type { OpenGraph } from './open-graph.ts'
import { relationNumber } from './relation-number.ts'
import { type FindingRow, findFindingsOf, listMembers } from './store-findings.ts'
import { type EdgeRow, listBetween } from './store-graph.ts'

/** The kinds of relation whose edges a finding rests on. */
export const restsOn: Readonly<Record<FindingKind, readonly number[]>> = {
  'guarantee-ring': [relationNumber.guarantee],
  'trade-ring': [relationNumber.trade],
  'cross-holding': [relationNumber.shareholding, relationNumber.investment],
  'shared-representative': [relationNumber.position],
  group: [relationNumber.shareholding, relationNumber.investment],
}

/** Members that are shown, and looked at to see whether all may be. */
export const membersMax = 200
const findingsMax = 2000

export interface SeenFinding extends FindingRow {
  kindName: FindingKind
  /** In their order; the first ones of a large group. */
  members: number[]
  /** Every relation that it rests on is one that the reader may see. */
  isOpen: boolean
}

/** The findings that any of the nodes is in, and which of them the reader may see. */
export async function findingsOf(
  graph: OpenGraph,
  nodes: readonly number[],
): Promise<(SeenFinding & { of: number[] })[]> {
  const { work, build, sight } = graph
  if (build === undefined) return []
  const found = await findFindingsOf(work.db, build.slot, { nodes, atMost: findingsMax })
  const byNumber = Map.groupBy(found, ({ number }) => number)
  const guarded = [...byNumber.keys()].filter(
    (number) =>
      !sight.isWhole &&
      restsOn[findingKinds[byNumber.get(number)![0]!.kind]!].some((kind) => sight.needs[kind] !== null),
  )
  const rows =
    guarded.length === 0
      ? []
      : await listMembers(work.db, build.slot, { findings: guarded, atMost: membersMax })
  const members = Map.groupBy(rows, ({ finding }) => finding)
  await sight.load(rows.map(({ node }) => node))
  const seen: (SeenFinding & { of: number[] })[] = []
  for (const [number, same] of byNumber) {
    const { node: _, ...row } = same[0]!
    const kindName = findingKinds[row.kind]!
    const list = (members.get(number) ?? []).map(({ node }) => node)
    const isOpen = guarded.includes(number) ? await mayBeSeen(graph, kindName, list, row.size) : true
    seen.push({ ...row, kindName, members: list, isOpen, of: same.map(({ node }) => node) })
  }
  return seen
}

/** Marks of the nodes by number: the kinds of the findings that the reader may see. */
export async function marksOf(
  graph: OpenGraph,
  nodes: readonly number[],
): Promise<ReadonlyMap<number, FindingKind[]>> {
  const marks = new Map<number, Set<FindingKind>>()
  for (const { kindName, isOpen, of } of await findingsOf(graph, nodes)) {
    if (!isOpen) continue
    for (const node of of) marks.set(node, (marks.get(node) ?? new Set()).add(kindName))
  }
  return new Map([...marks].map(([node, kinds]) => [node, findingKinds.filter((kind) => kinds.has(kind))]))
}

/** A ring of sales is seen when each sale is; of every other finding each member's own records must be open. */
async function mayBeSeen(
  graph: OpenGraph,
  kind: FindingKind,
  members: readonly number[],
  size: number,
): Promise<boolean> {
  const { sight } = graph
  if (sight.isWhole) return true
  if (members.length < size) return false
  await sight.learn(members, restsOn[kind])
  if (kind === 'trade-ring') return (await salesAround(graph, members)) !== undefined
  return members.every((member) =>
    restsOn[kind].every((each) => sight.needs[each] === null || sight.covers(member, each)),
  )
}

/** The sales of a ring one after the other; undefined when the reader may not see all of them. */
export async function salesAround(
  { work, build, sight, day }: OpenGraph,
  members: readonly number[],
): Promise<EdgeRow[] | undefined> {
  const kinds = [relationNumber.trade]
  const between = await listBetween(work.db, build!.slot, { few: members, all: members, kinds, day })
  await sight.learn(members, kinds)
  const sales = members.map((seller, place) => {
    const buyer = members[(place + 1) % members.length]
    return between.find((edge) => edge.fromNode === seller && edge.toNode === buyer && sight.said(edge))
  })
  return sales.every((sale) => sale !== undefined) ? sales : undefined
}
