/**
 * The sample city: made-up firms with registrations, invoices, taxes, insured people, loans and repayments, as the
 * CSV files that departments would deliver. It loads nothing (see information/ingestion) and grants no consent: it
 * says in its manifest what should be loaded and granted. No firm, person or figure in it is real.
 * Invariant: the same plan gives the same bytes; nothing is written that would not be known at the end of its last month.
 */
export type { CityPlan } from './city.ts'
export { type PlannedConsent, planRefusedUses, type RefusedUse } from './consent-plan.ts'
export {
  type CityManifest,
  type FeaturedEnterprise,
  generateCity,
} from './generate-city.ts'
export type { Truth } from './truth.ts'
