import type { Instalment } from './borrowing.ts'
import { type Day, firstDayOf } from './calendar.ts'
import type { City } from './city.ts'
import type { Emit } from './emit.ts'
import { defaulted, phases, trueProbability } from './health.ts'
import type { Life } from './life.ts'
import { atOf, burnInMonths } from './span.ts'

/** Loans, and what the banks deliver of the instalments: the day after each is due, at each month's end while unpaid, and when paid. */
export function emitLoans(city: City, life: Life, emit: Emit): void {
  const { uscc } = life.firm
  for (const loan of life.loans)
    emit('loan', loan.startedOn + 1, [
      uscc,
      loan.number,
      loan.lender,
      loan.principalFen,
      loan.rateBps,
      loan.startedOn,
      loan.dueOn,
    ])
  for (const instalment of life.instalments) emitInstalment(city, uscc, instalment, emit)
}

function emitInstalment(city: City, uscc: string, instalment: Instalment, emit: Emit): void {
  const { loan, place, dueOn, paidOn, lastKnown } = instalment
  const { origin, length } = city.span
  const put = (knownOn: Day, paid: Day | null, overdueDays: number) =>
    emit('repayment', knownOn, [
      uscc,
      loan.number,
      place,
      dueOn,
      loan.dueFen,
      paid,
      paid === null ? 0 : loan.dueFen,
      overdueDays,
    ])
  if (paidOn !== null && paidOn <= dueOn) {
    put(dueOn + 1, paidOn, 0)
    return
  }
  const end = paidOn ?? lastKnown
  put(dueOn + 1, null, 1)
  for (let month = origin + atOf(city.span, dueOn) + 1; month <= origin + length; month++) {
    const reviewed = firstDayOf(month) - 1
    if (reviewed >= end) break
    if (reviewed > dueOn + 1) put(reviewed, null, reviewed - dueOn)
  }
  if (paidOn !== null) put(paidOn + 1, paidOn, paidOn - dueOn)
}

/** Bills of exchange from this side; a bill of a bank is paid even when its drawer cannot. */
export function emitBills(city: City, life: Life, emit: Emit): void {
  const { uscc } = life.firm
  for (const { number, role, amountFen, issuedOn, dueOn, paidOn } of [
    ...life.receivables.bills,
    ...life.payables.bills,
  ]) {
    const kind = Number(number) % 10 < 7 ? 'bank-acceptance' : 'commercial-acceptance'
    emit('bill', issuedOn + 1, [uscc, number, kind, role, amountFen, issuedOn, dueOn, 'open'])
    const end = firstDayOf(city.span.origin + city.span.length)
    if (dueOn >= end) continue
    const status = paidOn === null ? 'dishonored' : 'paid'
    emit('bill', dueOn + 1, [uscc, number, kind, role, amountFen, issuedOn, dueOn, status])
  }
}

/** What nobody can see: the phase, the quality, and the probability of default within twelve months, at the end of each month. */
export function emitTruth(city: City, life: Life, emit: Emit): void {
  const { firm, history } = life
  const { origin, length } = city.span
  const hazard = city.climate.hazard[firm.industry]!
  for (let at = Math.max(burnInMonths, firm.opensAt); at < Math.min(length, history.closesAt); at++) {
    const phase = history.phase[at]!
    const probability = phase === defaulted ? 1 : trueProbability(firm.constitution, phase, hazard[at]!)
    emit('truth', firstDayOf(origin + at + 1), [
      firm.uscc,
      origin + at,
      Math.round(probability * 1e6) / 1e6,
      phases[phase]!,
      Math.round(firm.constitution.quality * 1000) / 1000,
    ])
  }
}
