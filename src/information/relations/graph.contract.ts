import { type Static, Type } from 'typebox'
import { Fen, orNull } from '../../foundation/wire.ts'

/**
 * How two are related, and which way an edge points: from the holder to the enterprise held (`shareholding` as the
 * enterprise's own register says, `investment` as the investor says), from the person to the enterprise (`position`),
 * from the guarantor to the borrower (`guarantee`), from the seller to the buyer (`trade`).
 */
export const relationKinds = ['shareholding', 'investment', 'position', 'guarantee', 'trade'] as const
export const RelationKind = Type.Enum([...relationKinds])
export type RelationKind = (typeof relationKinds)[number]

export const findingKinds = [
  'guarantee-ring',
  'trade-ring',
  'cross-holding',
  'shared-representative',
  'group',
] as const
export const FindingKind = Type.Enum([...findingKinds])
export type FindingKind = (typeof findingKinds)[number]

export const nodeKinds = ['enterprise', 'person', 'institution'] as const

export const RelationNode = Type.Object({
  id: Type.String({ description: 'opaque and stable; give it as `node` to expand it' }),
  kind: Type.Enum([...nodeKinds], {
    description: 'institution: the state or a foreign holder without a code of its own here',
  }),
  name: Type.String({ description: 'a person’s name is masked: 韦*远' }),
  enterprise: orNull(Type.String({ description: 'the identifier of an enterprise that the platform knows' })),
  uscc: orNull(Type.String({ description: 'of an enterprise' })),
  depth: Type.Integer({ description: 'steps from where the answer begins' }),
  marks: Type.Array(FindingKind, { description: 'findings that it is in, of those that the reader may see' }),
})
export type RelationNode = Static<typeof RelationNode>

export const RelationEdge = Type.Object({
  from: Type.String({ description: 'node' }),
  to: Type.String({ description: 'node' }),
  kind: RelationKind,
  ratioBps: Type.Optional(Type.Integer({ description: 'share held' })),
  amountFen: Type.Optional(
    Type.String({
      ...Fen,
      description:
        'fen: capital subscribed or invested, amount guaranteed, or traded in the 12 months of `since` to `until`',
    }),
  ),
  roles: Type.Optional(Type.Array(Type.String(), { description: 'of a position: legal-representative …' })),
  since: Type.Optional(Type.String({ description: 'YYYY-MM-DD; of trade the first month YYYY-MM' })),
  until: Type.Optional(
    Type.String({ description: 'the day on which it ended; of trade the last month YYYY-MM' }),
  ),
  source: Type.Object({
    recordType: Type.String({ description: 'shareholder, investment, key-person, guarantee …' }),
    node: Type.String({ description: 'whose record says so' }),
  }),
})
export type RelationEdge = Static<typeof RelationEdge>

/** Edges that the reader may see and that this answer left out for want of room; expand the node to see more. */
export const RelationCut = Type.Object({
  node: Type.String(),
  kind: RelationKind,
  hidden: Type.Integer({ minimum: 1 }),
})
export type RelationCut = Static<typeof RelationCut>

export const kindList = Type.String({
  pattern: `^(${relationKinds.join('|')})(,(${relationKinds.join('|')}))*$`,
  maxLength: 100,
  description: 'kinds, separated by commas; all unless given',
})

export const Standing = {
  builtAt: orNull(
    Type.String({ description: 'when the graph was last built from the records; null: never' }),
  ),
  tradeMonths: orNull(
    Type.Object({ from: Type.String(), to: Type.String() }, { description: 'the 12 months of trade' }),
  ),
}
