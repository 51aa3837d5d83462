import type { reasons } from '../../src/credit/scoring/contract.ts'

/** What an enterprise can do about a deduction; the texts are in the locale files under `consent.credit.advice`. */
export type Advice =
  | 'cover'
  | 'steady'
  | 'invoice'
  | 'spread'
  | 'margin'
  | 'debt'
  | 'staff'
  | 'tax'
  | 'registration'
  | 'history'

/** By the code of the reason: the banker's catalogue says what to check, this says what to do. */
export const adviceOf: Readonly<Partial<Record<keyof typeof reasons, Advice>>> = {
  'score-size-small': 'cover',
  'score-sales-unsteady': 'steady',
  'score-sales-falling': 'steady',
  'score-trade-infrequent': 'steady',
  'score-invoices-voided': 'invoice',
  'score-customers-concentrated': 'spread',
  'score-customers-leaving': 'spread',
  'score-suppliers-unstable': 'spread',
  'score-margin-thin': 'margin',
  'score-debt-heavy': 'debt',
  'score-repaid-late': 'debt',
  'score-staff-shrinking': 'staff',
  'score-contributions-late': 'staff',
  'score-taxes-late': 'tax',
  'score-registration-changed': 'registration',
  'score-history-short': 'history',
}

/** One piece of advice a subject, in the order of the reasons, so that the dearest deduction is answered first. */
export function adviceFor(codes: readonly string[]): Advice[] {
  const known: Readonly<Record<string, Advice>> = adviceOf
  return [...new Set(codes.map((code) => known[code] ?? 'cover'))]
}
