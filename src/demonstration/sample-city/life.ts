import { accountsOf, runAccounts, type Statement } from './account.ts'
import { type Balance, balance } from './balance.ts'
import { borrow, type Instalment, type Loan, repay } from './borrowing.ts'
import type { City } from './city.ts'
import type { Firm } from './firm.ts'
import { Flows } from './flow.ts'
import { gatherFlows } from './gather-flows.ts'
import type { History } from './history.ts'
import { keep } from './keep.ts'
import { collect, payOut, type Settled } from './payments.ts'
import { type People, staff } from './people.ts'
import { type Profit, reckonProfit } from './profit.ts'
import { type Purchases, writePurchases } from './purchase-book.ts'
import { type Book, bookedBefore, red, voided } from './sales-book.ts'
import { floats } from './slab.ts'
import { atOf, burnInMonths } from './span.ts'
import { type Supply, supply } from './supply.ts'
import { declare, prepaidIncomeTax, surchargeOf, type Tax, valueAddedOf } from './taxation.ts'

/**
 * The course of one firm's business: every record of the economy is cut from it, so all records agree. Arrays are by
 * lived month (`at`), amounts whole fen; they mean nothing before `from`.
 */
export interface Life {
  firm: Firm
  history: History
  /** First lived month that is reckoned, and the first whose bank movements and balance are (a delivered month). */
  from: number
  opens: number
  book: Book
  purchases: Purchases
  /** Sales before tax, net of red-letter and void invoices, and the tax on them. */
  salesFen: Float64Array
  outputFen: Float64Array
  people: People
  loans: Loan[]
  instalments: Instalment[]
  supplies: Supply[]
  taxes: Tax[]
  receivables: Settled
  payables: Settled
  profit: Profit
  accounts: number
  statement: Statement
  balance: Balance
}

const kept = new WeakMap<City, (number: number) => Life>()

/** The life of a firm by its number; the last few are remembered. */
export function lifeOf(city: City, number: number): Life {
  let known = kept.get(city)
  if (!known) {
    known = keep(64, (firm) => liveThrough(city, firm))
    kept.set(city, known)
  }
  return known(number)
}

const flows = new Flows()

function liveThrough(city: City, number: number): Life {
  const { span } = city
  const firm = city.firm(number)
  const history = city.history(number)
  const from = Math.max(0, burnInMonths - bookedBefore)
  const opens = Math.max(burnInMonths, firm.opensAt)
  const book = city.book(number)
  const purchases = writePurchases(city, firm)
  const { salesFen, outputFen } = sumsOf(book, span.length)
  const people = staff(firm, history)
  const loans = borrow(firm, history, span)
  const instalments = repay(firm, history, span, loans)
  const supplies = supply(firm, history, span, salesFen, from)
  const valueAdded = valueAddedOf(firm, { salesFen, outputFen, inputFen: purchases.taxNetFen, from })
  const profit = reckonProfit(firm, history, span, from, {
    salesFen,
    purchasesFen: purchases.netFen,
    undeductedFen: firm.smallScale ? purchases.taxNetFen : floats(span.length),
    forgivenFen: firm.smallScale ? outputFen.map((fen, at) => fen - valueAdded[at]!) : floats(span.length),
    surchargeFen: valueAdded.map((fen) => surchargeOf(firm, fen)),
    supplyFen: byMonth(
      span.length,
      supplies.map((bill) => [bill.at, bill.feeFen]),
    ),
    interestFen: byMonth(
      span.length,
      instalments.flatMap((due) =>
        due.paidOn === null ? [] : [[atOf(span, due.paidOn), due.loan.dueFen - due.principalFen] as const],
      ),
    ),
    people,
  })
  const yearFen = taxIncome(profit, span.origin, from)
  const taxes = declare(firm, history, span, from, {
    salesFen,
    valueAdded,
    profit: yearFen,
    incomeTax: profit.incomeTaxFen,
  })
  flows.clear()
  const receivables = collect(city, firm, opens, flows)
  const payables = payOut(city, firm, purchases, opens, flows)
  const life = {
    firm,
    history,
    from,
    opens,
    book,
    purchases,
    salesFen,
    outputFen,
    people,
    loans,
    instalments,
    supplies,
    taxes,
    receivables,
    payables,
    profit,
    accounts: accountsOf(firm),
  }
  const money = gatherFlows(city, life, flows)
  const statement = runAccounts(life, span, flows, opens, money.openingFen)
  return { ...life, statement, balance: balance(city, life, money, statement) }
}

function sumsOf(book: Book, length: number): Pick<Life, 'salesFen' | 'outputFen'> {
  const salesFen = floats(length)
  const outputFen = floats(length)
  const { start, slots, from, state, amountFen, taxFen } = book
  for (let at = from; at < length; at++) {
    const last = start[(at - from + 1) * slots]!
    for (let line = start[(at - from) * slots]!; line < last; line++) {
      if (state[line] === voided) continue
      const sign = state[line] === red ? -1 : 1
      salesFen[at]! += sign * amountFen[line]!
      outputFen[at]! += sign * taxFen[line]!
    }
  }
  return { salesFen, outputFen }
}

function byMonth(length: number, items: readonly (readonly [at: number, fen: number])[]): Float64Array {
  const sums = floats(length)
  for (const [at, fen] of items) if (at >= 0 && at < length) sums[at]! += fen
  return sums
}

/** Prepays the income tax of each quarter on the profit of the calendar year so far; answers that profit. */
function taxIncome(profit: Profit, origin: number, from: number): Float64Array {
  const yearFen = floats(profit.profitFen.length)
  let year = 0
  let prepaid = 0
  for (let at = from; at < yearFen.length; at++) {
    if ((origin + at) % 12 === 0) year = prepaid = 0
    year += profit.profitFen[at]!
    yearFen[at] = year
    if ((origin + at) % 3 !== 2) continue
    const due = prepaidIncomeTax(year, prepaid)
    profit.incomeTaxFen[at] = due
    prepaid += due
  }
  return yearFen
}
