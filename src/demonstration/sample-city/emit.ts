import type { Day } from './calendar.ts'

/**
 * What departments deliver of a firm, by record type of the catalog, in the order of the folders that are written.
 * `truth` is what nobody could deliver: it is written beside, and never loaded.
 */
export const cityRecordTypes = [
  'registration',
  'change',
  'shareholder',
  'key-person',
  'investment',
  'annual-report',
  'equity-pledge',
  'equity-freeze',
  'chattel-registration',
  'license',
  'penalty',
  'abnormal',
  'serious-list',
  'inspection',
  'environment',
  'labor',
  'commitment',
  'qualification',
  'subsidy',
  'bidding',
  'customs-rating',
  'intellectual-property',
  'case',
  'judgment',
  'enforcement',
  'dishonest',
  'consumption-limit',
  'bankruptcy',
  'tax-rating',
  'tax-declaration',
  'tax-payment',
  'tax-arrears',
  'tax-violation',
  'financial-statement',
  'vat-invoice',
  'invoice',
  'invoice-counterparty',
  'social-security',
  'housing-fund',
  'utility',
  'real-estate',
  'real-estate-right',
  'vehicle',
  'customs',
  'bank-account',
  'bank-transaction',
  'loan',
  'repayment',
  'bill',
  'guarantee',
  'truth',
] as const

export type CityRecordType = (typeof cityRecordTypes)[number]

/**
 * Money is whole fen, a day is a `Day`, a month its index (foundation/month.ts), an integer itself; codes and texts are
 * strings, a boolean is 0 or 1; what is absent is null.
 */
export type Cell = string | number | null

/**
 * Hands over one row: the cells in the order of the fields of its record type in the catalog, and the day on which the
 * platform comes to know it. Of rows of one key the one known last holds. The array may be used again after the call.
 */
export type Emit = (recordType: CityRecordType, knownOn: Day, cells: readonly Cell[]) => void
