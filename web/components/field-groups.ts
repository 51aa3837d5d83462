import type { FieldGroup } from '../../src/trust/consent/contract.ts'

/** What a consent names, in the order of the catalogue; a list of its own, so that no page loads a schema for it. */
export const fieldGroups = [
  'registration',
  'compliance',
  'invoices',
  'tax',
  'social-security',
  'utilities',
  'assets',
  'customs',
  'bank-flow',
  'loans',
] as const satisfies readonly FieldGroup[]
