import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull } from '../../foundation/wire.ts'

const nullable = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

/** One side of a suggestion, with what a reviewer compares; persons are masked. */
export const IdentitySide = Type.Object({
  enterprise: Type.String({ description: 'the entity that was compared' }),
  survivor: Type.String({ description: 'the enterprise that the entity is now' }),
  name: nullable('present name'),
  formerNames: Type.Array(Type.String()),
  identifiers: Type.Array(Type.Object({ scheme: Type.String(), value: Type.String() })),
  legalRepresentative: nullable('masked'),
  registeredCapitalFen: nullable('fen'),
  establishedOn: nullable('date'),
  region: nullable('GB/T 2260'),
  address: nullable('registered address'),
  source: nullable('who says so'),
})
export type IdentitySide = Static<typeof IdentitySide>

/** Why: a field, how well it agrees, and what that weighs (log2 of the likelihood ratio; negative speaks against). */
export const SuggestionReason = Type.Object({
  field: Type.String(),
  level: Type.String(),
  weight: orNull(Type.Number()),
})
export type SuggestionReason = Static<typeof SuggestionReason>

export const IdentitySuggestion = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['merge', 'split']),
  origin: Type.Enum(['matching', 'linkage', 'person']),
  state: Type.Enum(['open', 'accepted', 'rejected']),
  weight: orNull(Type.Number({ description: 'sum of the weights; above 0 speaks for one enterprise' })),
  reasons: Type.Array(SuggestionReason),
  absorbed: IdentitySide,
  survivor: IdentitySide,
  undoes: nullable('the deed that it would take back'),
  proposedBy: Type.String(),
  proposedAt: Type.String(),
  reviewedBy: nullable('account'),
  reviewedAt: nullable('instant'),
  reviewReason: nullable('the words of the reviewer'),
})
export type IdentitySuggestion = Static<typeof IdentitySuggestion>

export const IdentityDeed = Type.Object({
  deed: Type.String(),
  kind: Type.Enum(['merge', 'split']),
  absorbed: Type.String(),
  survivor: Type.String(),
  how: Type.Enum(['identifier', 'name-and-region', 'review']),
  undoes: nullable('the deed that it takes back'),
  proposedBy: Type.String(),
  reviewedBy: nullable('null: decided by rule'),
  reason: Type.String(),
  at: Type.String(),
})
export type IdentityDeed = Static<typeof IdentityDeed>

export const IdentityHistory = Type.Object({
  enterprise: Type.String(),
  entities: Type.Array(Type.String({ description: 'all that is this enterprise now, itself among them' })),
  names: Type.Array(
    Type.Object({
      name: Type.String(),
      validFrom: nullable('date'),
      validTo: nullable('date'),
      current: Type.Boolean(),
    }),
  ),
  claims: Type.Array(
    Type.Object({
      entity: Type.String(),
      scheme: Type.String(),
      value: Type.String(),
      validFrom: nullable('date'),
      validTo: nullable('date'),
      knownFrom: nullable('null: as long as its rows are known'),
      knownTo: nullable('null: still held'),
      delivered: Type.Boolean(),
    }),
  ),
  deeds: Type.Array(IdentityDeed),
})
export type IdentityHistory = Static<typeof IdentityHistory>

const id = Type.String({ minLength: 1, maxLength: 200 })
const reason = Type.String({ minLength: 2, maxLength: 500, description: 'why, for the record' })
const closed = { additionalProperties: false } as const

export const suggestionsPageSizeMax = 100

export const listIdentitySuggestionsContract = contract({
  name: 'listIdentitySuggestions',
  method: 'GET',
  path: '/v1/identity/suggestions',
  permission: 'identity:review',
  summary: { zh: '待复核的企业身份建议', en: 'List suggestions that enterprises are one, or are not' },
  input: Type.Object(
    {
      state: Type.Optional(Type.Enum(['open', 'accepted', 'rejected'])),
      after: Type.Optional(Type.String({ maxLength: 36, description: 'the last id of the page before' })),
      pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: suggestionsPageSizeMax, default: 20 })),
    },
    closed,
  ),
  output: Type.Object({ total: Type.Integer(), items: Type.Array(IdentitySuggestion) }),
})

export const proposeMergeContract = contract({
  name: 'proposeMerge',
  method: 'POST',
  path: '/v1/identity/merges',
  permission: 'identity:propose',
  summary: { zh: '提议合并两家企业', en: 'Propose that two enterprises are one' },
  input: Type.Object({ keep: id, absorb: id, reason }, closed),
  output: IdentitySuggestion,
  idempotent: true,
})

export const proposeSplitContract = contract({
  name: 'proposeSplit',
  method: 'POST',
  path: '/v1/identity/splits',
  permission: 'identity:propose',
  summary: {
    zh: '提议把一个主体从企业中拆出',
    en: 'Propose that an entity is not the enterprise that it was merged into',
  },
  input: Type.Object({ entity: id, reason }, closed),
  output: IdentitySuggestion,
  idempotent: true,
})

export const proposeUndoContract = contract({
  name: 'proposeUndo',
  method: 'POST',
  path: '/v1/identity/undos',
  permission: 'identity:propose',
  summary: { zh: '提议撤销一次合并或拆分', en: 'Propose to take a merge or a split back' },
  input: Type.Object({ deed: id, reason }, closed),
  output: IdentitySuggestion,
  idempotent: true,
})

export const orderLinkageContract = contract({
  name: 'orderLinkage',
  method: 'POST',
  path: '/v1/identity/linkages',
  permission: 'identity:propose',
  summary: {
    zh: '在后台为没有信用代码的主体查找可能的企业，生成建议',
    en: 'Look in the background for who the enterprises without a code may be, and suggest it',
  },
  input: Type.Object({}, closed),
  output: Type.Object({ job: Type.String({ description: 'ask getJob how far it is' }) }),
  idempotent: true,
})

export const reviewSuggestionContract = contract({
  name: 'reviewSuggestion',
  method: 'POST',
  path: '/v1/identity/suggestions/:suggestion/review',
  permission: 'identity:review',
  summary: { zh: '复核身份建议：接受或驳回', en: 'Accept or reject a suggestion' },
  input: Type.Object({ suggestion: id, verdict: Type.Enum(['accept', 'reject']), reason }, closed),
  output: IdentitySuggestion,
  idempotent: true,
})

export const identityHistoryContract = contract({
  name: 'readIdentityHistory',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/identity',
  permission: 'identity:review',
  summary: {
    zh: '企业身份的沿革：名称、标识、合并与拆分',
    en: 'Names, claims, merges and splits of an enterprise',
  },
  input: Type.Object({ enterprise: id }, closed),
  output: IdentityHistory,
})
