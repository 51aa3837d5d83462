import { lastDayOfMonth, monthOfDay } from './calendar-table.ts'
import { requireColumn } from './cells.ts'
import type { NullReason } from './contract.ts'
import type { Span } from './firm-rows.ts'

/** One instalment as known at the as-of moment; days since 1970-01-01, amounts in fen. */
export interface Instalment {
  loan: number
  number: number
  dueOn: number
  due: number
  paid: number
  overdueDays: number
}

export interface Loan {
  loan: number
  lender: number
  principal: number
  rateBps: number
  startedOn: number
  dueOn: number
}

/** Loans granted by the end of T; repaid ones too. */
function loansOf(spans: readonly Span[], end: number): Loan[] {
  return rowsOf(spans, ['loan_number', 'lender', 'principal', 'rate_bps', 'started_on', 'due_on'])
    .map(([loan, lender, principal, rateBps, startedOn, dueOn]) => ({
      loan: loan!,
      lender: lender!,
      principal: principal!,
      rateBps: rateBps!,
      startedOn: startedOn!,
      dueOn: dueOn!,
    }))
    .filter(({ startedOn }) => startedOn <= end)
}

/** Instalments due by the end of T, in the order of loan and number. */
function instalmentsOf(spans: readonly Span[], end: number): Instalment[] {
  return rowsOf(spans, ['loan_number', 'instalment', 'due_on', 'due_amount', 'paid_amount', 'overdue_days'])
    .map(([loan, number, dueOn, due, paid, overdueDays]) => ({
      loan: loan!,
      number: number!,
      dueOn: dueOn!,
      due: due!,
      paid: paid!,
      overdueDays: overdueDays!,
    }))
    .filter(({ dueOn }) => dueOn <= end)
    .sort((left, right) => left.loan - right.loan || left.number - right.number || left.dueOn - right.dueOn)
}

function rowsOf(spans: readonly Span[], names: readonly string[]): number[][] {
  return spans.flatMap((span) => {
    const columns = names.map((name) => requireColumn(span, name))
    return Array.from({ length: span.to - span.from }, (_, index) =>
      columns.map((each) => each[span.from + index]!),
    )
  })
}

/**
 * What is still owed of the principal: each payment first covers a month's interest on the balance, rounded
 * half up to a fen, and the rest repays. Right for equal instalments and for interest-only loans alike.
 */
export function balanceOf(
  loan: Pick<Loan, 'principal' | 'rateBps'>,
  instalments: readonly Pick<Instalment, 'paid'>[],
): number {
  let balance = loan.principal
  for (const { paid } of instalments) {
    const interest = Math.round((balance * loan.rateBps) / 120_000)
    balance = Math.max(0, balance - Math.max(0, paid - interest))
  }
  return balance
}

/** Open: not yet due at the end of T, or with an instalment unpaid. */
export function isOpen(
  loan: Pick<Loan, 'dueOn'>,
  instalments: readonly Pick<Instalment, 'due' | 'paid'>[],
  end: number,
): boolean {
  return loan.dueOn > end || instalments.some(({ due, paid }) => paid < due)
}

export type LoanFigure =
  | 'open'
  | 'open-principal'
  | 'balance'
  | 'lenders'
  | 'granted-12'
  | 'granted-24'
  | 'granted-amount-12'
  | 'recency'
  | 'rate'
  | 'due-12'
  | 'paid-12'
  | 'paid-ratio-12'
  | 'overdue-12'
  | 'overdue-24'
  | 'overdue-30-24'
  | 'overdue-90-24'
  | 'overdue-days-max-12'
  | 'overdue-days-max-24'
  | 'overdue-open'
  | 'overdue-open-amount'
  | 'overdue-open-days'
  | 'overdue-recency'

export function readLoans(
  loanSpans: readonly Span[],
  repaymentSpans: readonly Span[],
  asOfMonth: number,
): Record<LoanFigure, number | NullReason> {
  const end = lastDayOfMonth(asOfMonth)
  const loans = loansOf(loanSpans, end)
  const instalments = instalmentsOf(repaymentSpans, end)
  return { ...loanFigures(loans, instalments, asOfMonth), ...repaymentFigures(instalments, asOfMonth) }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
const largest = (numbers: readonly number[]) => numbers.reduce((most, each) => Math.max(most, each), 0)
const monthsAgo = (asOfMonth: number, day: number) => asOfMonth - monthOfDay[day]!

function loanFigures(loans: readonly Loan[], instalments: readonly Instalment[], asOfMonth: number) {
  const end = lastDayOfMonth(asOfMonth)
  const byLoan = Map.groupBy(instalments, ({ loan }) => loan)
  const open = loans.filter((loan) => isOpen(loan, byLoan.get(loan.loan) ?? [], end))
  const openPrincipal = sum(open.map(({ principal }) => principal))
  const granted = (window: number) =>
    loans.filter(({ startedOn }) => monthsAgo(asOfMonth, startedOn) < window)
  return {
    open: open.length,
    'open-principal': openPrincipal,
    balance: sum(open.map((loan) => balanceOf(loan, byLoan.get(loan.loan) ?? []))),
    lenders: new Set(open.map(({ lender }) => lender)).size,
    'granted-12': granted(12).length,
    'granted-24': granted(24).length,
    'granted-amount-12': sum(granted(12).map(({ principal }) => principal)),
    recency:
      loans.length > 0
        ? monthsAgo(asOfMonth, largest(loans.map(({ startedOn }) => startedOn)))
        : ('never' satisfies NullReason as NullReason),
    rate:
      openPrincipal > 0
        ? sum(open.map(({ principal, rateBps }) => principal * rateBps)) / openPrincipal
        : ('no-debt' satisfies NullReason as NullReason),
  }
}

function repaymentFigures(instalments: readonly Instalment[], asOfMonth: number) {
  const end = lastDayOfMonth(asOfMonth)
  const within = (window: number) => instalments.filter(({ dueOn }) => monthsAgo(asOfMonth, dueOn) < window)
  const overdue = (window: number, days: number) =>
    within(window).filter((each) => daysOverdue(each, end) >= days)
  const unpaid = instalments.filter(({ due, paid, dueOn }) => paid < due && dueOn < end)
  const due = sum(within(12).map((each) => each.due))
  const paid = sum(within(12).map((each) => each.paid))
  const late = instalments.filter((each) => daysOverdue(each, end) > 0)
  return {
    'due-12': due,
    'paid-12': paid,
    'paid-ratio-12': due > 0 ? paid / due : ('no-debt' satisfies NullReason as NullReason),
    'overdue-12': overdue(12, 1).length,
    'overdue-24': overdue(24, 1).length,
    'overdue-30-24': overdue(24, 30).length,
    'overdue-90-24': overdue(24, 90).length,
    'overdue-days-max-12': largest(within(12).map((each) => daysOverdue(each, end))),
    'overdue-days-max-24': largest(within(24).map((each) => daysOverdue(each, end))),
    'overdue-open': unpaid.length,
    'overdue-open-amount': sum(unpaid.map((each) => each.due - each.paid)),
    'overdue-open-days': largest(unpaid.map((each) => daysOverdue(each, end))),
    'overdue-recency':
      late.length > 0
        ? monthsAgo(asOfMonth, largest(late.map(({ dueOn }) => dueOn)))
        : ('never' satisfies NullReason as NullReason),
  }
}

/** As delivered; an instalment still unpaid has grown older since. */
export function daysOverdue(
  instalment: Pick<Instalment, 'due' | 'paid' | 'dueOn' | 'overdueDays'>,
  end: number,
): number {
  return instalment.paid < instalment.due
    ? Math.max(instalment.overdueDays, end - instalment.dueOn)
    : instalment.overdueDays
}
