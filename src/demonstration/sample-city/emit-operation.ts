import { firstDayOf } from './calendar.ts'
import type { City } from './city.ts'
import type { Emit } from './emit.ts'
import type { Life } from './life.ts'
import { part } from './part.ts'
import { burnInMonths, isDelivered } from './span.ts'
import { unitOf } from './stream.ts'
import { supplyKinds } from './supply.ts'

/** People and bills are delivered on the 15th of the next month, statements on the 20th. */
const peopleDay = 14
const supplyDay = 14
const statementDay = 19

export function emitPeople(city: City, life: Life, emit: Emit): void {
  const { firm, people, history } = life
  const { origin, length } = city.span
  for (let at = Math.max(burnInMonths, firm.opensAt); at < length && at <= history.closesAt; at++) {
    const period = origin + at
    const known = firstDayOf(period + 1) + peopleDay
    const owed = people.insuranceOwedFen[at]!
    const headcount = people.headcount[at]!
    emit('social-security', known, [
      firm.uscc,
      period,
      headcount,
      people.insuranceFen[at]! - owed,
      people.hires[at]!,
      people.leaves[at]!,
      owed,
    ])
    if (!people.housing || at === history.closesAt) continue
    const housingOwed = people.housingOwedFen[at]!
    emit('housing-fund', known, [
      firm.uscc,
      period,
      headcount,
      people.housingFen[at]! - housingOwed,
      housingOwed,
    ])
  }
}

/** A bill that is paid late is delivered first as unpaid. */
export function emitSupplies(city: City, life: Life, emit: Emit): void {
  const { firm } = life
  const meters = supplyKinds.map((_, kind) => `${firm.uscc.slice(8, 16)}${kind + 1}`)
  for (const { kind, at, quantity, feeFen, dueOn, paidOn, cutOffDays } of life.supplies) {
    if (!isDelivered(at)) continue
    const period = city.span.origin + at
    const known = firstDayOf(period + 1) + supplyDay
    const late = paidOn === null || paidOn >= known
    const [meter, name] = [meters[kind]!, supplyKinds[kind]!]
    const cells = (paid: typeof paidOn) => [
      firm.uscc,
      meter,
      name,
      period,
      quantity,
      feeFen,
      dueOn,
      paid,
      cutOffDays,
    ]
    emit('utility', known, cells(late ? null : paidOn))
    if (late && paidOn !== null) emit('utility', paidOn + 1, cells(paidOn))
  }
}

/** Every seventh small firm files no statement, and who is in arrears often files none either. */
export function filesStatements(life: Life): boolean {
  const { firm } = life
  return firm.story !== null || unitOf(firm.key, part.coverage, 1) < (firm.smallScale ? 0.72 : 0.94)
}

/** The statement of each quarter that was wholly delivered: what the books of the firm say at its last day. */
export function emitStatements(city: City, life: Life, emit: Emit): void {
  if (!filesStatements(life)) return
  const { firm, history, opens, balance, profit } = life
  const { origin, length } = city.span
  for (let at = opens; at < Math.min(length, history.closesAt); at++) {
    if ((origin + at) % 3 !== 2 || (at - 2 < opens && firm.opensAt < opens)) continue
    const silent = history.phase[at]! > 2 && unitOf(firm.key, part.coverage, 2, at) < 0.4
    if (silent) continue
    const sum = (of: Float64Array) => of[at]! + (at > 0 ? of[at - 1]! : 0) + (at > 1 ? of[at - 2]! : 0)
    const operating = balance.operatingCashFen
    const debts = balance.payablesFen[at]! + balance.shortLoansFen[at]! + balance.otherLiabilitiesFen[at]!
    const current =
      balance.cashFen[at]! +
      balance.receivablesFen[at]! +
      balance.inventoryFen[at]! +
      balance.otherAssetsFen[at]!
    const result = sum(profit.profitFen)
    const tax = sum(profit.incomeTaxFen)
    const next = firstDayOf(origin + at + 1)
    const filedOn = next + 4 + Math.floor(13 * unitOf(firm.key, part.coverage, 3, at))
    emit('financial-statement', next + statementDay, [
      firm.uscc,
      origin + at,
      filedOn,
      current + balance.fixedFen[at]!,
      current,
      balance.cashFen[at]!,
      balance.receivablesFen[at]!,
      balance.inventoryFen[at]!,
      balance.fixedFen[at]!,
      debts + balance.longLoansFen[at]!,
      debts,
      balance.shortLoansFen[at]!,
      balance.payablesFen[at]!,
      balance.longLoansFen[at]!,
      balance.equityFen[at]!,
      sum(profit.revenueFen),
      sum(profit.costFen),
      sum(profit.surchargeFen),
      sum(profit.sellingFen),
      sum(profit.administrationFen),
      sum(profit.financeFen),
      result,
      tax,
      result - tax,
      sum(operating),
    ])
  }
}
