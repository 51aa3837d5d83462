import type { Loan } from '../borrowing.ts'
import type { Day } from '../calendar.ts'
import { firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { defaulted } from '../health.ts'
import type { History } from '../history.ts'
import { industries } from '../industry.ts'
import { atOf } from '../span.ts'
import { Stream } from '../stream.ts'
import { part } from './part.ts'
import type { Property } from './property.ts'
import type { Register } from './register.ts'
import { reportSpell } from './report.ts'
import rates from './secured-claims.json' with { type: 'json' }
import { holderOf } from './stake.ts'

const random = new Stream()

/** The day on which a loan's securities are released: after its last instalment; null in default or while it runs. */
export function releasedOn({ span }: City, history: History, loan: Loan): Day | null {
  const day = loan.dueOn + 8
  if (day >= firstDayOf(span.origin + span.length)) return null
  return history.phase[Math.max(0, atOf(span, day))] === defaulted ? null : day
}

/** Mortgages where the firm owns something, pledges and equipment where it does not; most loans stay without. */
export function emitLoanSecurity(
  city: City,
  register: Register,
  loans: readonly Loan[],
  properties: readonly Property[],
  emit: Emit,
): void {
  const { firm, history } = register
  random.start(firm.key, part.pledges)
  for (const [order, loan] of loans.entries()) {
    const [dice, other, place] = [random.next(), random.next(), random.next()]
    if (firm.story) continue
    const until = releasedOn(city, history, loan)
    const property = properties.find(
      ({ acquiredOn, disposedOn }) => acquiredOn < loan.startedOn && (disposedOn ?? 1e9) > loan.dueOn,
    )
    if (property && dice < rates.mortgageWhereOwned)
      reportSpell(emit, 'real-estate-right', loan.startedOn, until, (ended) => [
        ...[firm.uscc, `邕证-${firm.uscc.slice(-8)}-${order + 1}`, property.number, 'mortgage'],
        ...[loan.lender, loan.principalFen, loan.startedOn, ended],
      ])
    else pledge(register, loan, order, property ? 1 : dice, until, emit)
    if (other < rates.equityPledge && firm.capitalYuan >= 1e6)
      pledgeEquity(city, register, loan, order, place, until, emit)
  }
}

function pledge(
  { firm }: Register,
  loan: Loan,
  order: number,
  dice: number,
  until: Day | null,
  emit: Emit,
): void {
  const industry = industries[firm.industry]!
  const { receivablePledge, equipmentMortgage, inventoryMortgage } = rates
  const makes = 'ACEN'.includes(industry.code[0]!)
  const equipment = receivablePledge + (makes ? equipmentMortgage : 0)
  const [kind, collateral] =
    dice < receivablePledge
      ? ['receivable-pledge', `${industry.trades[0]}货款，现有及将来`]
      : dice < equipment
        ? ['equipment-mortgage', `${industry.trades[0]}生产设备一批`]
        : dice < equipment + inventoryMortgage
          ? ['inventory-mortgage', `${industry.trades[0]}库存商品，浮动抵押`]
          : [null, '']
  if (kind === null) return
  reportSpell(emit, 'chattel-registration', loan.startedOn, until, (ended) => [
    ...[firm.uscc, `ZD-${loan.number}-${order + 1}`, loan.lender, kind, collateral, loan.principalFen],
    ...[loan.startedOn, loan.dueOn + 180, ended],
  ])
}

/** One of the owners pledges the stake to the lender. */
function pledgeEquity(
  city: City,
  { firm, group, holdings }: Register,
  loan: Loan,
  order: number,
  place: number,
  until: Day | null,
  emit: Emit,
): void {
  const owners = holdings.filter((holding) => holding.until === null && holding.since < loan.startedOn)
  const holding = owners[Math.floor(place * owners.length)]
  if (!holding) return
  const shares = Math.round((firm.capitalYuan * holding.ratioBps) / 10_000)
  const pledgor = holderOf(city, group, holding.owner).name
  reportSpell(emit, 'equity-pledge', loan.startedOn, until, (ended) => [
    ...[firm.uscc, `GQ-${firm.uscc.slice(-8)}-${order + 1}`, pledgor, loan.lender, shares, shares * 100],
    ...[loan.startedOn, ended],
  ])
}
