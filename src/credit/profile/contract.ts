import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import type { ReasonCatalogue } from '../../foundation/reason.ts'
import { type RefusalCatalogue, refuser } from '../../foundation/refusal.ts'
import { Fen, orNull, Words } from '../../foundation/wire.ts'
import { reasons as indicatorReasons } from '../indicators/contract.ts'
import { EventKind, ProfileEvent } from './events.contract.ts'
import { Hidden, SectionId, SectionTab, Stage, whoseProfile } from './section.contract.ts'
import { Origin, panel, Tone, Value } from './value.contract.ts'

export { Source, Unavailable } from './value.contract.ts'

/** Why a panel shows no data: different states with different things to do, never one grey box. */
export const reasons = {
  'no-data': {
    kind: 'panel',
    zh: '数据源已接入，截至该时点查无此企业的记录。',
    en: 'The source is connected and has no record of this enterprise at this moment.',
    todo: { zh: '核对企业身份，或向数据源核实。', en: 'Check the identity, or ask the source.' },
  },
  'not-connected': {
    kind: 'panel',
    zh: '平台尚未接入这类数据。',
    en: 'No source of this kind of data is connected yet.',
    todo: { zh: '联系平台运营接入数据源。', en: 'Ask the platform operator to connect a source.' },
  },
  'too-young': {
    kind: 'panel',
    zh: '企业成立时间太短，尚无这类记录。',
    en: 'The enterprise is too young to have records of this kind.',
    todo: {
      zh: '满一年后再看，或请企业提供材料。',
      en: 'Look again after a year, or ask the enterprise for papers.',
    },
  },
  late: {
    kind: 'panel',
    zh: '数据源逾期未报送，尚不能判断有无记录。',
    en: 'The source is late: whether there is a record cannot be said yet.',
    todo: { zh: '催办数据源，或请企业提供证明。', en: 'Press the source, or ask the enterprise for proof.' },
  },
  failed: {
    kind: 'panel',
    zh: '读取失败。',
    en: 'Reading failed.',
    todo: { zh: '请重试；仍失败时请报告错误编号。', en: 'Try again; report the error number if it stays.' },
  },
  'no-permission': {
    kind: 'panel',
    zh: '当前账号没有查看此项的权限。',
    en: 'This account has no permission to see this panel.',
    todo: { zh: '联系本机构的管理员。', en: 'Ask the administrator of your organization.' },
  },
} as const satisfies ReasonCatalogue

/** All states with their words; `not-covered` is the same reason as of an indicator. */
export const panelStates = { ...reasons, 'not-covered': indicatorReasons['not-covered'] }
export type PanelState = keyof typeof panelStates

export const Tag = Type.Object({
  code: Type.String(),
  tone: Type.Enum(['good', 'info', 'warn', 'bad']),
  zh: Type.String(),
  en: Type.String(),
  reason: Type.Optional(Words),
  evidence: Type.Optional(Type.Array(Origin)),
  until: Type.Optional(orNull(Type.String({ description: 'the last day on which the tag holds by itself' }))),
})
export type Tag = Static<typeof Tag>

export const Registration = Type.Object({
  status: Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }),
  legalRepresentative: orNull(Type.String({ description: 'masked: 韦*远' })),
  registeredCapitalFen: orNull(Fen),
  establishedOn: Type.String(),
  ageYears: Type.Number(),
  industry: Type.Object({ code: Type.String(), zh: orNull(Type.String()), en: orNull(Type.String()) }),
  region: Type.Object({
    code: orNull(Type.String({ description: 'GB/T 2260' })),
    zh: orNull(Type.String({ description: 'province, city and county' })),
    en: orNull(Type.String()),
    derived: Type.Boolean({ description: 'read from the code, because the record says no region' }),
  }),
  address: orNull(Type.String()),
  effectiveOn: Type.String(),
})
export type Registration = Static<typeof Registration>

export const ConsentStrip = Type.Object({
  purpose: Type.String(),
  basis: Type.String({ description: 'consent, self, platform-operation …' }),
  covered: Type.Array(Type.String()),
  missing: Type.Array(Type.String()),
  expiresAt: orNull(Type.String()),
  daysLeft: orNull(Type.Integer()),
  logged: Type.Literal(true),
})
export type ConsentStrip = Static<typeof ConsentStrip>

export const ScorePanel = Type.Object({
  score: Type.Number(),
  grade: Type.String(),
  probabilityOfDefault: Type.Number(),
  base: Type.Number(),
  factors: Type.Array(
    Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      points: Type.Number(),
      pointsMax: Type.Number({ description: 'the best that the scorecard gives' }),
      pointsMin: Type.Number({ description: 'the worst that the scorecard gives' }),
      peerMedian: orNull(Type.Number()),
    }),
  ),
  reasons: Type.Array(
    Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), pointsLost: Type.Number() }),
  ),
  scorecard: Type.Object({
    id: Type.String(),
    version: Type.Union([Type.String(), Type.Number()]),
    digest: Type.String(),
  }),
  percentile: orNull(Type.Number({ description: 'better than this per cent of the peers' })),
  history: Type.Array(Type.Object({ month: Type.String(), score: Type.Number(), grade: Type.String() })),
})
export type ScorePanel = Static<typeof ScorePanel>

const months = Type.Array(Type.String(), { description: '24 months, oldest first' })

export const InvoiceTrend = Type.Object({
  months,
  salesFen: Type.Array(orNull(Fen)),
  purchasesFen: Type.Array(orNull(Fen)),
  medianSalesFen: Type.Array(orNull(Fen)),
})
export const TaxTrend = Type.Object({
  months,
  paidFen: Type.Array(orNull(Fen)),
  medianPaidFen: Type.Array(orNull(Fen)),
})
export const HeadcountTrend = Type.Object({
  months,
  headcount: Type.Array(orNull(Type.Number())),
  leaves: Type.Array(orNull(Type.Number())),
  medianHeadcount: Type.Array(orNull(Type.Number())),
})
export type InvoiceTrend = Static<typeof InvoiceTrend>
export type TaxTrend = Static<typeof TaxTrend>
export type HeadcountTrend = Static<typeof HeadcountTrend>

/** A numbered annotation (读图要点) on one chart, over a span of months. */
export const Note = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  chart: Type.Enum(['invoices', 'tax', 'headcount']),
  code: Type.String(),
  tone: Type.Enum(['good', 'info', 'warn']),
  from: Type.String({ description: 'first month of the marked span' }),
  to: Type.String(),
  title: Words,
  text: Words,
})
export type Note = Static<typeof Note>

export const KeyFigure = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  unit: Type.Enum(['fen', 'count', 'person', 'ratio']),
  valueFen: Type.Optional(Fen),
  value: orNull(
    Type.Number({ description: 'null when unit is fen, see valueFen, or when missing, see reason' }),
  ),
  reason: orNull(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
  betterThan: orNull(Type.Number({ description: 'better than this per cent of the peers' })),
})
export type KeyFigure = Static<typeof KeyFigure>

export const LoanPanel = Type.Object({
  openLoans: Type.Integer(),
  lenders: Type.Integer(),
  balanceFen: Fen,
  worstOverdueDays: Type.Integer({ description: 'over all instalments known' }),
  overdueNow: Type.Integer({ description: 'open loans with an instalment overdue at this moment' }),
  items: Type.Array(
    Type.Object({
      loanNumber: Type.String({ description: 'the last four characters' }),
      lender: Type.String(),
      principalFen: Fen,
      balanceFen: Fen,
      rateBps: Type.Integer(),
      startedOn: Type.String(),
      dueOn: Type.String(),
      overdueDaysMax: Type.Integer(),
      closed: Type.Boolean(),
    }),
  ),
})
export type LoanPanel = Static<typeof LoanPanel>

/** The industry that medians and percentile compare with: never fewer than five firms. */
export const Peers = Type.Object({
  level: Type.Enum(['division', 'section', 'all']),
  code: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  firms: Type.Integer(),
})
export type Peers = Static<typeof Peers>

/** One thing that changed in the last twelve months, said in a sentence, risk first. */
export const Change = Type.Object({
  id: Type.String(),
  section: SectionId,
  tone: Tone,
  on: Type.String({ description: 'the day or the month' }),
  text: Words,
  figure: orNull(Value),
  origin: Origin,
  department: orNull(Words),
})
export type Change = Static<typeof Change>

/** What the page cannot say, and what to do about it. */
export const Missing = Type.Object({
  section: SectionId,
  state: Type.String({ description: 'not-covered, not-connected, late …' }),
  ...Words.properties,
  todo: Words,
  missing: Type.Array(Type.String(), { description: 'field groups that a consent must name' }),
})
export type Missing = Static<typeof Missing>

export const SinceLooked = Type.Object({
  at: Type.String({ description: 'when this account last opened the page' }),
  total: Type.Integer(),
  items: Type.Array(ProfileEvent),
})
export type SinceLooked = Static<typeof SinceLooked>

export const Profile = Type.Object({
  enterprise: Type.String(),
  name: Type.String(),
  uscc: orNull(Type.String()),
  asOf: Type.String(),
  month: Type.String({ description: 'the last complete month at asOf; the last of each trend' }),
  tags: Type.Array(Tag),
  registration: panel(Registration),
  consent: ConsentStrip,
  score: panel(ScorePanel),
  peers: orNull(Peers),
  trends: Type.Object({
    invoices: panel(InvoiceTrend),
    tax: panel(TaxTrend),
    headcount: panel(HeadcountTrend),
  }),
  notes: Type.Array(Note),
  keyFigures: Type.Array(KeyFigure),
  loans: panel(LoanPanel),
  stage: Stage,
  viewer: Type.String({ description: 'the role as which the page is read' }),
  hidden: Type.Array(Hidden),
  sections: Type.Array(SectionTab),
  changes: Type.Array(Change, { description: 'in the last twelve months, risk first' }),
  missing: Type.Array(Missing),
  events: Type.Array(ProfileEvent, { description: 'the latest of the timeline' }),
  eventKinds: Type.Array(EventKind),
  sinceLastLooked: orNull(SinceLooked),
})
export type Profile = Static<typeof Profile>

export const readProfileContract = contract({
  name: 'readProfile',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/profile',
  permission: 'enterprise:read',
  summary: { zh: '企业画像', en: 'The profile of an enterprise' },
  input: Type.Object(whoseProfile),
  output: Profile,
})

export const refusals = {
  'profile-section-unknown': {
    kind: 'missing',
    zh: '企业画像没有这个栏目。',
    en: 'The profile has no such section.',
    todo: { zh: '请从页面的栏目中选择。', en: 'Choose one of the tabs of the page.' },
  },
  'profile-viewer-unknown': {
    kind: 'forbidden',
    zh: '当前岗位不在企业画像的查看范围内。',
    en: 'This position is not among those that read profiles.',
    todo: {
      zh: '请用调查、审批、贷后或企业账户查看。',
      en: 'Use an account of investigation, approval, post-loan or the enterprise itself.',
    },
  },
  'profile-not-yours': {
    kind: 'forbidden',
    zh: '只有企业自己可以查看提升建议。',
    en: 'Only the enterprise itself reads what would improve its score.',
    todo: { zh: '请以该企业的账户登录。', en: 'Sign in as that enterprise.' },
  },
  'profile-comparison-size': {
    kind: 'invalid',
    zh: '一次对比二至四家不同的企业。',
    en: 'Two to four different enterprises are compared at a time.',
    todo: { zh: '请选择二至四家企业。', en: 'Choose two to four enterprises.' },
  },
  'profile-cursor-unknown': {
    kind: 'invalid',
    zh: '翻页位置无效。',
    en: 'The cursor is none of this timeline.',
    todo: { zh: '请从第一页重新读取。', en: 'Read again from the first page.' },
  },
  'profile-filter-unknown': {
    kind: 'invalid',
    zh: '筛选条件无效。',
    en: 'A filter is none of the list.',
    todo: { zh: '请从列出的类别和等级中选择。', en: 'Choose from the kinds and tones that are listed.' },
  },
} satisfies RefusalCatalogue

export const refuse = refuser(refusals)
