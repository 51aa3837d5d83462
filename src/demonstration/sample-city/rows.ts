import { monthOfIndex } from '../../foundation/month.ts'
import { type Day, dayText, firstDayOf } from './calendar.ts'
import { isDelivered, type Span } from './city.ts'
import type { Line } from './delivery.ts'
import type { Firm } from './firm.ts'
import type { History } from './history.ts'
import { industries } from './industry.ts'
import type { Invoice } from './invoice.ts'
import type { Loan, RepaymentRow } from './lending.ts'
import { personName } from './name.ts'
import { isPunctual } from './story.ts'
import type { TaxRow } from './tax.ts'
import type { Workforce } from './workforce.ts'

/** The columns of each file: the catalog's field names (held by a test), in the order of the lines below. */
export const columns = {
  registration:
    'uscc,name,legal_representative,registered_capital,established_on,effective_on,status,industry,region,address',
  'vat-invoice': 'uscc,direction,invoice_number,issued_on,counterparty,amount,tax,total,status',
  'tax-payment': 'uscc,tax_kind,period,payable,paid,paid_on',
  'social-security': 'uscc,period,headcount,amount,hires,leaves,arrears',
  loan: 'uscc,loan_number,lender,principal,rate_bps,started_on,due_on',
  repayment: 'uscc,loan_number,instalment,due_on,due_amount,paid_on,paid_amount,overdue_days',
} as const

export type CityRecordType = keyof typeof columns

/** Whole fen as yuan with two decimals. A number holds them exactly: no sum of the city comes near 2^53. */
export function yuanText(fen: number): string {
  const whole = Math.floor(Math.abs(fen) / 100)
  const rest = Math.abs(fen) - whole * 100
  return `${fen < 0 ? '-' : ''}${whole}.${rest < 10 ? '0' : ''}${rest}`
}

function optionalDay(day: Day | null): string {
  return day === null ? '' : dayText(day)
}

/** The registration as it was founded, perhaps changed once in the city's span, and perhaps ended. */
export function registrationLines(firm: Firm, history: History, span: Span): Line[] {
  const random = firm.stream('registration')
  const code = industries[firm.industry]!.code
  const lines: Line[] = []
  const put = (day: Day, representative: string, capitalYuan: number, status: string) =>
    lines.push([
      day + 1,
      `${firm.uscc},${firm.name},${representative},${capitalYuan}.00,${dayText(firm.establishedOn)},${dayText(day)},${status},${code},${firm.region},${firm.address}`,
    ])
  let representative = firm.representative
  let capitalYuan = firm.capitalYuan
  put(firm.establishedOn, representative, capitalYuan, 'active')
  if (random() < 0.18) {
    const at = firm.opensAt + 2 + Math.floor(random() * Math.max(1, span.length - firm.opensAt - 4))
    if (random() < 0.5) capitalYuan *= 2
    else representative = personName(random)
    const changedOn = firstDayOf(span.origin + at) + Math.floor(28 * random())
    if (at < history.closesAt && changedOn > firm.establishedOn)
      put(changedOn, representative, capitalYuan, 'active')
  }
  if (history.ending !== 'none')
    put(firstDayOf(span.origin + history.closesAt) + 9, representative, capitalYuan, history.ending)
  return lines
}

export function invoiceLines(
  firm: Firm,
  direction: 'sale' | 'purchase',
  invoices: readonly Invoice[],
): Line[] {
  return invoices.map((invoice) => [
    invoice.issuedOn + 1,
    `${firm.uscc},${direction},${invoice.number},${dayText(invoice.issuedOn)},${invoice.counterparty},${yuanText(invoice.amountFen)},${yuanText(invoice.taxFen)},${yuanText(invoice.amountFen + invoice.taxFen)},${invoice.void ? 'void' : 'valid'}`,
  ])
}

export function taxLines(firm: Firm, rows: readonly TaxRow[]): Line[] {
  return rows.map((row) => [
    row.knownOn,
    `${firm.uscc},${row.kind},${monthOfIndex(row.period)},${yuanText(row.payableFen)},${yuanText(row.paidFen)},${optionalDay(row.paidOn)}`,
  ])
}

/** Contributions are 38 % of gross wages; a firm in trouble pays part of them. Delivered on the 15th of the next month. */
export function socialSecurityLines(firm: Firm, history: History, people: Workforce, span: Span): Line[] {
  const random = firm.stream('social-security')
  const wage = industries[firm.industry]!.wageYuan * Math.exp(0.12 * random())
  const owing = [0.003, 0.006, 0.03, 0.4, 0.85]
  const lines: Line[] = []
  for (let at = firm.opensAt; at < span.length && at <= history.closesAt; at++) {
    if (!isDelivered(at)) continue
    const headcount = people.headcount[at]!
    const dueFen = Math.round(headcount * wage * 38)
    const phase = history.phase[at]!
    const share = isPunctual(firm.story, phase) ? 0 : owing[phase]!
    const arrearsFen = random() < share ? Math.round(dueFen * (0.3 + 0.7 * random())) : 0
    lines.push([
      firstDayOf(span.origin + at + 1) + 14,
      `${firm.uscc},${monthOfIndex(span.origin + at)},${headcount},${yuanText(dueFen - arrearsFen)},${people.hires[at]},${people.leaves[at]},${yuanText(arrearsFen)}`,
    ])
  }
  return lines
}

export function loanLines(firm: Firm, loans: readonly Loan[]): Line[] {
  return loans.map((loan) => [
    loan.startedOn + 1,
    `${firm.uscc},${loan.number},${loan.lender},${yuanText(loan.principalFen)},${loan.rateBps},${dayText(loan.startedOn)},${dayText(loan.dueOn)}`,
  ])
}

export function repaymentLines(firm: Firm, rows: readonly RepaymentRow[]): Line[] {
  return rows.map((row) => [
    row.knownOn,
    `${firm.uscc},${row.loan.number},${row.instalment},${dayText(row.dueOn)},${yuanText(row.dueFen)},${optionalDay(row.paidOn)},${yuanText(row.paidFen)},${row.overdueDays}`,
  ])
}
