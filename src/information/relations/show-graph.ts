import type { Static } from 'typebox'
import { inShanghai } from '../../foundation/instant.ts'
import { findRegistrationsOf, kindOf, shownName } from '../enterprises/index.ts'
import type { RelationWithheld } from './contract.ts'
import {
  type FindingKind,
  nodeKinds,
  type RelationEdge,
  type RelationNode,
  relationKinds,
  type Standing,
} from './graph.contract.ts'
import { marksOf } from './marks.ts'
import type { OpenGraph } from './open-graph.ts'
import { relationNumber, rolesOfBits } from './relation-number.ts'
import { recordOf } from './sharing.ts'
import { enterpriseOf, ownerOf, type Said } from './sight.ts'
import type { EdgeRow } from './store-graph.ts'

/** Nodes by number with their distance, as they are shown: names as everybody sees them, persons masked. */
export async function showNodes(
  graph: OpenGraph,
  depths: ReadonlyMap<number, number>,
): Promise<RelationNode[]> {
  const { work, sight } = graph
  const numbers = [...depths.keys()]
  await sight.load(numbers)
  const enterprises = numbers.flatMap((number) => enterpriseOf(sight.node(number)) ?? [])
  const registrations = await findRegistrationsOf(work, enterprises)
  const marks: ReadonlyMap<number, FindingKind[]> =
    graph.knownBy === undefined ? await marksOf(graph, numbers) : new Map()
  return numbers.map((number) => {
    const { ref, kind, uscc, name } = sight.node(number)
    const enterprise = enterpriseOf(sight.node(number))
    const registration = enterprise === null ? undefined : registrations.get(enterprise)
    return {
      id: ref,
      kind: nodeKinds[kind]!,
      name:
        registration?.name ??
        (nodeKinds[kind] === 'enterprise' ? shownName(name, kindOf(uscc, name), null) : name),
      enterprise,
      uscc: registration?.uscc ?? uscc,
      depth: depths.get(number)!,
      marks: marks.get(number) ?? [],
    }
  })
}

/** Edges as their owners' records say; the use of those records is put on record. */
export async function showEdges(graph: OpenGraph, edges: readonly EdgeRow[]): Promise<RelationEdge[]> {
  return (await graph.sight.authorize(edges)).map(({ edge, said }) => showEdge(graph, edge, said))
}

function showEdge({ sight, build }: OpenGraph, edge: EdgeRow, said: Said): RelationEdge {
  const kind = relationKinds[edge.kind]!
  const isTrade = edge.kind === relationNumber.trade
  const since = isTrade ? build?.tradeFrom : edge.since
  const until = isTrade ? build?.tradeTo : edge.until
  return {
    from: sight.node(edge.fromNode).ref,
    to: sight.node(edge.toNode).ref,
    kind,
    ...(edge.ratioBps === null ? {} : { ratioBps: edge.ratioBps }),
    ...(kind === 'position' ? {} : { amountFen: String(said.amount) }),
    ...(edge.roles === null ? {} : { roles: rolesOfBits(edge.roles) }),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    source: { recordType: recordOf[kind].recordType, node: sight.node(ownerOf(edge, said)).ref },
  }
}

/** How many enterprises of the answer keep a kind to themselves: it depends on consents alone, not on what they have. */
export async function withheldOf(
  { sight }: OpenGraph,
  numbers: readonly number[],
  kinds: readonly number[],
): Promise<Static<typeof RelationWithheld>[]> {
  await sight.learn(numbers, kinds)
  return kinds.flatMap((kind) => {
    const fieldGroup = sight.needs[kind]
    const enterprises = numbers.filter(
      (number) => enterpriseOf(sight.node(number)) !== null && !sight.covers(number, kind),
    ).length
    return fieldGroup && enterprises > 0 ? [{ kind: relationKinds[kind]!, fieldGroup, enterprises }] : []
  })
}

/** What every answer says of the graph itself; a past day has no trade. */
export function standingOf({ build, knownBy }: OpenGraph): {
  builtAt: string | null
  tradeMonths: Static<typeof Standing.tradeMonths>
} {
  const hasTrade = build?.tradeFrom && build.tradeTo && knownBy === undefined
  return {
    builtAt: build ? inShanghai(build.builtAt) : null,
    tradeMonths: hasTrade ? { from: build.tradeFrom!, to: build.tradeTo! } : null,
  }
}
