import type { KernelRecordType } from './firm-rows.ts'

/** The columns of each record type that some formula reads. */
export const lakeColumns: Readonly<Record<KernelRecordType, readonly string[]>> = {
  registration: [
    'effective_on',
    'established_on',
    'status',
    'registered_capital',
    'legal_representative',
    'address',
  ],
  'vat-invoice': ['direction', 'status', 'issued_on', 'counterparty', 'amount', 'tax'],
  'tax-payment': ['tax_kind', 'period', 'payable', 'paid'],
  'social-security': ['period', 'headcount', 'amount', 'hires', 'leaves', 'arrears'],
  loan: ['loan_number', 'lender', 'principal', 'rate_bps', 'started_on', 'due_on'],
  repayment: ['loan_number', 'instalment', 'due_on', 'due_amount', 'paid_amount', 'overdue_days'],
}
