import type { SectionId } from '../section.contract.ts'
import { tables } from './table-panel.ts'

/** Record types that come every month say nothing by how many they are. */
const others: Readonly<Partial<Record<SectionId, readonly string[]>>> = {
  registration: ['change', 'qualification', 'license', 'annual-report', 'subsidy', 'bidding'],
  'bank-flow': ['bank-account'],
  tax: ['tax-arrears', 'tax-violation', 'tax-rating', 'financial-statement'],
  utilities: [],
  relations: ['shareholder', 'key-person', 'investment', 'guarantee'],
  credit: ['loan', 'guarantee', 'bill'],
}

/** The record types whose records the tab of a section counts. */
export function countedTypes(section: SectionId): readonly string[] {
  return others[section] ?? (tables[section] ?? []).map(({ recordType }) => recordType)
}
