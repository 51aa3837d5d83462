import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import type { ReasonCatalogue } from '../../foundation/reason.ts'
import { refuser } from '../../foundation/refusal.ts'
import { orNull } from '../../foundation/wire.ts'
import { FieldGroup } from '../../trust/consent/contract.ts'

const closed = { additionalProperties: false } as const
const Words = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 500 }), en: Type.String({ minLength: 1, maxLength: 500 }) },
  closed,
)
const Identifier = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 })
export const Fen = Type.String({ pattern: '^(0|[1-9]\\d{0,15})$', description: 'fen, a decimal string' })
const Bps = Type.Integer({ minimum: 0, maximum: 2400 })

/** What follows when the figure of a line is missing: a person looks, or the line is left out, or it counts as zero. */
const MissingFigure = Type.Enum(['refer', 'skip', 'zero'])

/**
 * One line of the limit: `percent` of an input in fen (`percent` 150 of monthly sales is one and a half months),
 * or a fixed sum. The limit is the least of all lines. `less` names the debts that are taken off this line.
 */
export const LimitLine = Type.Object(
  {
    id: Identifier,
    ...Words.properties,
    input: Type.Optional(Type.String({ maxLength: 120 })),
    percent: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    fixedFen: Type.Optional(Fen),
    less: Type.Array(Identifier, { maxItems: 10 }),
    missing: MissingFigure,
  },
  closed,
)
export type LimitLine = Static<typeof LimitLine>

export const LimitPolicy = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    lines: Type.Array(LimitLine, { minItems: 1, maxItems: 20 }),
    debts: Type.Array(
      Type.Object(
        {
          id: Identifier,
          ...Words.properties,
          input: Type.String({ maxLength: 120 }),
          missing: MissingFigure,
        },
        closed,
      ),
      { maxItems: 10 },
    ),
    /** The limit is rounded down to whole units of this. */
    stepFen: Fen,
  },
  closed,
)
export type LimitPolicy = Static<typeof LimitPolicy>

const Margin = Type.Optional(Type.Integer({ minimum: -300, maximum: 2400 }))

/** Rate = base rate + margin of the grade + adjustments of the rules, kept within the bounds. */
export const Pricing = Type.Object(
  {
    base: Type.Enum(['lpr-1y', 'lpr-5y']),
    /** By grade; a grade that is not named has no price here. */
    marginBps: Type.Object({ A: Margin, B: Margin, C: Margin, D: Margin, E: Margin, F: Margin }, closed),
    rateMinBps: Bps,
    rateMaxBps: Bps,
    /** A fee on the sum lent, paid once; it is in the annualized rate. */
    feeBps: Type.Integer({ minimum: 0, maximum: 1000 }),
  },
  closed,
)
export type Pricing = Static<typeof Pricing>

export const Product = Type.Object(
  {
    id: Identifier,
    version: Type.Integer({ minimum: 1 }),
    organization: Type.String({ description: 'the bank that offers it' }),
    ...Words.properties,
    description: Words,
    amountMinFen: Fen,
    amountMaxFen: Fen,
    termMonthsMin: Type.Integer({ minimum: 1, maximum: 360 }),
    termMonthsMax: Type.Integer({ minimum: 1, maximum: 360 }),
    termMonthsDefault: Type.Integer({ minimum: 1, maximum: 360 }),
    purpose: Type.Enum(['pre-loan-review', 'post-loan-management', 'credit-report']),
    requiredFieldGroups: Type.Array(FieldGroup, { minItems: 1, uniqueItems: true }),
    ruleset: Type.Object({ id: Identifier, version: Type.Integer({ minimum: 1 }) }, closed),
    limitPolicy: LimitPolicy,
    pricing: Pricing,
  },
  closed,
)
export type Product = Static<typeof Product>

/** A published base rate, from its day on. */
export const BaseRate = Type.Object({
  name: Type.Enum(['lpr-1y', 'lpr-5y']),
  effectiveOn: Type.String({ format: 'date' }),
  rateBps: Bps,
  source: Type.String({ description: 'whence the figure comes, and whether it is confirmed' }),
})
export type BaseRate = Static<typeof BaseRate>

/** One line of the limit: what it allows, and how it was reckoned, in words. */
export const LimitLineTrace = Type.Object({
  id: Type.String(),
  ...Words.properties,
  amountFen: orNull(Type.String({ description: 'fen, a decimal string; null: a figure is missing' })),
  formula: Words,
  /** The line that sets the limit. */
  binding: Type.Boolean(),
})
export type LimitLineTrace = Static<typeof LimitLineTrace>

export const PriceLine = Type.Object({
  id: Type.String(),
  ...Words.properties,
  rateBps: Type.Integer({ description: 'what this line adds' }),
})
export type PriceLine = Static<typeof PriceLine>

export const ProductEntry = Type.Object({
  ...Product.properties,
  organizationName: Type.String(),
  digest: Type.String(),
  publishedAt: Type.String(),
  /** What a firm would pay at best and at worst today: base rate and margins, within the bounds; null without a base rate. */
  rateFromBps: orNull(Type.Integer()),
  rateToBps: orNull(Type.Integer()),
})
export type ProductEntry = Static<typeof ProductEntry>

export const listProductsContract = contract({
  name: 'listProducts',
  method: 'GET',
  path: '/v1/products',
  permission: 'product:read',
  summary: { zh: '金融产品超市：列出产品', en: 'List the financial products on offer' },
  input: Type.Object({
    organization: Type.Optional(
      Type.String({ description: 'only the products of this bank', maxLength: 80 }),
    ),
  }),
  output: Type.Object({ items: Type.Array(ProductEntry) }),
})

/** Why there is no limit or no price. */
export const reasons = {
  'limit-figure-missing': {
    kind: 'decline',
    zh: '测算额度所需的数据缺失，转人工审查。',
    en: 'A figure that the limit rests on is missing; a person has to look at it.',
    todo: { zh: '请补充数据或扩大授权范围。', en: 'Supply the data or widen the consent.' },
  },
  'limit-below-minimum': {
    kind: 'decline',
    zh: '可授信额度低于产品起点金额。',
    en: 'The limit that the figures allow is below the least amount of the product.',
    todo: { zh: '可选择起点更低的产品。', en: 'Choose a product with a lower least amount.' },
  },
  'base-rate-unknown': {
    kind: 'decline',
    zh: '该时点没有登记的贷款市场报价利率，转人工定价。',
    en: 'No loan prime rate is on record for that day; a person has to price it.',
    todo: { zh: '请平台运营补录利率。', en: 'Ask the platform operator to add the rate.' },
  },
  'grade-without-margin': {
    kind: 'decline',
    zh: '该信用等级不在本产品的定价范围内。',
    en: 'The product has no price for this grade.',
    todo: { zh: '请由人工定价或选择其他产品。', en: 'Price it by hand or choose another product.' },
  },
} satisfies ReasonCatalogue

export const refuse = refuser({
  'product-invalid': {
    kind: 'invalid',
    zh: '产品定义未通过检查，不能发布。',
    en: 'The product does not pass the checks, so it cannot be published.',
    todo: { zh: '请按所列位置修改。', en: 'Correct each place that is listed.' },
  },
  'product-unknown': {
    kind: 'missing',
    zh: '该机构没有这个产品。',
    en: 'The bank has no such product.',
    todo: { zh: '请从产品列表中选择。', en: 'Choose one from the list of products.' },
  },
  'product-version-exists': {
    kind: 'conflict',
    zh: '该版本的产品已发布，内容不同；已发布的版本不可更改。',
    en: 'This version of the product is already published with other content; a published version never changes.',
    todo: { zh: '请使用新的版本号。', en: 'Publish it under a new version.' },
  },
  'product-of-another-bank': {
    kind: 'forbidden',
    zh: '这是其他机构的产品。',
    en: 'The product belongs to another bank.',
    todo: { zh: '请选择本机构的产品。', en: "Choose one of your own bank's products." },
  },
  'product-damaged': {
    kind: 'conflict',
    zh: '已发布的产品内容与其摘要不符。',
    en: 'A published product no longer has the content that its digest names.',
    todo: {
      zh: '请平台运营核查数据库是否被改动。',
      en: 'Let the platform operator look who changed the database.',
    },
  },
  'base-rate-exists': {
    kind: 'conflict',
    zh: '该日的基准利率已登记，数值不同。',
    en: 'A base rate of that day is already on record with another value.',
    todo: { zh: '请核对日期与利率。', en: 'Check the day and the rate.' },
  },
})
