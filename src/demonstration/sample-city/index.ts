/**
 * The sample city: made-up firms with everything that registers, departments, courts and banks would have of them, as
 * the files that these would deliver. It loads nothing (see information/ingestion) and grants no consent: it says what
 * should be granted. No firm, person or figure in it is real.
 * Invariant: the same plan gives the same bytes, with any number of workers; a firm is a function of the seed and its
 * number, so nothing is held for all of them; nothing is written that would not be known at the end of the last month.
 */
export { firmsOf, openCity } from './city.ts'
export { type PlannedConsent, planConsents, planRefusedUses, type RefusedUse } from './consent-plan.ts'
export { refuse } from './contract.ts'
export { type Format, formats } from './delivery/table.ts'
export { type CityRecordType, cityRecordTypes } from './emit.ts'
export { type GeneratedCity, generateCity } from './generate-city.ts'
export type { CityManifest, FeaturedEnterprise } from './manifest.ts'
export { enterprisesMax, monthsMax } from './span.ts'
