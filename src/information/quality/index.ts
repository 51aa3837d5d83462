/**
 * Quality: what each delivery was like beside those before it, what was odd about it, and who has to answer for it
 * by when. It looks at measures, never at records: ingestion counts them (see ingestion) and decides nothing here
 * about publishing but whether a delivery should wait for a person. It corrects no data and knows no enterprise.
 * Invariant: every delivery that is published or held has its measures, and each broken or missing one has one case.
 */
export { actOnCase } from './act-on-case.ts'
export { assessDelivery, type DeliveryMeasured } from './assess-delivery.ts'
export type { EarlierDelivery } from './comparison.ts'
export type { BatchMeasures, FieldMeasure, Finding, Verdict } from './contract.ts'
export { detectBreaks } from './detect.ts'
export { standardThresholds } from './effective-thresholds.ts'
export { qualityEndpoints } from './endpoints.ts'
export { findMissing } from './find-missing.ts'
export { findUncounted } from './find-uncounted.ts'
export { forgetParts } from './forget-parts.ts'
export { keepMeasures, type QualityWork } from './keep-measures.ts'
export { getCase, listCases } from './list-cases.ts'
export { findMeasured, type HeldDelivery, listHeld } from './list-held.ts'
export { getLine, listLines } from './list-lines.ts'
export { measureLake } from './measure-lake.ts'
export { decideThresholds, listThresholds, proposeThresholds } from './propose-thresholds.ts'
export { type Settlement, settleDelivery } from './settle-delivery.ts'
export type { QualityTables } from './store.ts'
