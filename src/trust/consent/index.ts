/**
 * Consent: an enterprise lets an organization use groups of its fields for a purpose until a day; the legal
 * bases that need no consent are here too. It is not a permission to sign in or to call (see organizations).
 * Invariant: whoever holds an Authorization was covered at the instant of the unit of work that minted it, and
 * that use is on record; a revocation has effect on the very next read.
 */
export { type Authorization, covers, coversRecordType, isGenuine, requireCovers } from './authorization.ts'
export {
  Basis,
  Consent,
  ConsentView,
  Coverage,
  FieldGroup,
  fieldGroups,
  GrantConsent,
  Purpose,
  purposes,
  refusals,
  Stage,
  Use,
} from './contract.ts'
export { consentEndpoints } from './endpoints.ts'
export { findCoverage } from './find-coverage.ts'
export { findCovered } from './find-covered.ts'
export { grantConsent, grantConsents, revokeConsent } from './grant-consent.ts'
export { listConsents } from './list-consents.ts'
export { listUses } from './list-uses.ts'
export { noteAttempt } from './note-attempt.ts'
export {
  authorizeCovered,
  authorizeProcessing,
  authorizePublic,
  requireAuthorization,
} from './require-authorization.ts'
export { purposeOf, stageOf } from './stage.ts'
export { requireSingleRecords, stageLimitOf } from './stage-limit.ts'
export type { ConsentTables } from './store.ts'
