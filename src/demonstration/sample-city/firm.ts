import { normal, type Random, seededRandom } from '../../foundation/random.ts'
import { type Day, firstDayOf } from './calendar.ts'
import type { Span } from './city.ts'
import type { Constitution } from './health.ts'
import { composeUscc } from './identifier.ts'
import { industries, industryIndex } from './industry.ts'
import { legalForm, nameDealer, personName } from './name.ts'
import { cityName, regions } from './region.ts'
import type { Story } from './story.ts'

/** Private firms have been registered again since the early 1980s. */
const ageMonthsMax = 480

export const growths = ['growing', 'steady', 'seasonal', 'declining', 'dormant'] as const
export type Growth = (typeof growths)[number]

/** What a firm is from birth; what happens to it is in history.ts. */
export interface Firm {
  number: number
  uscc: string
  name: string
  representative: string
  address: string
  region: string
  industry: number
  capitalYuan: number
  establishedOn: Day
  /** First lived month with business; 0 when older than the city's span. */
  opensAt: number
  constitution: Constitution
  growth: Growth
  /** Median monthly sales when it is well, fen. */
  scaleFen: number
  /** A small-scale VAT taxpayer (annual sales up to 5 million yuan, Cai Shui [2018] 33) deducts no input tax. */
  smallScale: boolean
  story: Story | null
  /** An own generator for each part of the firm's life, so that no part disturbs another. */
  stream: (part: string) => Random
}

export function foundFirms(
  seed: string | number,
  count: number,
  span: Span,
  stories: readonly Story[],
): Firm[] {
  const dealName = nameDealer(seededRandom(`${seed}/names`))
  const weights = cumulated(industries.map((industry) => industry.weight))
  const regionWeights = cumulated(regions.map((region) => region.weight))
  return Array.from({ length: count }, (_, number) => {
    const stream = (part: string) => seededRandom(`${seed}/${number}/${part}`)
    const random = stream('birth')
    const story = stories[number] ?? null
    const drawn = pick(weights, random)
    const industry = story ? industryIndex(story.industry) : drawn
    const region = regions[pick(regionWeights, random)]!
    const ageMonths =
      story?.ageMonths ?? Math.min(ageMonthsMax, Math.round(Math.exp(4.35 + 0.85 * normal(random))))
    const quality = 0.25 * Math.min(1.5, Math.log(ageMonths / 70)) + 0.96 * normal(random)
    const bound = Math.min(span.length - 2, Math.max(0, span.length - ageMonths))
    const opensAt = ageMonths >= span.length ? 0 : bound
    const establishedOn =
      firstDayOf(span.origin + span.length - Math.max(2, ageMonths)) + Math.floor(random() * 28)
    const size = normal(random) * 0.9 + 0.15 * quality + 0.12 * Math.min(2, Math.log(ageMonths / 70))
    const trade = industries[industry]!
    const scaleYuan = story?.monthlySalesYuan ?? trade.salesYuan * Math.exp(trade.spread * size)
    const trades = trade.trades
    const name = dealName(trades[Math.floor(random() * trades.length)]!, legalForm(random, scaleYuan > 2e6))
    const street = region.streets[Math.floor(random() * region.streets.length)]!
    return {
      number,
      uscc: composeUscc(region.code, number),
      name,
      representative: personName(random),
      address: `${cityName}市${street}${1 + Math.floor(random() * 288)}号`,
      region: region.code,
      industry,
      capitalYuan: roundCapital(scaleYuan * 6 * Math.exp(0.7 * normal(random))),
      establishedOn,
      opensAt,
      constitution: {
        quality: story?.quality ?? quality,
        hazard: trade.hazard * (ageMonths < 36 ? 1.4 : 1),
      },
      growth: story?.growth ?? drawGrowth(random, quality),
      scaleFen: Math.round(scaleYuan * 100),
      smallScale: scaleYuan * 12 < 5e6 && random() < 0.85,
      story,
      stream,
    }
  })
}

/** Months since the firm was founded, at a lived month. */
export function ageAt(firm: Firm, span: Span, at: number): number {
  return Math.floor((firstDayOf(span.origin + at + 1) - firm.establishedOn) / 30.44)
}

function drawGrowth(random: Random, quality: number): Growth {
  const dice = random() - 0.04 * quality
  if (dice < 0.2) return 'growing'
  if (dice < 0.66) return 'steady'
  if (dice < 0.84) return 'seasonal'
  return dice < 0.965 ? 'declining' : 'dormant'
}

/** Registered capital is a round sum. */
function roundCapital(yuan: number): number {
  const steps = [1e5, 3e5, 5e5, 1e6, 2e6, 3e6, 5e6, 8e6, 1e7, 2e7, 3e7, 5e7, 1e8]
  return steps.find((step) => yuan <= step) ?? 2e8
}

export function cumulated(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (const [place, weight] of weights.entries()) sums[place] = sum += weight
  return sums
}

/** A place drawn in proportion to its weight. */
export function pick(sums: Float64Array, random: Random): number {
  const target = random() * sums[sums.length - 1]!
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > target) high = middle
    else low = middle + 1
  }
  return low
}
