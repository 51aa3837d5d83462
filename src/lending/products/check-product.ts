import { Compile } from 'typebox/compile'
import { Product } from './contract.ts'
import { findDecisionInput } from './decision-input.ts'

/** What is wrong with a product, and where. */
export interface ProductProblem {
  place: string
  zh: string
  en: string
}

const validator = Compile(Product)

/** The product when its shape is right, and what contradicts itself in it. */
export function checkProduct(candidate: unknown): {
  product: Product | undefined
  problems: ProductProblem[]
} {
  if (!validator.Check(candidate))
    return {
      product: undefined,
      problems: validator.Errors(candidate).map(({ instancePath, message }) => ({
        place: instancePath || '/',
        zh: `格式不符：${message}`,
        en: message,
      })),
    }
  const product = candidate as Product
  return { product, problems: [...checkBounds(product), ...checkLimit(product)] }
}

function checkBounds(product: Product): ProductProblem[] {
  const { amountMinFen, amountMaxFen, termMonthsMin, termMonthsDefault, termMonthsMax, pricing } = product
  const problems: ProductProblem[] = []
  if (BigInt(amountMinFen) < 1n || BigInt(amountMinFen) > BigInt(amountMaxFen))
    problems.push({
      place: '/amountMinFen',
      zh: '金额下限须为正且不高于上限。',
      en: 'The least amount must be positive and not above the most.',
    })
  if (!(termMonthsMin <= termMonthsDefault && termMonthsDefault <= termMonthsMax))
    problems.push({
      place: '/termMonthsDefault',
      zh: '默认期限须在期限范围内。',
      en: 'The default term must lie within the bounds.',
    })
  if (pricing.rateMinBps > pricing.rateMaxBps)
    problems.push({
      place: '/pricing/rateMinBps',
      zh: '利率下限高于上限。',
      en: 'The least rate is above the most.',
    })
  if (Object.keys(pricing.marginBps).length === 0)
    problems.push({
      place: '/pricing/marginBps',
      zh: '至少为一个等级定价。',
      en: 'At least one grade needs a margin.',
    })
  return problems
}

function checkLimit({ limitPolicy }: Product): ProductProblem[] {
  const debts = new Set(limitPolicy.debts.map(({ id }) => id))
  const problems: ProductProblem[] = []
  limitPolicy.lines.forEach((line, index) => {
    const place = `/limitPolicy/lines/${index}`
    const reckoned = line.input !== undefined && line.percent !== undefined
    if (
      (line.fixedFen !== undefined) === reckoned ||
      (line.input === undefined) !== (line.percent === undefined)
    )
      problems.push({
        place,
        zh: '额度行须为固定金额，或输入乘以百分比。',
        en: 'A line is a fixed sum, or an input with a percentage.',
      })
    if (line.input !== undefined) problems.push(...checkFigure(line.input, place))
    for (const id of line.less)
      if (!debts.has(id))
        problems.push({ place, zh: `没有名为“${id}”的负债。`, en: `There is no debt "${id}".` })
  })
  limitPolicy.debts.forEach(({ input }, index) => {
    problems.push(...checkFigure(input, `/limitPolicy/debts/${index}`))
  })
  return problems
}

function checkFigure(input: string, place: string): ProductProblem[] {
  const known = findDecisionInput(input)
  if (known?.unit === 'fen') return []
  return [{ place, zh: `“${input}”不是以分为单位的输入。`, en: `"${input}" is not an input in fen.` }]
}
