import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import type { ReasonCatalogue } from '../../foundation/reason.ts'
import { type RefusalCatalogue, refuser } from '../../foundation/refusal.ts'
import { orNull } from '../../foundation/wire.ts'

export const Grade = Type.Enum(['A', 'B', 'C', 'D', 'E', 'F'])
export type Grade = Static<typeof Grade>

export const FactorPoints = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  points: Type.Number({ description: 'points of the factor, two decimals' }),
})
export type FactorPoints = Static<typeof FactorPoints>

export const ScoreReason = Type.Object({
  code: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  pointsLost: Type.Number({ description: 'points below the best bin of the variable, two decimals' }),
})
export type ScoreReason = Static<typeof ScoreReason>

export const ScorecardReference = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  digest: Type.String({ description: 'SHA-256 of the canonical card' }),
})
export type ScorecardReference = Static<typeof ScorecardReference>

/** What a card makes of one vector. base + sum of the factors' points = unclipped, exactly, in hundredths. */
export const ScoreResult = Type.Object({
  score: Type.Number({ description: 'clipped to the scale of the card, two decimals' }),
  unclipped: Type.Number(),
  grade: Grade,
  probabilityOfDefault: Type.Number(),
  base: Type.Number(),
  factors: Type.Array(FactorPoints),
  reasons: Type.Array(ScoreReason),
  scorecard: ScorecardReference,
})
export type ScoreResult = Static<typeof ScoreResult>

export const NotScored = Type.Object({
  code: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  todo: Type.Object({ zh: Type.String(), en: Type.String() }),
})
export type NotScored = Static<typeof NotScored>

/** The score of an enterprise as of a moment; not scored is an answer too, with its reason. */
export const Score = Type.Object({
  enterprise: Type.String(),
  asOf: Type.String(),
  month: Type.String({ description: 'the last complete month at asOf' }),
  scored: Type.Boolean(),
  score: orNull(Type.Number()),
  unclipped: orNull(Type.Number()),
  grade: orNull(Grade),
  probabilityOfDefault: orNull(Type.Number()),
  base: orNull(Type.Number()),
  factors: Type.Array(
    Type.Object({
      ...FactorPoints.properties,
      peerMedian: orNull(
        Type.Number({ description: 'median of the scored enterprises of its section; null below ten' }),
      ),
    }),
  ),
  reasons: Type.Array(ScoreReason),
  scorecard: ScorecardReference,
  /** Why there is no score; null when there is one. */
  notScored: orNull(NotScored),
  /** Share of the scored enterprises of the same industry section with a lower score; null below ten of them. */
  standing: orNull(
    Type.Object({ industry: Type.String(), enterprises: Type.Integer(), lowerShare: Type.Number() }),
  ),
  /** The last months' scores by the refreshes of those months, oldest first, the present one last. */
  course: Type.Array(Type.Object({ month: Type.String(), score: Type.Number(), grade: Grade })),
  /** The platform gives a reference, the bank decides. */
  note: Type.Object({ zh: Type.String(), en: Type.String() }),
})
export type Score = Static<typeof Score>

export const getScoreContract = contract({
  name: 'getScore',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/score',
  permission: 'score:read',
  summary: { zh: '查询企业信用评分', en: 'Read the credit score of an enterprise' },
  input: Type.Object({
    enterprise: Type.String({ description: 'internal identifier or unified social credit code' }),
    asOf: Type.Optional(Type.String({ description: 'a month YYYY-MM or an instant with zone' })),
    purpose: Type.Optional(Type.Enum(['pre-loan-review', 'post-loan-management', 'credit-report'])),
  }),
  output: Score,
})

/** Why an enterprise has no score, and what lost it points. */
export const reasons = {
  'score-coverage-below-minimum': {
    kind: 'score',
    zh: '可用指标不足六成，暂不评分。',
    en: 'Less than 60 % of the variables are covered by data, so no score is given.',
    todo: {
      zh: '请企业授权更多数据项，或等待数据归集。',
      en: 'Ask for a consent to more field groups, or wait for the data to arrive.',
    },
  },
  'score-enterprise-too-young': {
    kind: 'score',
    zh: '成立不足六个月，暂不评分。',
    en: 'The enterprise is younger than six months, so no score is given.',
    todo: { zh: '请由人工评估。', en: 'Assess it by hand.' },
  },
  'score-license-revoked': {
    kind: 'score',
    zh: '企业已被吊销营业执照，不予评分。',
    en: 'The license of the enterprise is revoked, so no score is given.',
    todo: { zh: '请核实企业登记状态。', en: 'Check the registration status.' },
  },
  'score-enterprise-deregistered': {
    kind: 'score',
    zh: '企业已注销，不予评分。',
    en: 'The enterprise is deregistered, so no score is given.',
    todo: { zh: '请核实企业登记状态。', en: 'Check the registration status.' },
  },
  'score-enterprise-in-default': {
    kind: 'score',
    zh: '企业现有贷款逾期超过 90 天，不予评分。',
    en: 'A loan of the enterprise is more than 90 days overdue, so no score is given.',
    todo: { zh: '请核实逾期贷款的处置情况。', en: 'Check what becomes of the overdue loan.' },
  },
  'score-size-small': {
    kind: 'score',
    zh: '经营规模低于同类较优企业',
    en: 'The business is smaller than those that score best',
    todo: {
      zh: '核对开票、纳税和参保数据是否完整。',
      en: 'Check whether invoices, taxes and headcount are complete.',
    },
  },
  'score-sales-unsteady': {
    kind: 'score',
    zh: '销售收入波动较大或有中断',
    en: 'Sales vary strongly or pause',
    todo: { zh: '核对季节性因素和停产原因。', en: 'Ask about seasons and interruptions.' },
  },
  'score-sales-falling': {
    kind: 'score',
    zh: '销售收入呈下降趋势',
    en: 'Sales are falling',
    todo: { zh: '核对在手订单和主要客户变化。', en: 'Ask about orders and lost customers.' },
  },
  'score-trade-infrequent': {
    kind: 'score',
    zh: '交易不够频繁',
    en: 'Trade is infrequent',
    todo: { zh: '核对是否有未开票收入。', en: 'Ask about income without invoices.' },
  },
  'score-invoices-voided': {
    kind: 'score',
    zh: '作废或红字发票偏多',
    en: 'Many invoices are void or reversed',
    todo: { zh: '核对退货和作废原因。', en: 'Ask why invoices were voided or goods returned.' },
  },
  'score-customers-concentrated': {
    kind: 'score',
    zh: '客户过于集中',
    en: 'Sales depend on few customers',
    todo: {
      zh: '核对主要客户的信用和合同期限。',
      en: 'Check the credit and contracts of the main customers.',
    },
  },
  'score-customers-leaving': {
    kind: 'score',
    zh: '客户留存率偏低',
    en: 'Few customers stay',
    todo: { zh: '核对客户流失原因。', en: 'Ask why customers left.' },
  },
  'score-suppliers-unstable': {
    kind: 'score',
    zh: '供应商集中或更换频繁',
    en: 'Suppliers are few or change often',
    todo: { zh: '核对供应合同。', en: 'Check the supply contracts.' },
  },
  'score-margin-thin': {
    kind: 'score',
    zh: '进销差偏薄，还款来源不足',
    en: 'The margin that repays debt is thin',
    todo: { zh: '核对成本结构和其他收入。', en: 'Ask about costs and other income.' },
  },
  'score-debt-heavy': {
    kind: 'score',
    zh: '相对销售收入，负债偏重',
    en: 'Debt is heavy against sales',
    todo: { zh: '核对全部负债和还款计划。', en: 'Check all debts and their schedules.' },
  },
  'score-repaid-late': {
    kind: 'score',
    zh: '有逾期还款记录',
    en: 'Instalments were paid late',
    todo: { zh: '核对逾期原因和是否已结清。', en: 'Ask why, and whether it is settled.' },
  },
  'score-staff-shrinking': {
    kind: 'score',
    zh: '参保人数减少或人员流动偏高',
    en: 'Staff shrinks or turns over quickly',
    todo: { zh: '核对用工变化原因。', en: 'Ask what changed in the workforce.' },
  },
  'score-contributions-late': {
    kind: 'score',
    zh: '有社保欠费记录',
    en: 'Social security was paid late',
    todo: { zh: '核对欠费是否已补缴。', en: 'Check whether it is settled.' },
  },
  'score-taxes-late': {
    kind: 'score',
    zh: '有欠税记录',
    en: 'Taxes were paid late',
    todo: { zh: '核对欠税是否已缴清。', en: 'Check whether it is settled.' },
  },
  'score-registration-changed': {
    kind: 'score',
    zh: '近期登记事项变更较多',
    en: 'The registration changed often of late',
    todo: { zh: '核对变更事项和原因。', en: 'Check what changed and why.' },
  },
  'score-history-short': {
    kind: 'score',
    zh: '成立时间较短',
    en: 'The business is young',
    todo: { zh: '补充经营者从业经历等信息。', en: 'Add what is known of the owner’s experience.' },
  },
} satisfies ReasonCatalogue

export const refusals = {
  'scorecard-missing': {
    kind: 'missing',
    zh: '还没有已发布的评分卡。',
    en: 'No scorecard is published yet.',
    todo: { zh: '请先训练并发布评分卡。', en: 'Train and publish a scorecard first.' },
  },
  'scorecard-damaged': {
    kind: 'invalid',
    zh: '评分卡文件已损坏或不是评分卡。',
    en: 'The scorecard file is damaged, or it is not a scorecard.',
    todo: { zh: '请使用 scorecard fit 重新生成。', en: 'Write it again with scorecard fit.' },
  },
  'scorecard-version-exists': {
    kind: 'conflict',
    zh: '该版本的评分卡已发布，内容不同。',
    en: 'This version of the scorecard is already published with other content.',
    todo: { zh: '请使用新的版本号。', en: 'Publish it under a new version.' },
  },
  'training-file-missing': {
    kind: 'missing',
    zh: '找不到该文件。',
    en: 'The file does not exist.',
    todo: { zh: '请检查路径。', en: 'Check the path.' },
  },
  'training-file-unreadable': {
    kind: 'invalid',
    zh: '该文件不是可读取的 CSV。',
    en: 'The file is not a CSV that can be read.',
    todo: {
      zh: '请提供带表头、各行列数一致的 CSV。',
      en: 'Give a CSV with a header and equally many fields in each row.',
    },
  },
  'training-target-unknown': {
    kind: 'invalid',
    zh: '文件中没有该目标列。',
    en: 'The file has no such target column.',
    todo: { zh: '请检查列名。', en: 'Check the name of the column.' },
  },
  'training-column-unknown': {
    kind: 'invalid',
    zh: '文件中没有该列。',
    en: 'The file has no such column.',
    todo: { zh: '请检查列名。', en: 'Check the name of the column.' },
  },
  'training-target-not-binary': {
    kind: 'invalid',
    zh: '目标列只能是 0 或 1（1 表示违约）。',
    en: 'The target may only be 0 or 1, where 1 is bad.',
    todo: { zh: '请先把目标列改为 0 和 1。', en: 'Write the target as 0 and 1.' },
  },
  'training-too-few-bads': {
    kind: 'invalid',
    zh: '违约或正常样本太少，无法建模。',
    en: 'Too few bad or good rows to fit a scorecard.',
    todo: { zh: '请提供更多样本，或减少折数。', en: 'Give more rows, or use fewer folds.' },
  },
  'training-no-variable': {
    kind: 'invalid',
    zh: '没有可用的变量：各列对目标没有区分力。',
    en: 'No column separates good from bad, so there is no scorecard to fit.',
    todo: { zh: '请提供其他变量。', en: 'Give other variables.' },
  },
} satisfies RefusalCatalogue

export const refuse = refuser(refusals)
