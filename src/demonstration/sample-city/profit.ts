import type { Firm } from './firm.ts'
import type { History } from './history.ts'
import { consumptions, industries } from './industry.ts'
import { part } from './part.ts'
import { housingWithheld, insuranceWithheld, type People } from './people.ts'
import { floats } from './slab.ts'
import type { Span } from './span.ts'
import { Stream, unitOf } from './stream.ts'

/** Income and expense by lived month, whole fen, and the goods and equipment that they leave. */
export interface Profit {
  revenueFen: Float64Array
  costFen: Float64Array
  surchargeFen: Float64Array
  sellingFen: Float64Array
  administrationFen: Float64Array
  financeFen: Float64Array
  /** Before tax on income. */
  profitFen: Float64Array
  /** Tax on income, at the last month of each quarter. */
  incomeTaxFen: Float64Array
  inventoryFen: Float64Array
  fixedFen: Float64Array
  /** What people are paid into their hands. */
  netWageFen: Float64Array
  rentFen: Float64Array
  expenseFen: Float64Array
  equipmentFen: Float64Array
  openingStockFen: number
  openingFixedFen: number
}

/** What is known before profit is reckoned. */
export interface Inputs {
  salesFen: Float64Array
  purchasesFen: Float64Array
  /** Tax on purchases that cannot be deducted. */
  undeductedFen: Float64Array
  /** Output tax that is not owed: a small-scale taxpayer below the threshold. */
  forgivenFen: Float64Array
  surchargeFen: Float64Array
  supplyFen: Float64Array
  interestFen: Float64Array
  people: People
}

/** Most manufacturers of some size own their premises, few others do; a firm shown as bare owns none. */
export function ownsPremises(firm: Firm): boolean {
  if (firm.story?.bare) return false
  const maker = industries[firm.industry]!.code[0] === 'C'
  const size = Math.log(firm.scaleFen / 40_000_000)
  return unitOf(firm.key, part.statements, 2) < (maker ? 0.3 : 0.1) + 0.08 * Math.max(-1, Math.min(3, size))
}

const random = new Stream()

/** Goods are kept in stock by who makes or trades them; services and builders use up what they buy. */
function keepsStock(firm: Firm): boolean {
  return 'ACF'.includes(industries[firm.industry]!.code[0]!)
}

export function reckonProfit(firm: Firm, history: History, span: Span, from: number, inputs: Inputs): Profit {
  const profit = emptyProfit(span.length, inputs)
  const { rentShare, opexShare } = consumptions[firm.industry]!
  const code = industries[firm.industry]!.code[0]!
  const rent = ownsPremises(firm) ? 0 : Math.round((firm.scaleFen * rentShare) / 10_000) * 10_000
  const stocked = keepsStock(firm)
  random.start(firm.key, part.statements)
  const stockMonths = stocked ? (code === 'F' ? 0.9 : 1.3) * Math.exp(0.4 * random.normal()) : 0
  const heavy = code === 'C' ? 2 : code === 'A' || code === 'G' || code === 'H' ? 1.3 : 0.5
  let fixed = Math.round(
    firm.scaleFen * heavy * Math.exp(0.5 * random.normal()) * (ownsPremises(firm) ? 1.8 : 1),
  )
  const costShare = industries[firm.industry]!.costShare
  let stock = Math.round(firm.scaleFen * costShare * stockMonths * (firm.opensAt > 0 ? 0 : 1))
  const wear = Math.round(fixed / 108)
  const { people } = inputs
  profit.openingStockFen = stock
  profit.openingFixedFen = fixed
  for (let at = Math.max(from, firm.opensAt); at < Math.min(history.closesAt, span.length); at++) {
    const sales = inputs.salesFen[at]!
    const gross = people.headcount[at]! * people.wageFen
    const withheld =
      Math.round(gross * insuranceWithheld) + (people.housing ? Math.round(gross * housingWithheld) : 0)
    const labor = gross - withheld + people.insuranceFen[at]! + people.housingFen[at]!
    profit.netWageFen[at] = gross - withheld
    profit.rentFen[at] = rent
    profit.expenseFen[at] = Math.round(Math.max(0, sales) * opexShare * Math.exp(0.2 * random.normal()))
    const goods = stocked
      ? drawStock(
          stock + inputs.purchasesFen[at]!,
          sales * costShare,
          firm.scaleFen * costShare * stockMonths,
        )
      : inputs.purchasesFen[at]!
    stock += inputs.purchasesFen[at]! - goods
    profit.inventoryFen[at] = stock
    const made = Math.round(labor * (code === 'F' ? 0.1 : 0.65))
    const worn = Math.min(fixed, wear)
    const dice = random.next()
    profit.equipmentFen[at] =
      (span.origin + at) % 3 === 1 && history.phase[at] === 0 && dice < 0.6
        ? Math.round((wear * 10 * dice) / 1_000_000) * 1_000_000
        : 0
    fixed += profit.equipmentFen[at]! - worn
    profit.fixedFen[at] = fixed
    profit.costFen[at] = goods + made + inputs.undeductedFen[at]! + (code === 'C' ? inputs.supplyFen[at]! : 0)
    const sold = Math.round(profit.expenseFen[at]! / 2) + (code === 'F' ? Math.round(labor / 2) : 0)
    profit.sellingFen[at] = sold
    profit.administrationFen[at] =
      labor -
      made +
      profit.expenseFen[at]! -
      sold +
      rent +
      worn +
      (code === 'C' ? 0 : inputs.supplyFen[at]!) -
      inputs.forgivenFen[at]!
    profit.profitFen[at] =
      sales -
      profit.costFen[at]! -
      inputs.surchargeFen[at]! -
      sold -
      profit.administrationFen[at]! -
      inputs.interestFen[at]!
  }
  return profit
}

/** Goods sold of what is there: by the cost of sales, and a little more or less so that the stock returns to its usual size. */
function drawStock(there: number, cost: number, usual: number): number {
  const wanted = Math.round(cost + 0.12 * (there - cost - usual))
  return Math.max(0, Math.min(Math.max(0, there), Math.max(wanted, Math.round(0.6 * cost))))
}

function emptyProfit(length: number, inputs: Inputs): Profit {
  const zeros = () => floats(length)
  return {
    revenueFen: inputs.salesFen,
    costFen: zeros(),
    surchargeFen: inputs.surchargeFen,
    sellingFen: zeros(),
    administrationFen: zeros(),
    financeFen: inputs.interestFen,
    profitFen: zeros(),
    incomeTaxFen: zeros(),
    inventoryFen: zeros(),
    fixedFen: zeros(),
    netWageFen: zeros(),
    rentFen: zeros(),
    expenseFen: zeros(),
    equipmentFen: zeros(),
    openingStockFen: 0,
    openingFixedFen: 0,
  }
}
