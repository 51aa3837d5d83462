import type { Column } from '../../information/records/index.ts'

/** The record types that indicators are made of. */
export const kernelRecordTypes = [
  'registration',
  'vat-invoice',
  'tax-payment',
  'social-security',
  'loan',
  'repayment',
] as const
export type KernelRecordType = (typeof kernelRecordTypes)[number]

/** Rows `from` up to, and not including, `to` of a chunk: those of one enterprise. */
export interface Span {
  columns: Readonly<Record<string, Column>>
  from: number
  to: number
}

/** All that is known of one enterprise at an instant; spans and rows in any order. */
export interface FirmRows {
  /** Month index of T, the last complete month. */
  asOfMonth: number
  spans: Partial<Record<KernelRecordType, readonly Span[]>>
  /**
   * Month index up to which the source of each record type has delivered. A month without a record is 0 from
   * the first record of the enterprise to this month or its own last record, at most T, and unknown outside.
   * Absent: the source has delivered nothing.
   */
  coveredTo: Partial<Record<KernelRecordType, number>>
}
