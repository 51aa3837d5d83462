import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { refuser } from '../../foundation/refusal.ts'
import { orNull } from '../../foundation/wire.ts'
import { closed, lineInput, pageSize } from './input.contract.ts'
import { Count, Finding, Outcome } from './measures.contract.ts'

export {
  actOnQualityCaseContract,
  CaseAct,
  CaseEntry,
  CaseKind,
  CaseState,
  getQualityCaseContract,
  listQualityCasesContract,
  QualityCase,
} from './case.contract.ts'
export {
  BatchMeasures,
  FieldMeasure,
  Finding,
  FindingCode,
  findingCodes,
  Outcome,
  Severity,
  Verdict,
} from './measures.contract.ts'
export {
  decideThresholdsContract,
  listThresholdsContract,
  proposeThresholdsContract,
  Thresholds,
  ThresholdsChange,
  ThresholdsProposal,
} from './thresholds.contract.ts'

/** GB/T 36344-2018, clause 4: 规范性 完整性 准确性 一致性 时效性 可访问性. 0 to 100; null where nothing was measured. */
export const Scores = Type.Object({
  conformity: orNull(Type.Integer()),
  completeness: orNull(Type.Integer()),
  accuracy: orNull(Type.Integer()),
  consistency: orNull(Type.Integer()),
  timeliness: orNull(Type.Integer()),
  accessibility: orNull(Type.Integer()),
})
export type Scores = Static<typeof Scores>

export const Freshness = Type.Object({
  state: Type.Enum(['on-time', 'late', 'missing', 'not-expected']),
  lastDeliveredOn: orNull(Type.String()),
  daysSince: orNull(Type.Integer()),
  coveredTo: orNull(Type.String({ description: 'last month that it has said something of' })),
  dueOn: orNull(Type.String({ description: 'last business day on which the next delivery is in time' })),
  businessDaysLate: Count,
})
export type Freshness = Static<typeof Freshness>

const Line = {
  recordType: Type.String(),
  source: Type.String(),
  organization: Type.String(),
  freshness: Freshness,
  scores: Scores,
  deliveries: Type.Integer({ description: 'all that were ever measured' }),
  held: Type.Integer({ description: 'deliveries that wait for a decision' }),
  casesOpen: Count,
  rows: Type.Integer({ description: 'of the last delivery' }),
  quarantineShareBps: Count,
  duplicateShareBps: Count,
  coverageBps: orNull(Type.Integer({ description: 'share of the known enterprises, of the last delivery' })),
  lagDays: orNull(Type.Object({ p50: Type.Number(), p90: Type.Number() })),
  lagDaysStated: Type.Integer({ description: 'the delivery lag that the catalog states' }),
  rowsTrend: Type.Array(Type.Integer(), { description: 'rows of the last deliveries, oldest first' }),
}
export const SourceQuality = Type.Object(Line)
export type SourceQuality = Static<typeof SourceQuality>

export const DeliveryQuality = Type.Object({
  batch: Type.String(),
  at: Type.String(),
  outcome: Outcome,
  rows: Count,
  measured: Count,
  quarantined: Count,
  duplicate: Count,
  corrected: Count,
  enterprises: Count,
  coverageBps: orNull(Type.Integer()),
  completenessBps: orNull(Type.Integer()),
  lagDays: orNull(Type.Object({ p50: Type.Number(), p90: Type.Number() })),
  quarantine: Type.Record(Type.String(), Count),
  eventMonths: Type.Record(Type.String(), Count),
  findings: Type.Array(Finding),
})
export type DeliveryQuality = Static<typeof DeliveryQuality>

/** Two sources that say something of the same key, counted over the lake by a job. */
export const Consistency = Type.Object({
  other: Type.String({ description: 'the other source' }),
  keysShared: Count,
  keysContradicting: Count,
  fields: Type.Array(Type.Object({ field: Type.String(), contradicting: Count })),
  asOf: Type.String(),
})
export type Consistency = Static<typeof Consistency>

/** One month over all batches of a line, counted over the lake by a job. */
export const MonthQuality = Type.Object({
  month: Type.String(),
  rows: Count,
  enterprises: Count,
  coverageBps: orNull(Type.Integer()),
})
export type MonthQuality = Static<typeof MonthQuality>

export const SourceQualityDetail = Type.Object({
  ...Line,
  fields: Type.Array(
    Type.Object({
      field: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      required: Type.Boolean(),
      completenessBps: orNull(Type.Integer({ description: 'of the last delivery' })),
      completenessBpsMedian: orNull(Type.Integer({ description: 'of the deliveries shown' })),
      distinctApprox: Count,
    }),
  ),
  trend: Type.Array(DeliveryQuality, { description: 'oldest first' }),
  months: Type.Array(MonthQuality),
  consistency: Type.Array(Consistency),
})
export type SourceQualityDetail = Static<typeof SourceQualityDetail>

export const listSourceQualityContract = contract({
  name: 'listSourceQuality',
  method: 'GET',
  path: '/v1/quality/sources',
  permission: 'quality:read',
  summary: { zh: '各数据源的质量', en: 'List the quality of each source' },
  input: Type.Object(
    {
      recordType: Type.Optional(lineInput.recordType),
      source: Type.Optional(lineInput.source),
      organization: Type.Optional(Type.String({ maxLength: 64 })),
      state: Type.Optional(Freshness.properties.state),
      after: Type.Optional(Type.String({ maxLength: 140, description: '`next` of the page before' })),
      pageSize,
    },
    closed,
  ),
  output: Type.Object({ items: Type.Array(SourceQuality), next: orNull(Type.String()) }),
})

export const getSourceQualityContract = contract({
  name: 'getSourceQuality',
  method: 'GET',
  path: '/v1/quality/sources/:source/record-types/:recordType',
  permission: 'quality:read',
  summary: { zh: '一个数据源一种记录的质量与趋势', en: 'Read the quality of one source with its trend' },
  input: Type.Object(
    { ...lineInput, deliveries: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 24 })) },
    closed,
  ),
  output: SourceQualityDetail,
})

export const refusals = {
  'quality-line-unknown': {
    kind: 'missing',
    zh: '该数据源还没有交付过这种记录，或它不属于您的机构。',
    en: 'The source has delivered no record of that type, or is not of your organization.',
    todo: { zh: '从数据质量列表中选择。', en: 'Choose one from the list of sources.' },
  },
  'quality-case-unknown': {
    kind: 'missing',
    zh: '没有这张工单，或它不属于您的机构。',
    en: 'There is no such case, or it is not of your organization.',
    todo: { zh: '从工单列表中选择。', en: 'Choose one from the list of cases.' },
  },
  'quality-case-state': {
    kind: 'conflict',
    zh: '工单目前的状态不允许这项操作。',
    en: 'The case is in a state that does not allow that.',
    todo: {
      zh: '查看 where.state；已关闭的工单须先重新打开。',
      en: 'See where.state; reopen a closed case first.',
    },
  },
  'quality-case-incomplete': {
    kind: 'invalid',
    zh: '该操作缺少说明或负责人。',
    en: 'The act lacks its comment or its owner.',
    todo: { zh: '补充 where.field。', en: 'Give where.field.' },
  },
  'thresholds-invalid': {
    kind: 'invalid',
    zh: '阈值不在允许的范围内。',
    en: 'A threshold is outside its bounds.',
    todo: { zh: '按 where.path 修正。', en: 'Correct where.path.' },
  },
  'thresholds-unknown': {
    kind: 'missing',
    zh: '没有这项阈值修改申请。',
    en: 'There is no such proposal of thresholds.',
    todo: { zh: '从申请列表中选择。', en: 'Choose one from the list of proposals.' },
  },
  'thresholds-decided': {
    kind: 'conflict',
    zh: '该申请已经处理过。',
    en: 'The proposal was decided before.',
    todo: { zh: '需要时另行申请。', en: 'Propose again where needed.' },
  },
  'thresholds-own': {
    kind: 'forbidden',
    zh: '申请人不能审批自己的申请。',
    en: 'Nobody approves their own proposal.',
    todo: { zh: '请另一位有权限的人员审批。', en: 'Have another person decide who may.' },
  },
} as const

export const refuse = refuser(refusals)
