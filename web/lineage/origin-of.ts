import type { OriginQuestion } from './ask-origin.ts'

/** The kinds of records behind each key figure; each counts the twelve months that end with the last complete one. */
const figureOrigins: Readonly<Record<string, readonly string[]>> = {
  sales: ['vat-invoice'],
  'sales-growth': ['vat-invoice'],
  margin: ['vat-invoice'],
  customers: ['vat-invoice'],
  'top-five': ['vat-invoice'],
  suppliers: ['vat-invoice'],
  tax: ['tax-payment'],
  headcount: ['social-security'],
  'leave-rate': ['social-security'],
}

/** The months before the twelve that a figure on the year is compared with. */
const yearsBack: Readonly<Record<string, number>> = { 'sales-growth': 2 }

export function originOf(figure: string, month: string): Omit<OriginQuestion, 'title'> | undefined {
  const recordTypes = figureOrigins[figure]
  if (!recordTypes) return undefined
  return { recordTypes, from: monthsBefore(month, 12 * (yearsBack[figure] ?? 1) - 1), to: month }
}

export function typesOf(sources: readonly { recordType: string }[]): string[] {
  return [...new Set(sources.map((source) => source.recordType))]
}

export function monthsBefore(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}
