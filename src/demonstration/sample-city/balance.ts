import type { Statement } from './account.ts'
import type { City } from './city.ts'
import type { Money } from './gather-flows.ts'
import type { Life } from './life.ts'
import { floats } from './slab.ts'
import { atOf } from './span.ts'

/** Balance sheet at the end of each lived month from the first whose accounts are open; whole fen. */
export interface Balance {
  cashFen: Float64Array
  receivablesFen: Float64Array
  inventoryFen: Float64Array
  fixedFen: Float64Array
  /** Savings in products of banks, tax to be deducted, what the owner owes. */
  otherAssetsFen: Float64Array
  shortLoansFen: Float64Array
  longLoansFen: Float64Array
  payablesFen: Float64Array
  /** Wages, contributions, taxes and bills not paid yet, and what the owner lent. */
  otherLiabilitiesFen: Float64Array
  /** Carried on from month to month: profit after tax, capital paid in, dividends. Not a difference: a test holds that it is one. */
  equityFen: Float64Array
  operatingCashFen: Float64Array
}

/** A loan of more instalments than these is a long one. */
const shortInstalments = 12

export function balance(
  city: City,
  life: Omit<Life, 'statement' | 'balance'>,
  money: Money,
  statement: Statement,
): Balance {
  const { length } = city.span
  const { profit, receivables, payables, purchases, firm, opens, from } = life
  const zeros = () => floats(length)
  const sheet: Balance = {
    cashFen: statement.cashFen,
    receivablesFen: zeros(),
    inventoryFen: profit.inventoryFen,
    fixedFen: profit.fixedFen,
    otherAssetsFen: zeros(),
    shortLoansFen: zeros(),
    longLoansFen: zeros(),
    payablesFen: zeros(),
    otherLiabilitiesFen: zeros(),
    equityFen: zeros(),
    operatingCashFen: zeros(),
  }
  addDebts(city, life, sheet)
  const accrued = accruals(life, length)
  let [claims, debts, credit, owed, around, equity] = [0, 0, 0, 0, 0, 0]
  for (let at = from; at < length; at++) {
    if (at === opens) equity = openingEquity(life, money, sheet, { claims, debts, credit, owed })
    claims += receivables.invoicedFen[at]! - receivables.paidFen[at]!
    debts += payables.invoicedFen[at]! - payables.paidFen[at]!
    if (!firm.smallScale) credit += purchases.taxNetFen[at]! - life.outputFen[at]! + accrued.valueAdded[at]!
    const paid =
      money.wagesPaidFen[at]! +
      money.insurancePaidFen[at]! +
      money.housingPaidFen[at]! +
      money.taxPaidFen[at]! +
      money.supplyPaidFen[at]!
    owed += accrued.fen[at]! - paid
    if (at < opens) continue
    around += receivables.aroundFen[at]!
    const owner = statement.ownerFen[at]! - around
    sheet.receivablesFen[at] = claims
    sheet.payablesFen[at] = debts
    sheet.otherAssetsFen[at] = statement.savedFen[at]! + credit + Math.max(0, -owner)
    sheet.otherLiabilitiesFen[at] = owed + Math.max(0, owner)
    equity += profit.profitFen[at]! - profit.incomeTaxFen[at]! - statement.dividendsFen[at]!
    sheet.equityFen[at] = equity
    sheet.operatingCashFen[at] =
      receivables.paidFen[at]! -
      receivables.aroundFen[at]! -
      payables.paidFen[at]! -
      paid -
      profit.rentFen[at]! -
      profit.expenseFen[at]!
  }
  return sheet
}

interface Opening {
  claims: number
  debts: number
  credit: number
  owed: number
}

/** What the firm is worth when its accounts are first looked at; what its founders pay in then is added. */
function openingEquity(
  life: Omit<Life, 'statement' | 'balance'>,
  money: Money,
  sheet: Balance,
  { claims, debts, credit, owed }: Opening,
): number {
  const { profit, firm, opens } = life
  const before = opens - 1
  const older = before >= Math.max(life.from, firm.opensAt)
  const things = older
    ? profit.inventoryFen[before]! + profit.fixedFen[before]!
    : profit.openingStockFen + profit.openingFixedFen
  const loans = before >= 0 ? sheet.shortLoansFen[before]! + sheet.longLoansFen[before]! : 0
  return money.openingFen + money.capitalFen + things + claims + credit - debts - owed - loans
}

/** What comes to be owed to people and the public in each month. */
function accruals(
  { profit, people, taxes, supplies }: Omit<Life, 'statement' | 'balance'>,
  length: number,
): { fen: Float64Array; valueAdded: Float64Array } {
  const fen = floats(length)
  const valueAdded = floats(length)
  for (let at = 0; at < length; at++)
    fen[at] =
      profit.netWageFen[at]! +
      (profit.netWageFen[at]! > 0 ? people.insuranceFen[at]! + people.housingFen[at]! : 0)
  for (const bill of supplies) fen[bill.at]! += bill.feeFen
  for (const tax of taxes) {
    fen[tax.at]! += tax.payableFen
    if (tax.kind === 'value-added') valueAdded[tax.at]! += tax.payableFen
  }
  return { fen, valueAdded }
}

function addDebts(city: City, life: Omit<Life, 'statement' | 'balance'>, sheet: Balance): void {
  const { span } = city
  const add = (instalments: number, day: number, fen: number) => {
    const at = Math.max(0, atOf(span, day))
    if (at < span.length)
      (instalments > shortInstalments ? sheet.longLoansFen : sheet.shortLoansFen)[at]! += fen
  }
  for (const loan of life.loans) add(loan.instalments, loan.startedOn, loan.principalFen)
  for (const { loan, paidOn, principalFen } of life.instalments)
    if (paidOn !== null) add(loan.instalments, paidOn, -principalFen)
  for (let at = 1; at < span.length; at++) {
    sheet.shortLoansFen[at]! += sheet.shortLoansFen[at - 1]!
    sheet.longLoansFen[at]! += sheet.longLoansFen[at - 1]!
  }
}

/** What the firm has in all at the end of a lived month. */
export function assetsFenAt(sheet: Balance, at: number): number {
  return (
    sheet.cashFen[at]! +
    sheet.receivablesFen[at]! +
    sheet.inventoryFen[at]! +
    sheet.fixedFen[at]! +
    sheet.otherAssetsFen[at]!
  )
}
