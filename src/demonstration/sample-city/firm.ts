import type { Random } from '../../foundation/random.ts'
import { type Day, firstDayOf } from './calendar.ts'
import { registeredName } from './firm-name.ts'
import type { Constitution } from './health.ts'
import { composeUscc } from './identifier.ts'
import { industries, industryIndex } from './industry.ts'
import { legalForm } from './name.ts'
import { part } from './part.ts'
import { cityName, regions } from './region.ts'
import type { Span } from './span.ts'
import { type Story, stories } from './story.ts'
import { Stream } from './stream.ts'

/** No firm is followed with more customers of its own than these; what else it sells is part of their invoices. */
export const slotsMax = 32

/** Private firms have been registered again since the early 1980s. */
const ageMonthsMax = 480

export const growths = ['growing', 'steady', 'seasonal', 'declining', 'dormant'] as const
export type Growth = (typeof growths)[number]

/** What a firm is from birth; what happens to it is in history.ts. */
export interface Firm {
  number: number
  /** All streams of the firm begin from it: `new Stream().start(firm.key, part)`. */
  key: number
  uscc: string
  name: string
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
  /** Slots for customers, and how much the largest of them are ahead of the others; see market.ts. */
  slots: number
  concentration: number
  /** What its invoices are usually worth, against its trade: one sells by the truck, another by the box. */
  invoiceFactor: number
  story: Story | null
}

const industryWeights = cumulated(industries.map((industry) => industry.weight))
const regionWeights = cumulated(regions.map((region) => region.weight))
const regionIndex = new Map(regions.map((region, place) => [region.code, place]))
const random = new Stream()
const next = () => random.next()

/** The firm of a number, from the city's key: the same whoever asks, and whichever firms were asked before. */
export function foundFirm(cityKey: number, number: number, span: Span): Firm {
  random.start(cityKey, number, part.birth)
  const key = Math.floor(next() * 4294967296) | 0
  const story = stories[number] ?? null
  const drawn = pick(industryWeights, next)
  const industry = story ? industryIndex(story.industry) : drawn
  const place = pick(regionWeights, next)
  const region = story ? (regionIndex.get(story.region) ?? place) : place
  const ageMonths = story?.ageMonths ?? drawAgeMonths()
  const seniority = Math.log(ageMonths / 70)
  const quality = 0.25 * Math.min(1.5, seniority) + 0.96 * random.normal()
  const establishedOn =
    firstDayOf(span.origin + span.length - Math.max(2, ageMonths)) + Math.floor(next() * 28)
  const size = random.normal() * 0.9 + 0.15 * quality + 0.12 * Math.min(2, seniority) + heavyTail()
  const trade = industries[industry]!
  const scaleYuan = story?.monthlySalesYuan ?? trade.salesYuan * Math.exp(trade.spread * size)
  const spread = Math.sqrt(scaleYuan / trade.salesYuan) * Math.exp(0.3 * random.normal())
  return new NumberedFirm(cityKey, number, key, region, {
    story,
    industry,
    establishedOn,
    opensAt: ageMonths >= span.length ? 0 : Math.min(span.length - 2, span.length - ageMonths),
    constitution: {
      quality: story?.quality ?? quality,
      hazard: trade.hazard * (ageMonths < 36 ? 1.4 : 1),
    },
    growth: story?.growth ?? drawGrowth(next, quality),
    scaleFen: Math.round(scaleYuan * 100),
    smallScale: scaleYuan * 12 < 5e6 && next() < 0.85,
    slots: Math.max(2, Math.min(slotsMax, Math.round(trade.customers * spread))),
    capitalYuan: roundCapital(scaleYuan * 6 * Math.exp(0.7 * random.normal())),
    concentration: concentrationOf(random.normal()),
    invoiceFactor: story ? 1 : Math.exp(invoiceSpread * random.normal()),
  })
}

type Traits = Pick<
  Firm,
  | 'story'
  | 'industry'
  | 'establishedOn'
  | 'opensAt'
  | 'constitution'
  | 'growth'
  | 'scaleFen'
  | 'smallScale'
  | 'slots'
  | 'concentration'
  | 'invoiceFactor'
  | 'capitalYuan'
>

/** Its figures are drawn at once, its texts when first asked for: most firms are only looked at as possible partners. */
class NumberedFirm implements Firm {
  readonly number: number
  readonly key: number
  readonly industry: number
  readonly capitalYuan: number
  readonly establishedOn: Day
  readonly opensAt: number
  readonly constitution: Constitution
  readonly growth: Growth
  readonly scaleFen: number
  readonly smallScale: boolean
  readonly slots: number
  readonly concentration: number
  readonly invoiceFactor: number
  readonly story: Story | null
  readonly #cityKey: number
  readonly #region: number
  #uscc: string | undefined
  #texts: Pick<Firm, 'name' | 'address'> | undefined

  constructor(cityKey: number, number: number, key: number, region: number, traits: Traits) {
    this.#cityKey = cityKey
    this.#region = region
    this.number = number
    this.key = key
    this.industry = traits.industry
    this.capitalYuan = traits.capitalYuan
    this.establishedOn = traits.establishedOn
    this.opensAt = traits.opensAt
    this.constitution = traits.constitution
    this.growth = traits.growth
    this.scaleFen = traits.scaleFen
    this.smallScale = traits.smallScale
    this.slots = traits.slots
    this.concentration = traits.concentration
    this.invoiceFactor = traits.invoiceFactor
    this.story = traits.story
  }

  get region(): string {
    return regions[this.#region]!.code
  }

  get uscc(): string {
    this.#uscc ??= composeUscc(this.region, this.number)
    return this.#uscc
  }

  get name(): string {
    return this.#text.name
  }

  get address(): string {
    return this.#text.address
  }

  get #text(): Pick<Firm, 'name' | 'address'> {
    this.#texts ??= this.#write()
    return this.#texts
  }

  #write(): Pick<Firm, 'name' | 'address'> {
    const draw = new Stream().start(this.key, part.person)
    const drawNext = () => draw.next()
    const words = industries[this.industry]!.trades
    const word = words[draw.below(words.length)]!
    const form = legalForm(drawNext, this.scaleFen > 2e8)
    const { streets } = regions[this.#region]!
    const street = streets[draw.below(streets.length)]!
    return {
      name: this.story?.name ?? registeredName(this.#cityKey, this.number, word, form),
      address: `${cityName}市${street}${1 + draw.below(288)}号`,
    }
  }
}

/** Standard deviation over firms of the logarithm of what an invoice is worth, beside trade and size: see docs/reports/sample-city-and-cumcm.md. */
const invoiceSpread = 2.1
export const concentrations = 12

/** A class of concentration; a few firms live on one customer. */
function concentrationOf(normal: number): number {
  return Math.max(0, Math.min(concentrations - 1, Math.floor(5.2 + 3.1 * normal)))
}

/** One firm in thirty is larger than the log-normal would have it: an exponential tail of the logarithm is Pareto's law of sizes. */
function heavyTail(): number {
  const dice = next()
  return dice < 1 / 30 ? Math.min(4.5, -0.9 * Math.log(1 - next())) : 0
}

/** Months since the firm was founded, at a lived month. */
export function ageAt(firm: Firm, span: Span, at: number): number {
  return Math.floor((firstDayOf(span.origin + at + 1) - firm.establishedOn) / 30.44)
}

/** Three in ten were founded evenly over the last five years, the others' ages are log-normal: near the published ages (marginals.json). */
function drawAgeMonths(): number {
  const dice = next()
  const young = 2 + Math.floor(58 * (dice / 0.3))
  const old = Math.round(Math.exp(4.43 + 0.6 * random.normal()))
  return dice < 0.3 ? young : Math.min(ageMonthsMax, Math.max(2, old))
}

function drawGrowth(draw: Random, quality: number): Growth {
  const dice = draw() - 0.04 * quality
  if (dice < 0.2) return 'growing'
  if (dice < 0.66) return 'steady'
  if (dice < 0.84) return 'seasonal'
  return dice < 0.965 ? 'declining' : 'dormant'
}

const capitalSteps = [1e5, 3e5, 5e5, 1e6, 2e6, 3e6, 5e6, 8e6, 1e7, 2e7, 3e7, 5e7, 1e8]

/** Registered capital is a round sum. */
function roundCapital(yuan: number): number {
  return capitalSteps.find((step) => yuan <= step) ?? 2e8
}

export function cumulated(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (const [place, weight] of weights.entries()) sums[place] = sum += weight
  return sums
}

/** A place drawn in proportion to its weight. */
export function pick(sums: Float64Array, draw: Random): number {
  const target = draw() * sums[sums.length - 1]!
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > target) high = middle
    else low = middle + 1
  }
  return low
}
