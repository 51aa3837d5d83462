import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import type { ReasonCatalogue } from '../../foundation/reason.ts'
import { refuser } from '../../foundation/refusal.ts'
import { Words } from '../../foundation/wire.ts'

/** One indicator as people read it; the catalogue is data, the kernel computes it. */
export const IndicatorDefinition = Type.Object({
  id: Type.String({ description: 'stable; never used again for another meaning' }),
  side: Type.Enum(['gov', 'flow']),
  dimension: Type.String(),
  dimensionZh: Type.String(),
  dimensionEn: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  definition: Words,
  unit: Type.Enum([
    'fen',
    'count',
    'person',
    'ratio',
    'month',
    'day',
    'year',
    'basis-point',
    'flag',
    'per-month',
  ]),
  direction: Type.Enum(['higher', 'lower', 'neutral'], { description: 'what is better for a lender' }),
  window: Type.Union([Type.Integer(), Type.Null()], {
    description: 'months back from the as-of month; null: the state at its end',
  }),
  nullRule: Words,
  sources: Type.Array(Type.String(), { description: 'record types', minItems: 1 }),
  version: Type.Integer({ minimum: 1 }),
})
export type IndicatorDefinition = Static<typeof IndicatorDefinition>

/** The indicators of an enterprise at the end of a month; each null has a reason. */
export const Vector = Type.Object({
  enterprise: Type.String(),
  month: Type.String({ description: 'the last complete month, YYYY-MM' }),
  values: Type.Record(Type.String(), Type.Union([Type.Number(), Type.Null()])),
  reasons: Type.Record(Type.String(), Type.String()),
  definitionsVersion: Type.String(),
  dataAsOf: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), {
    description: 'per record type that is covered: when its newest delivery became known',
  }),
})
export type Vector = Static<typeof Vector>

export const readIndicatorsContract = contract({
  name: 'readIndicators',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/indicators',
  permission: 'score:read',
  summary: { zh: '读取企业指标', en: 'Read the indicators of an enterprise' },
  input: Type.Object({
    enterprise: Type.String({ description: 'internal id or USCC', maxLength: 200 }),
    asOf: Type.Optional(
      Type.String({ description: 'YYYY-MM, or an instant with zone; default: now', maxLength: 40 }),
    ),
    only: Type.Optional(Type.String({ description: 'identifiers, separated by commas', maxLength: 4000 })),
  }),
  output: Type.Object({
    enterprise: Type.String(),
    asOf: Type.String(),
    month: Type.String(),
    values: Vector.properties.values,
    reasons: Vector.properties.reasons,
    definitionsVersion: Type.String(),
    dataAsOf: Vector.properties.dataAsOf,
  }),
})

export const listIndicatorDefinitionsContract = contract({
  name: 'listIndicatorDefinitions',
  method: 'GET',
  path: '/v1/indicators',
  permission: 'public',
  summary: { zh: '指标目录', en: 'The catalogue of indicators' },
  input: Type.Object({}),
  output: Type.Object({
    counts: Type.Object({
      gov: Type.Object({ dimensions: Type.Integer(), indicators: Type.Integer() }),
      flow: Type.Object({ dimensions: Type.Integer(), indicators: Type.Integer() }),
    }),
    version: Type.String({ description: 'digest of the whole catalogue' }),
    items: Type.Array(IndicatorDefinition),
  }),
})

export const refuse = refuser({
  'as-of-malformed': {
    kind: 'invalid',
    zh: '截至时点不是 YYYY-MM 形式的月份，也不是带时区的时刻。',
    en: 'The as-of moment is neither a month YYYY-MM nor an instant with a zone.',
    todo: {
      zh: '例如 2026-09 或 2026-09-30T23:59:59+08:00。',
      en: 'Write 2026-09, or 2026-09-30T23:59:59+08:00.',
    },
  },
  'as-of-in-future': {
    kind: 'invalid',
    zh: '截至时点晚于现在。',
    en: 'The as-of moment is in the future.',
    todo: {
      zh: '请选择已经结束的月份或过去的时刻。',
      en: 'Choose a month that has ended or a past instant.',
    },
  },
  'indicator-unknown': {
    kind: 'missing',
    zh: '指标目录中没有这个指标。',
    en: 'The catalogue has no such indicator.',
    todo: {
      zh: '请从 `sanxin indicators catalogue` 中选择。',
      en: 'Choose one from `sanxin indicators catalogue`.',
    },
  },
})

/** Why a value is null. The order is the order of the reason byte in the packed vector, from 1: append only. */
export const reasons = {
  'no-record': {
    kind: 'null',
    zh: '没有该企业的此类记录',
    en: 'No record of this kind for the enterprise',
    todo: { zh: '核对数据源是否覆盖该企业。', en: 'Check whether the source covers the enterprise.' },
  },
  'coverage-too-short': {
    kind: 'null',
    zh: '窗口内有数据的月份不足',
    en: 'Too few months of the window are covered by data',
    todo: {
      zh: '等待更多月份，或改用更短窗口的指标。',
      en: 'Wait for more months, or use a shorter window.',
    },
  },
  'denominator-zero': {
    kind: 'null',
    zh: '分母为零或不为正',
    en: 'The denominator is zero or not positive',
    todo: { zh: '查看分子与分母本身的指标。', en: 'Look at the two parts on their own.' },
  },
  'too-few-events': {
    kind: 'null',
    zh: '事件或月份太少，无法统计',
    en: 'Too few events or months to say anything',
    todo: { zh: '等待更多记录。', en: 'Wait for more records.' },
  },
  never: {
    kind: 'null',
    zh: '从未发生',
    en: 'It never happened',
    todo: { zh: '无需处理。', en: 'Nothing to do.' },
  },
  'no-debt': {
    kind: 'null',
    zh: '没有贷款',
    en: 'There is no loan',
    todo: { zh: '无需处理。', en: 'Nothing to do.' },
  },
  'not-covered': {
    kind: 'null',
    zh: '授权未覆盖这类数据',
    en: 'The consent does not cover this kind of data',
    todo: { zh: '请向企业申请授权。', en: 'Ask the enterprise for a consent.' },
  },
  'counterparties-unknown': {
    kind: 'null',
    zh: '未署名对方的金额超过 30%',
    en: 'Over 30 % of the amount names no counterparty',
    todo: { zh: '请数据源补齐对方单位。', en: 'Ask the source to name the counterparties.' },
  },
} as const satisfies ReasonCatalogue
export type NullReason = keyof typeof reasons
