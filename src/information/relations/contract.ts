import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import type { ReasonCatalogue } from '../../foundation/reason.ts'
import { refuser } from '../../foundation/refusal.ts'
import { Fen, orNull, Words } from '../../foundation/wire.ts'
import { FieldGroup, Purpose } from '../../trust/consent/contract.ts'
import {
  FindingKind,
  kindList,
  RelationCut,
  RelationEdge,
  RelationKind,
  RelationNode,
  Standing,
} from './graph.contract.ts'

export {
  FindingKind,
  findingKinds,
  nodeKinds,
  RelationCut,
  RelationEdge,
  RelationKind,
  RelationNode,
  relationKinds,
} from './graph.contract.ts'

const whose = {
  enterprise: Type.String({ description: 'internal id or USCC', maxLength: 200 }),
  purpose: Type.Optional(Purpose),
}

/**
 * What was not shown for want of consent, counted by the enterprises of the answer that have not consented. It says
 * nothing of whether they have such relations: an answer does not depend on what its reader may not see.
 */
export const RelationWithheld = Type.Object({
  kind: RelationKind,
  fieldGroup: FieldGroup,
  enterprises: Type.Integer({ minimum: 1 }),
})
export type RelationWithheld = Static<typeof RelationWithheld>

export const depthMax = 3
export const nodesMax = 300
export const stepsMax = 6

export const ReadNeighborhood = Type.Object({
  ...whose,
  node: Type.Optional(
    Type.String({ maxLength: 64, description: 'begin at this node instead: how a node is expanded' }),
  ),
  depth: Type.Optional(Type.Integer({ minimum: 1, maximum: depthMax, default: 1 })),
  kinds: Type.Optional(kindList),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: nodesMax, default: 100, description: 'nodes' })),
  fanOut: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: nodesMax,
      default: 20,
      description: 'edges of one kind at one node, the weightiest first',
    }),
  ),
  asOf: Type.Optional(
    Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: 'a day; what was known and in force then',
    }),
  ),
})
export type ReadNeighborhood = Static<typeof ReadNeighborhood>

export const Neighborhood = Type.Object({
  root: Type.String({ description: 'the node where it begins' }),
  asOf: Type.String({ description: 'the day' }),
  ...Standing,
  nodes: Type.Array(RelationNode),
  edges: Type.Array(RelationEdge),
  cut: Type.Array(RelationCut),
  withheld: Type.Array(RelationWithheld),
})
export type Neighborhood = Static<typeof Neighborhood>

export const readNeighborhoodContract = contract({
  name: 'readNeighborhood',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/relations',
  permission: 'enterprise:read',
  summary: {
    zh: '关联关系：股东、投资、任职、担保与交易，逐层展开',
    en: 'Who holds, leads, guarantees and trades with an enterprise, step by step',
  },
  input: ReadNeighborhood,
  output: Neighborhood,
})

/** Why there is no path, or no ultimate owner: an answer, not an error. */
export const reasons = {
  'relation-path-none': {
    kind: 'null',
    zh: '在此步数内，可查看的关系中没有连接两者的路径。',
    en: 'No path within so many steps joins the two by relations that may be seen.',
    todo: {
      zh: '增加步数或关系种类；非公开的关系需要企业授权。',
      en: 'Allow more steps or kinds; what is not public needs the consent of the enterprises.',
    },
  },
  'relation-path-not-searched-out': {
    kind: 'null',
    zh: '两者周围的关系太多，查到上限仍未找到路径。',
    en: 'There are too many relations around the two: the search stopped at its bound without a path.',
    todo: { zh: '减少关系种类后再查。', en: 'Search again with fewer kinds.' },
  },
  'relation-owner-none': {
    kind: 'null',
    zh: '没有已接入的股东记录。',
    en: 'No source has delivered a shareholder of this enterprise.',
    todo: {
      zh: '核对登记信息，或接入股东数据。',
      en: 'Check the registration, or connect a source of shareholders.',
    },
  },
  'relation-owner-circle': {
    kind: 'null',
    zh: '持股只在若干企业之间循环，没有循环以外的所有者。',
    en: 'The shares only go round between enterprises: nobody outside the circle owns them.',
    todo: { zh: '向登记机关核实股东信息。', en: 'Ask the registrar to verify the shareholders.' },
  },
} as const satisfies ReasonCatalogue
const Because = orNull(
  Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), todo: Words }),
)

export const FindRelationPath = Type.Object({
  ...whose,
  to: Type.String({ description: 'internal id or USCC', maxLength: 200 }),
  kinds: Type.Optional(kindList),
  steps: Type.Optional(Type.Integer({ minimum: 1, maximum: stepsMax, default: 4 })),
})
export type FindRelationPath = Static<typeof FindRelationPath>

export const RelationPath = Type.Object({
  from: Type.String({ description: 'node' }),
  to: Type.String({ description: 'node' }),
  ...Standing,
  nodes: Type.Array(RelationNode, { description: 'from one end to the other; empty without a path' }),
  edges: Type.Array(RelationEdge, { description: 'the first joins the first two nodes, and so on' }),
  because: Because,
  shortest: Type.Boolean({
    description: 'false: someone on the way has so many relations that not all were looked at',
  }),
  looked: Type.Integer({ description: 'nodes that were looked at' }),
  withheld: Type.Array(RelationWithheld),
})
export type RelationPath = Static<typeof RelationPath>

export const findRelationPathContract = contract({
  name: 'findRelationPath',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/relations/path',
  permission: 'enterprise:read',
  summary: {
    zh: '两家企业之间最短的关联路径',
    en: 'The shortest path of relations between two enterprises',
  },
  input: FindRelationPath,
  output: RelationPath,
})

const shareBps = (description: string) =>
  Type.Number({ description: `${description}, in basis points to four decimals` })

export const OwnershipPath = Type.Object({
  nodes: Type.Array(Type.String(), { description: 'from the owner to the enterprise' }),
  ratiosBps: Type.Array(Type.Integer(), { description: 'the share of each step' }),
  productBps: shareBps('the steps multiplied'),
})
export type OwnershipPath = Static<typeof OwnershipPath>

export const UltimateOwner = Type.Object({
  node: Type.String(),
  shareBps: shareBps('what it owns in the end: pathsBps + circularBps'),
  pathsBps: shareBps('the sum over all paths that visit nobody twice'),
  circularBps: shareBps('what circular holding adds: the rest of the sum over all ways, in closed form'),
  paths: Type.Array(OwnershipPath, { description: 'the weightiest' }),
  pathsLeftOut: Type.Integer({ description: 'paths that are in the sum and not listed' }),
  beneficial: Type.Boolean({ description: 'a person who owns the threshold or more' }),
  controls: Type.Boolean({ description: 'holds more than half with all that it controls, step by step' }),
})
export type UltimateOwner = Static<typeof UltimateOwner>

export const Ownership = Type.Object({
  root: Type.String(),
  asOf: Type.String(),
  ...Standing,
  thresholdBps: Type.Integer({ description: 'of beneficial owners, the number itself included' }),
  thresholdSource: Words,
  owners: Type.Array(UltimateOwner, { description: 'the largest first' }),
  ownersLeftOut: Type.Integer(),
  controller: orNull(
    Type.Object({
      node: Type.String(),
      chain: Type.Array(Type.String(), { description: 'from the controller to the enterprise' }),
    }),
  ),
  unexplainedBps: shareBps('what belongs to holders that no record names'),
  overstated: Type.Array(Type.String(), {
    description: 'enterprises whose holders’ shares add up to more than the whole; they were scaled down',
  }),
  circles: Type.Array(Type.Array(Type.String()), { description: 'enterprises that hold each other' }),
  complete: Type.Boolean({ description: 'false: there are more holders above than are looked at' }),
  nodes: Type.Array(RelationNode),
  edges: Type.Array(RelationEdge),
  because: Because,
})
export type Ownership = Static<typeof Ownership>

export const ReadOwnership = Type.Object({ ...whose, asOf: ReadNeighborhood.properties.asOf })
export type ReadOwnership = Static<typeof ReadOwnership>

export const readOwnershipContract = contract({
  name: 'readOwnership',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/relations/ownership',
  permission: 'enterprise:read',
  summary: {
    zh: '最终所有者、受益所有人与实际控制人，附计算过程',
    en: 'Ultimate and beneficial owners and who controls, with the arithmetic',
  },
  input: ReadOwnership,
  output: Ownership,
})

export const RelationFinding = Type.Object({
  id: Type.String(),
  kind: FindingKind,
  title: Words,
  text: Words,
  tone: Type.Enum(['bad', 'warn', 'info']),
  related: Type.Boolean({ description: 'of circular trade: two of its members belong together' }),
  amountFen: orNull(Type.String({ ...Fen, description: 'fen: guaranteed or traded within the ring' })),
  size: Type.Integer({ description: 'members in all' }),
  nodes: Type.Array(RelationNode, { description: 'the first members; of a ring in its order' }),
  edges: Type.Array(RelationEdge),
})
export type RelationFinding = Static<typeof RelationFinding>

export const RelationFindings = Type.Object({
  root: Type.String(),
  ...Standing,
  items: Type.Array(RelationFinding, { description: 'the gravest first' }),
  withheld: Type.Array(Type.Object({ kind: FindingKind, findings: Type.Integer({ minimum: 1 }) }), {
    description: 'findings on this enterprise that rest on records of others who have not consented',
  }),
  notCovered: Type.Array(FindingKind, {
    description: 'kinds that were not looked for, because this enterprise itself has not consented',
  }),
})
export type RelationFindings = Static<typeof RelationFindings>

export const ListRelationFindings = Type.Object({ ...whose })
export type ListRelationFindings = Static<typeof ListRelationFindings>

export const listRelationFindingsContract = contract({
  name: 'listRelationFindings',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/relations/findings',
  permission: 'enterprise:read',
  summary: {
    zh: '关联风险：循环担保、循环交易、交叉持股、同一法定代表人、企业集团',
    en: 'Guarantee rings, circular trade, cross-holdings, shared legal representatives, groups',
  },
  input: ListRelationFindings,
  output: RelationFindings,
})

export const refuse = refuser({
  'relation-node-unknown': {
    kind: 'missing',
    zh: '关联图中没有这个节点。',
    en: 'The relation graph has no such node.',
    todo: { zh: '使用关联关系查询结果中的节点。', en: 'Use a node of an answer about relations.' },
  },
  'relation-day-invalid': {
    kind: 'invalid',
    zh: '日期无效或尚未到来。',
    en: 'The day is no day of the calendar, or has not come.',
    todo: { zh: '写作 YYYY-MM-DD，例如 2026-09-30。', en: 'Write YYYY-MM-DD, for example 2026-09-30.' },
  },
})
