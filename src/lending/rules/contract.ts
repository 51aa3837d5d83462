import { type Static, Type } from 'typebox'
import type { ReasonCatalogue } from '../../foundation/reason.ts'
import { refuser } from '../../foundation/refusal.ts'
import { orNull } from '../../foundation/wire.ts'

const closed = { additionalProperties: false } as const

export const Words = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 500 }), en: Type.String({ minLength: 1, maxLength: 500 }) },
  closed,
)
export type Words = Static<typeof Words>

/** What a named input holds; null is missing. Money comes as a number of fen, below 2^53. */
export const InputValue = Type.Union([Type.Number(), Type.String(), Type.Boolean(), Type.Null()])
export type InputValue = Static<typeof InputValue>

export const Severity = Type.Enum(['knock-out', 'major', 'minor', 'information'])
export type Severity = Static<typeof Severity>

const ReasonCode = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 })

/** What a rule or a table row does when it matches. */
export const Effect = Type.Union([
  Type.Object({ effect: Type.Literal('decline'), reason: ReasonCode }, closed),
  Type.Object({ effect: Type.Literal('refer'), reason: ReasonCode }, closed),
  Type.Object({ effect: Type.Literal('note'), reason: ReasonCode }, closed),
  Type.Object(
    { effect: Type.Literal('cap-limit'), limitFen: Type.String({ pattern: '^(0|[1-9]\\d{0,15})$' }) },
    closed,
  ),
  Type.Object(
    { effect: Type.Literal('adjust-rate'), rateBps: Type.Integer({ minimum: -2400, maximum: 2400 }) },
    closed,
  ),
  Type.Object(
    {
      effect: Type.Literal('set'),
      name: Type.String({ minLength: 1, maxLength: 100 }),
      value: Type.Union([Type.Number(), Type.String({ maxLength: 1000 }), Type.Boolean()]),
    },
    closed,
  ),
])
export type Effect = Static<typeof Effect>

/** One comparison as it was made: this input had this value, it was held against this test, and held or not. */
export const Comparison = Type.Object({
  input: Type.String({ description: 'name of the input, or the formula that was computed' }),
  ...Words.properties,
  value: InputValue,
  test: Type.String({ description: 'as in the rule: `< 500`, `[20..50)`, `A, B`' }),
  holds: orNull(Type.Boolean({ description: 'null: cannot be told, because a value is missing' })),
  unit: Type.Optional(Type.String()),
  /** The other side, where two formulas are compared. */
  against: Type.Optional(Type.Object({ ...Words.properties, value: InputValue })),
  row: Type.Optional(Type.Integer({ description: 'of a table: the row, from 1' })),
})
export type Comparison = Static<typeof Comparison>

/** One rule or table in the answer: met or missed, and because of what. */
export const RuleTrace = Type.Object({
  kind: Type.Enum(['rule', 'table']),
  id: Type.String(),
  version: Type.Integer(),
  ...Words.properties,
  severity: Severity,
  matched: Type.Boolean({ description: 'the condition of the rule holds, or a row of the table applies' }),
  /** What it led to, with the consequence of missing inputs; `adjusted` is a cap, another rate or a note. */
  verdict: Type.Enum(['passed', 'adjusted', 'referred', 'declined']),
  missing: Type.Array(Type.String(), {
    description: 'inputs without a value that left the rule undecided; empty when it could be decided',
  }),
  because: Words,
  comparisons: Type.Array(Comparison),
  effects: Type.Array(Effect, { description: 'what followed, with the consequence of missing inputs' }),
  rows: Type.Optional(
    Type.Array(Type.Integer(), { description: 'of a table: the rows that matched, from 1' }),
  ),
  reasons: Type.Array(Type.Object({ code: Type.String(), ...Words.properties })),
})
export type RuleTrace = Static<typeof RuleTrace>

export const RulesetReference = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  digest: Type.String({ description: 'SHA-256 of the canonical ruleset' }),
})
export type RulesetReference = Static<typeof RulesetReference>

/** Reasons that every ruleset may give; those of its own it carries as data. */
export const reasons = {
  'rule-input-missing': {
    kind: 'decline',
    zh: '规则所需的数据缺失，无法判断。',
    en: 'A value that a rule needs is missing, so the rule cannot be decided.',
    todo: {
      zh: '请补充数据或扩大授权范围，或由人工复核。',
      en: 'Supply the data or widen the consent, or let a person review it.',
    },
  },
  'table-row-missing': {
    kind: 'decline',
    zh: '决策表没有适用的行。',
    en: 'No row of a decision table applies.',
    todo: { zh: '请由人工复核，并补全决策表。', en: 'Let a person review it, and complete the table.' },
  },
} satisfies ReasonCatalogue

export const refuse = refuser({
  'ruleset-invalid': {
    kind: 'invalid',
    zh: '规则集未通过检查，不能发布。',
    en: 'The ruleset does not pass the checks, so it cannot be published.',
    todo: {
      zh: '请按所列位置（规则、行、单元格）逐项修改。',
      en: 'Correct each place that is listed: rule, row, cell.',
    },
  },
  'ruleset-unknown': {
    kind: 'missing',
    zh: '没有该规则集或该版本。',
    en: 'There is no such ruleset, or no such version of it.',
    todo: { zh: '请检查编号与版本。', en: 'Check the identifier and the version.' },
  },
  'ruleset-version-exists': {
    kind: 'conflict',
    zh: '该版本的规则集已发布，内容不同；已发布的版本不可更改。',
    en: 'This version of the ruleset is already published with other content; a published version never changes.',
    todo: { zh: '请使用新的版本号。', en: 'Publish it under a new version.' },
  },
  'ruleset-damaged': {
    kind: 'conflict',
    zh: '已发布的规则集内容与其摘要不符。',
    en: 'A published ruleset no longer has the content that its digest names.',
    todo: {
      zh: '请平台运营核查数据库是否被改动。',
      en: 'Let the platform operator look who changed the database.',
    },
  },
  'ruleset-of-another-bank': {
    kind: 'forbidden',
    zh: '只能为本机构发布规则集。',
    en: 'A ruleset can be published for the own bank alone.',
    todo: { zh: '请以该机构的账号操作。', en: 'Use an account of that bank.' },
  },
  'rule-input-type': {
    kind: 'invalid',
    zh: '规则输入的类型不符。',
    en: 'An input of the rules has the wrong type.',
    todo: { zh: '请按规则集声明的类型提供该值。', en: 'Give a value of the type that the ruleset declares.' },
  },
  'decision-model-not-importable': {
    kind: 'invalid',
    zh: '该决策模型含有无法导入的内容。',
    en: 'The decision model contains something that cannot be imported.',
    todo: {
      zh: '只能导入由简单比较组成的决策表；请改写所列位置。',
      en: 'Only decision tables of plain comparisons can be imported; rewrite the place that is named.',
    },
  },
})
