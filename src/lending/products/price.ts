import { divideHalfUp } from '../../foundation/money.ts'
import type { BaseRate, PriceLine, Pricing } from './contract.ts'

/** An adjustment that a rule made. */
export interface RuleAdjustment {
  id: string
  zh: string
  en: string
  rateBps: number
}

export type Price =
  | { rateBps: number; annualizedRateBps: number; lines: PriceLine[] }
  | { rateBps: null; reason: 'base-rate-unknown' | 'grade-without-margin'; lines: PriceLine[] }

const baseWords = {
  'lpr-1y': { zh: '一年期 LPR', en: 'one-year loan prime rate' },
  'lpr-5y': { zh: '五年期以上 LPR', en: 'loan prime rate over five years' },
}

/** Rate = base rate + margin of the grade + adjustments of the rules, kept within the bounds of the product. */
export function reckonPrice(
  pricing: Pricing,
  wanted: {
    grade: string
    termMonths: number
    baseRate: BaseRate | null
    adjustments: readonly RuleAdjustment[]
  },
): Price {
  const { grade, termMonths, baseRate, adjustments } = wanted
  if (baseRate === null) return { rateBps: null, reason: 'base-rate-unknown', lines: [] }
  const { zh, en } = baseWords[baseRate.name]
  const lines: PriceLine[] = [
    {
      id: baseRate.name,
      zh: `${zh}（${baseRate.effectiveOn}）`,
      en: `${en} of ${baseRate.effectiveOn}`,
      rateBps: baseRate.rateBps,
    },
  ]
  const margin = pricing.marginBps[grade as keyof Pricing['marginBps']]
  if (margin === undefined) return { rateBps: null, reason: 'grade-without-margin', lines }
  lines.push({ id: 'grade', zh: `${grade} 级加点`, en: `margin of grade ${grade}`, rateBps: margin })
  for (const { id, zh, en, rateBps } of adjustments) lines.push({ id: `rule:${id}`, zh, en, rateBps })

  const sum = lines.reduce((total, line) => total + line.rateBps, 0)
  const rateBps = Math.min(pricing.rateMaxBps, Math.max(pricing.rateMinBps, sum))
  if (rateBps !== sum)
    lines.push({
      id: 'bounds',
      zh: '产品利率上下限',
      en: "bounds of the product's rate",
      rateBps: rateBps - sum,
    })
  return { rateBps, annualizedRateBps: annualize(rateBps, pricing.feeBps, termMonths), lines }
}

/** The fee is paid once: over a term of m months it costs fee × 12 ÷ m a year (simple interest, half up). */
function annualize(rateBps: number, feeBps: number, termMonths: number): number {
  return rateBps + Number(divideHalfUp(BigInt(feeBps * 12), BigInt(termMonths)))
}

/** The best and the worst rate of a product under a base rate. */
export function rateRange(pricing: Pricing, baseRate: BaseRate): { rateFromBps: number; rateToBps: number } {
  const rates = Object.keys(pricing.marginBps).map(
    (grade) => reckonPrice(pricing, { grade, termMonths: 12, baseRate, adjustments: [] }).rateBps as number,
  )
  return { rateFromBps: Math.min(...rates), rateToBps: Math.max(...rates) }
}
