import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import type { ReasonCatalogue } from '../../foundation/reason.ts'
import { refuser } from '../../foundation/refusal.ts'
import { Fen, orNull, Words } from '../../foundation/wire.ts'
import { LimitLineTrace, PriceLine } from '../products/contract.ts'
import { RulesetReference, RuleTrace } from '../rules/contract.ts'

export const Outcome = Type.Enum(['approved', 'declined', 'referred'])
export type Outcome = Static<typeof Outcome>

/** Why the answer is what it is: of a rule, of the limit, of the price, or because there is no score. */
export const DecisionReason = Type.Object({
  code: Type.String(),
  ...Words.properties,
  /** The rule or table that gave it; null when it did not come from a rule. */
  rule: orNull(Type.String()),
})
export type DecisionReason = Static<typeof DecisionReason>

/** Everything that decided, by version. */
export const Versions = Type.Object({
  /** Per record type: the newest record of this enterprise known at the as-of moment. */
  dataAsOf: Type.Record(Type.String(), orNull(Type.String())),
  indicatorMonth: Type.String(),
  indicatorDefinitions: Type.String(),
  scorecard: RulesetReference,
  ruleset: RulesetReference,
  product: RulesetReference,
  limitPolicy: Type.Integer(),
  baseRate: orNull(Type.Object({ name: Type.String(), effectiveOn: Type.String(), rateBps: Type.Integer() })),
})
export type Versions = Static<typeof Versions>

export const Decision = Type.Object({
  decision: Type.String(),
  outcome: Outcome,
  enterprise: Type.String(),
  enterpriseName: orNull(Type.String()),
  organization: Type.String({ description: 'the bank' }),
  product: Type.Object({ id: Type.String(), ...Words.properties }),
  amountFen: Fen,
  termMonths: Type.Integer(),
  asOf: Type.String({ description: 'all that was known at this instant, and nothing later' }),
  decidedAt: Type.String(),
  decidedBy: Type.String(),
  /** Approved: the limit. Referred: what the figures would allow, for the person who decides. Declined: null. */
  creditLimitFen: orNull(Fen),
  rateBps: orNull(Type.Integer()),
  /** Simple annual rate with the fee spread over the term. */
  annualizedRateBps: orNull(Type.Integer()),
  score: orNull(Type.Number()),
  grade: orNull(Type.String()),
  probabilityOfDefault: orNull(Type.Number()),
  /** Why the score is not higher, or why there is none. */
  scoreReasons: Type.Array(Type.Object({ code: Type.String(), ...Words.properties })),
  reasons: Type.Array(DecisionReason),
  rules: Type.Array(RuleTrace),
  limitLines: Type.Array(LimitLineTrace),
  priceLines: Type.Array(PriceLine),
  versions: Versions,
  /** SHA-256 over the sealed inputs and this answer. */
  digest: Type.String(),
  /** A reference for the bank's own decision, not the decision of a lender. */
  note: Words,
})
export type Decision = Static<typeof Decision>

export const DecisionSummary = Type.Object({
  decision: Type.String(),
  outcome: Outcome,
  enterprise: Type.String(),
  organization: Type.String(),
  product: Type.String(),
  amountFen: Fen,
  creditLimitFen: orNull(Fen),
  rateBps: orNull(Type.Integer()),
  score: orNull(Type.Number()),
  grade: orNull(Type.String()),
  asOf: Type.String(),
  decidedAt: Type.String(),
  decidedBy: Type.String(),
})
export type DecisionSummary = Static<typeof DecisionSummary>

export const Decide = Type.Object({
  enterprise: Type.String({
    description: 'internal identifier, USCC, old number or exact name',
    maxLength: 200,
  }),
  product: Type.String({ maxLength: 80 }),
  bank: Type.Optional(
    Type.String({ description: "the product's bank; default: the actor's own", maxLength: 80 }),
  ),
  amountFen: Type.String({ description: 'the sum asked for, fen as a decimal string', maxLength: 40 }),
  termMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 360 })),
  asOf: Type.Optional(
    Type.String({ description: 'YYYY-MM, or an instant with zone; default: now', maxLength: 40 }),
  ),
  idempotencyKey: Type.Optional(
    Type.String({
      description: 'the same key with the same request gives the same decision',
      minLength: 1,
      maxLength: 200,
    }),
  ),
})
export type Decide = Static<typeof Decide>

export const Replay = Type.Object({
  decision: Type.String(),
  identical: Type.Boolean(),
  digest: Type.String({ description: 'of the decision as reckoned again' }),
  differences: Type.Array(
    Type.Object({
      path: Type.String({ description: 'a JSON pointer into the decision, or the name of a sealed part' }),
      stored: Type.Unknown(),
      replayed: Type.Unknown(),
      ...Words.properties,
    }),
  ),
})
export type Replay = Static<typeof Replay>

export const decideContract = contract({
  name: 'decide',
  method: 'POST',
  path: '/v1/decisions',
  permission: 'decision:make',
  summary: { zh: '即时信贷决策', en: 'Decide on a loan at once' },
  input: Decide,
  output: Decision,
})

export const listDecisionsContract = contract({
  name: 'listDecisions',
  method: 'GET',
  path: '/v1/decisions',
  permission: 'decision:read',
  summary: { zh: '列出本机构的决策', en: "List one's own bank's decisions" },
  input: Type.Object({
    enterprise: Type.Optional(Type.String({ maxLength: 200 })),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  output: Type.Object({ items: Type.Array(DecisionSummary) }),
})

export const getDecisionContract = contract({
  name: 'getDecision',
  method: 'GET',
  path: '/v1/decisions/:decision',
  permission: 'decision:read',
  summary: { zh: '查看一项决策及其依据', en: 'Read a decision with all its grounds' },
  input: Type.Object({ decision: Type.String({ maxLength: 80 }) }),
  output: Decision,
})

export const replayContract = contract({
  name: 'replayDecision',
  method: 'POST',
  path: '/v1/decisions/:decision/replay',
  permission: 'decision:read',
  summary: { zh: '回放一项决策', en: 'Reckon a decision again from its sealed inputs' },
  input: Type.Object({ decision: Type.String({ maxLength: 80 }) }),
  output: Replay,
})

export const reasons = {
  'decision-approved': {
    kind: 'decline',
    zh: '全部准入规则通过，额度与利率在产品范围内。',
    en: 'All admission rules are passed; limit and rate are within the product.',
    todo: { zh: '由银行按自身流程办理。', en: "Go on by the bank's own procedure." },
  },
  'enterprise-not-scored': {
    kind: 'decline',
    zh: '企业暂无评分，转人工审查。',
    en: 'The enterprise has no score; a person has to look at it.',
    todo: { zh: '请人工审查，或等待数据补齐。', en: 'Review it by hand, or wait for the data.' },
  },
} satisfies ReasonCatalogue

export const refuse = refuser({
  'amount-malformed': {
    kind: 'invalid',
    zh: '金额必须是以分为单位的正整数。',
    en: 'The amount must be a positive whole number of fen.',
    todo: { zh: '例如 50 万元写作 "50000000"。', en: 'Write 500,000 yuan as "50000000".' },
  },
  'amount-out-of-bounds': {
    kind: 'invalid',
    zh: '金额超出该产品的范围。',
    en: 'The amount is outside the bounds of the product.',
    todo: { zh: '请在所列范围内申请。', en: 'Ask for an amount within the bounds given.' },
  },
  'term-out-of-bounds': {
    kind: 'invalid',
    zh: '期限超出该产品的范围。',
    en: 'The term is outside the bounds of the product.',
    todo: { zh: '请在所列范围内选择期限。', en: 'Choose a term within the bounds given.' },
  },
  'decision-for-another-bank': {
    kind: 'forbidden',
    zh: '只能为本机构作出决策。',
    en: 'A decision can be made for the own bank alone.',
    todo: { zh: '请以该机构的账号操作。', en: 'Use an account of that bank.' },
  },
  'decision-unknown': {
    kind: 'missing',
    zh: '没有这项决策，或它不属于本机构。',
    en: 'There is no such decision, or it is not your own.',
    todo: { zh: '请检查决策编号。', en: 'Check the identifier of the decision.' },
  },
  'decision-damaged': {
    kind: 'conflict',
    zh: '该决策的存储内容已被改动，无法读取。',
    en: 'The stored decision was changed and can no longer be read.',
    todo: { zh: '请回放该决策查看改动之处。', en: 'Replay the decision to see where it was changed.' },
  },
  'idempotency-key-reused': {
    kind: 'conflict',
    zh: '该幂等键已用于另一项请求。',
    en: 'This idempotency key was used for another request.',
    todo: { zh: '请为新的请求使用新的幂等键。', en: 'Use a new key for a new request.' },
  },
})
