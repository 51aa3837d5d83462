import type { Balance } from '../balance.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { lifeOf } from '../life.ts'
import type { Filing } from './annual-filing.ts'
import type { Register } from './register.ts'
import { report } from './report.ts'

/**
 * The annual reports of the years whose end lies in the delivered months: the same sales, people and balance sheet as in
 * all else that is known of the firm. Where its first months are not reckoned in full, their sales are those aimed at.
 */
export function emitAnnualReports(
  city: City,
  { firm, history }: Register,
  filings: readonly Filing[],
  emit: Emit,
): void {
  const { span } = city
  for (const { year, filedOn } of filings) {
    const december = year * 12 + 11 - span.origin
    if (filedOn === null || december >= span.length) continue
    const { from, opens, salesFen, profit, balance, people } = lifeOf(city, firm.number)
    if (december < opens) continue
    let revenueFen = 0
    let reckonedFen = 0
    let profitFen = 0
    for (let at = Math.max(0, december - 11); at <= december; at++) {
      const monthFen = at < from ? history.salesFen[at]! : salesFen[at]!
      revenueFen += monthFen
      if (at < from) continue
      reckonedFen += monthFen
      profitFen += profit.profitFen[at]!
    }
    const whole = reckonedFen > 0 ? revenueFen / reckonedFen : 1
    report(emit, 'annual-report', filedOn, [
      ...[firm.uscc, year, filedOn],
      ...totalsOf(balance, december),
      ...[Math.max(0, revenueFen), Math.round(profitFen * whole), people.headcount[december]!],
    ])
  }
}

/** All that the firm has and all that it owes at the end of a lived month, as its statements add them up. */
function totalsOf(sheet: Balance, at: number): [assetsFen: number, liabilitiesFen: number] {
  const assets = ['cashFen', 'receivablesFen', 'inventoryFen', 'fixedFen', 'otherAssetsFen'] as const
  const debts = ['shortLoansFen', 'longLoansFen', 'payablesFen', 'otherLiabilitiesFen'] as const
  const sum = (names: readonly (keyof Balance)[]) =>
    names.reduce((total, name) => total + sheet[name][at]!, 0)
  return [Math.max(0, sum(assets)), Math.max(0, sum(debts))]
}
