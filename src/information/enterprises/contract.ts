import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { refuser } from '../../foundation/refusal.ts'
import { orNull } from '../../foundation/wire.ts'

export {
  IdentityDeed,
  IdentityHistory,
  IdentitySide,
  IdentitySuggestion,
  identityHistoryContract,
  listIdentitySuggestionsContract,
  orderLinkageContract,
  proposeMergeContract,
  proposeSplitContract,
  proposeUndoContract,
  reviewSuggestionContract,
  SuggestionReason,
  suggestionsPageSizeMax,
} from './identity.contract.ts'

const text = (description: string) => Type.String({ description })
const nullable = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

/** The present registration facts, for display and for rules; reads as of a moment go to the lake. */
export const Registration = Type.Object({
  uscc: nullable('unified social credit code'),
  name: text('registered name'),
  legalRepresentative: nullable('masked: the first and the last character'),
  registeredCapitalFen: nullable('registered capital in fen'),
  establishedOn: nullable('date'),
  status: nullable('active, cancelled or revoked'),
  industry: nullable('GB/T 4754-2017'),
  region: nullable('GB/T 2260'),
  regionDerived: Type.Boolean({ description: 'no record says the region: it is read from the code' }),
  address: nullable('registered address'),
  effectiveOn: nullable('since when this version holds'),
  source: text('who says so'),
  knownAt: text('since when the platform knows it'),
})
export type Registration = Static<typeof Registration>

/** A claim that an identifier means this enterprise. */
export const Identifier = Type.Object({
  scheme: text('uscc, registration-number or local:<source>'),
  value: Type.String(),
  validFrom: nullable('date'),
  validTo: nullable('date'),
})
export type Identifier = Static<typeof Identifier>

export const EnterpriseName = Type.Object({
  name: Type.String(),
  validFrom: nullable('first day, where a source says it'),
  validTo: nullable('the day on which another name followed'),
  current: Type.Boolean(),
})
export type EnterpriseName = Static<typeof EnterpriseName>

/** The enterprise whose branch this one is, and how that is known. */
export const HeadOffice = Type.Object({
  enterprise: Type.String(),
  name: Type.String(),
  uscc: nullable('unified social credit code'),
  how: Type.Enum(['name-prefix']),
})
export type HeadOffice = Static<typeof HeadOffice>

export const Enterprise = Type.Object({
  enterprise: text('opaque identifier of the platform'),
  uscc: nullable('unified social credit code'),
  name: nullable('present name'),
  names: Type.Array(EnterpriseName),
  formerNames: Type.Array(EnterpriseName),
  identifiers: Type.Array(Identifier),
  registration: Type.Union([Registration, Type.Null()]),
  kind: Type.Enum(['company', 'branch', 'individual-business', 'cooperative', 'institution', 'other']),
  touchesNaturalPerson: Type.Boolean({ description: 'what is about it is about a natural person' }),
  headOffice: orNull(HeadOffice),
  regionName: orNull(
    Type.Object(
      { zh: Type.String(), en: Type.String() },
      { description: 'province, city and county; what is below the province has no English name' },
    ),
  ),
  mergedFrom: nullable('the identifier that was asked for, when it was merged into this enterprise'),
})
export type Enterprise = Static<typeof Enterprise>

export const getEnterpriseContract = contract({
  name: 'getEnterprise',
  method: 'GET',
  path: '/v1/enterprises/:enterprise',
  permission: 'enterprise:read',
  summary: { zh: '查看企业的登记信息', en: 'Read the public registration of an enterprise' },
  input: Type.Object(
    {
      enterprise: Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'internal id, code, old number or exact name',
      }),
      on: Type.Optional(
        Type.String({
          pattern: '^\\d{4}-\\d{2}-\\d{2}$',
          description: 'the day on which the name was borne',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Enterprise,
})

export const refusals = {
  'enterprise-unknown': {
    kind: 'missing',
    zh: '没有找到这家企业。',
    en: 'No such enterprise.',
    todo: { zh: '检查代码，或按名称的一部分查找。', en: 'Check the code, or search by part of the name.' },
  },
  'enterprise-ambiguous': {
    kind: 'conflict',
    zh: '有多家企业使用这个名称。',
    en: 'Several enterprises bear this name.',
    todo: {
      zh: '改用 where.candidates 中的统一社会信用代码。',
      en: 'Use one of the codes in where.candidates.',
    },
  },
  'uscc-check-digit': {
    kind: 'invalid',
    zh: '统一社会信用代码的校验码不对（GB 32100-2015）。',
    en: 'The check character of the unified social credit code is wrong (GB 32100-2015).',
    todo: {
      zh: '核对代码，常见的是两位颠倒或抄错一位。',
      en: 'Compare the code: a character is wrong or two are swapped.',
    },
  },
  'suggestion-unknown': {
    kind: 'missing',
    zh: '没有这条身份建议。',
    en: 'There is no such suggestion.',
    todo: { zh: '重新打开待复核列表。', en: 'Open the list of suggestions again.' },
  },
  'suggestion-decided': {
    kind: 'conflict',
    zh: '这条建议已经复核过了。',
    en: 'This suggestion is already decided.',
    todo: {
      zh: '查看复核结果；需要改变时请另行提议。',
      en: 'See how it was decided; propose anew to change it.',
    },
  },
  'suggestion-own': {
    kind: 'forbidden',
    zh: '提议人不能复核自己的提议。',
    en: 'Who proposed it may not decide it.',
    todo: { zh: '请另一位有复核权限的人员处理。', en: 'Ask a second person with the permission to review.' },
  },
  'suggestion-open': {
    kind: 'conflict',
    zh: '这两个主体已有待复核的建议。',
    en: 'The same is already proposed and not yet decided.',
    todo: { zh: '先复核已有的建议。', en: 'Decide the suggestion that is there.' },
  },
  'identity-same': {
    kind: 'conflict',
    zh: '两者已经是同一家企业。',
    en: 'The two are already one enterprise.',
    todo: { zh: '无需合并；查看身份沿革。', en: 'Nothing to merge; see the history of the identity.' },
  },
  'identity-apart': {
    kind: 'conflict',
    zh: '这个主体没有合并到其他企业，无法拆出。',
    en: 'This entity is merged into no other, so there is nothing to split.',
    todo: {
      zh: '查看身份沿革，选择一个被合并的主体。',
      en: 'See the history and choose an entity that was merged.',
    },
  },
  'identity-changed': {
    kind: 'conflict',
    zh: '提议之后身份已经变化，不能再执行。',
    en: 'The identity has changed since, so this cannot be done any more.',
    todo: { zh: '查看身份沿革后重新提议。', en: 'See the history and propose anew.' },
  },
  'deed-unknown': {
    kind: 'missing',
    zh: '没有这次合并或拆分。',
    en: 'There is no such merge or split.',
    todo: { zh: '在身份沿革中查找编号。', en: 'Look the number up in the history of the identity.' },
  },
} as const

export const refuse = refuser(refusals)
