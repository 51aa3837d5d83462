import { normal, type Random } from '../../foundation/random.ts'
import { cumulated, type Firm, pick } from './firm.ts'
import type { History } from './history.ts'
import { industries } from './industry.ts'
import { outsideName } from './name.ts'

/** A customer or supplier: a firm of this city by its number, or −1 and a made-up name from elsewhere. */
export interface Partner {
  firm: number
  name: string
}

/** The partners of one firm in one direction; some are replaced as time goes by. */
export interface Circle {
  partners: Partner[]
  /** Cumulated weights: a few partners make most of the business. */
  weights: Float64Array
}

const allTrades = industries.flatMap((industry) => industry.trades)
const outsidePool = 60_000

/** Which firms of the city one may sell to: larger firms are drawn more often, each firm only while its purchases allow. */
export interface Market {
  firms: readonly Firm[]
  histories: readonly History[]
  weights: Float64Array
}

export function openMarket(firms: readonly Firm[], histories: readonly History[]): Market {
  return { firms, histories, weights: cumulated(firms.map((firm) => firm.scaleFen ** 0.6)) }
}

/** Whether a partner can be traded with in a lived month; those from elsewhere always can. */
export function isOpen(partner: Partner, market: Market, at: number): boolean {
  if (partner.firm < 0) return true
  return at >= market.firms[partner.firm]!.opensAt && at < market.histories[partner.firm]!.closesAt
}

export function customersOf(firm: Firm, market: Market, random: Random): Circle {
  const industry = industries[firm.industry]!
  const size = (firm.scaleFen / 100 / industry.salesYuan) ** 0.5
  const count = Math.max(
    2,
    Math.min(160, Math.round(industry.customers * size * Math.exp(0.3 * normal(random)))),
  )
  const weights = cumulated(unequal(count, random))
  const circle: Circle = { partners: [], weights }
  for (let place = 0; place < count; place++) circle.partners.push(findCustomer(firm, market, random))
  return circle
}

export function suppliersOf(firm: Firm, random: Random): Circle {
  const count = Math.max(
    2,
    Math.min(60, Math.round(7 * Math.exp(0.5 * normal(random)) * (firm.smallScale ? 0.7 : 1.3))),
  )
  return {
    partners: Array.from({ length: count }, () => outsider(random)),
    weights: cumulated(unequal(count, random)),
  }
}

/** Weights that fall like 1/rank: the largest partner of a firm with ten has a third of the business. */
function unequal(count: number, random: Random): number[] {
  return Array.from({ length: count }, (_, rank) => Math.exp(0.4 * normal(random)) / (rank + 1) ** 0.9)
}

export function findCustomer(firm: Firm, market: Market, random: Random): Partner {
  const industry = industries[firm.industry]!
  if (random() < industry.cityShare)
    for (let trial = 0; trial < 4; trial++) {
      const other = market.firms[pick(market.weights, random)]!
      const room = other.scaleFen * industries[other.industry]!.costShare
      if (other !== firm && room * 0.3 > firm.scaleFen / 6) return { firm: other.number, name: other.name }
    }
  return outsider(random)
}

export function outsider(random: Random): Partner {
  return { firm: -1, name: outsideName(Math.floor(random() * outsidePool), allTrades) }
}

/** Replaces partners that are lost in a month; a firm in trouble loses more. */
export function renew(circle: Circle, loss: number, random: Random, find: () => Partner): void {
  for (let place = 0; place < circle.partners.length; place++)
    if (random() < loss) circle.partners[place] = find()
}

/** A partner drawn by weight; one that cannot trade in this month is replaced for good. */
export function choose(circle: Circle, random: Random, canTrade: (partner: Partner) => boolean): Partner {
  const place = pick(circle.weights, random)
  if (!canTrade(circle.partners[place]!)) circle.partners[place] = outsider(random)
  return circle.partners[place]!
}
