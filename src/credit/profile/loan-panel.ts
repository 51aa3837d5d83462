import type { RecordRow } from '../../information/records/index.ts'
import { balanceOf, daysOverdue, isOpen } from '../indicators/index.ts'
import type { LoanPanel } from './contract.ts'

/** Rows shown at most; the totals count all. */
const itemsMax = 50

const dayOf = (date: unknown) => Math.round(Date.parse(`${String(date)}T00:00:00Z`) / 86_400_000)

/** Open loans, what is still owed and the worst that happened, on a day; amounts stay whole fen below 2^53. */
export function loanPanelOn(
  loans: readonly Pick<RecordRow, 'values'>[],
  repayments: readonly Pick<RecordRow, 'values'>[],
  day: string,
): LoanPanel | undefined {
  if (loans.length === 0) return undefined
  const end = dayOf(day)
  const byLoan = Map.groupBy(
    repayments
      .map(({ values }) => ({
        loan: String(values.loan_number),
        number: Number(values.instalment),
        dueOn: dayOf(values.due_on),
        due: Number(values.due_amount),
        paid: Number(values.paid_amount),
        overdueDays: Number(values.overdue_days),
      }))
      .filter(({ dueOn }) => dueOn <= end)
      .sort((left, right) => left.number - right.number),
    ({ loan }) => loan,
  )
  const items = loans.map(({ values }) => {
    const instalments = byLoan.get(String(values.loan_number)) ?? []
    const principal = Number(values.principal)
    const open = isOpen({ dueOn: dayOf(values.due_on) }, instalments, end)
    return {
      loanNumber: String(values.loan_number).slice(-4),
      lender: String(values.lender),
      principalFen: String(principal),
      balance: open ? balanceOf({ principal, rateBps: Number(values.rate_bps) }, instalments) : 0,
      rateBps: Number(values.rate_bps),
      startedOn: String(values.started_on),
      dueOn: String(values.due_on),
      overdueDaysMax: Math.max(0, ...instalments.map((each) => daysOverdue(each, end))),
      overdue: instalments.some(({ due, paid, dueOn }) => paid < due && dueOn < end),
      closed: !open,
    }
  })
  const open = items.filter(({ closed }) => !closed)
  return {
    openLoans: open.length,
    lenders: new Set(open.map(({ lender }) => lender)).size,
    balanceFen: String(open.reduce((sum, { balance }) => sum + balance, 0)),
    worstOverdueDays: Math.max(0, ...items.map(({ overdueDaysMax }) => overdueDaysMax)),
    overdueNow: open.filter(({ overdue }) => overdue).length,
    items: items
      .sort((left, right) => (left.startedOn < right.startedOn ? 1 : -1))
      .slice(0, itemsMax)
      .map(({ balance, overdue: _, ...item }) => ({ ...item, balanceFen: String(balance) })),
  }
}
