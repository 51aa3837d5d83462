/**
 * Enterprises: who is who. An entity is what one delivered number says; an enterprise is an entity with all that was
 * merged into it. Codes, names and the local numbers of a source are claims that it is meant. It holds no records (see
 * records) and grants no access (see consent).
 * Invariant: a claim or a link is never changed, only ended, so that a read as of an earlier moment finds what it
 * found then, and an undone merge leaves nothing behind.
 */
export { claimSubjects, type SubjectClaim } from './claim-subjects.ts'
export type { Enterprise, Registration } from './contract.ts'
export { countEnterprises } from './count-enterprises.ts'
export { countIdentityDeeds } from './count-identity-deeds.ts'
export { enterprisesEndpoints } from './endpoints.ts'
export { findByNamePart } from './find-by-name-part.ts'
export { findEnterprisesBySubject, findEnterprisesByUscc, findSubjects } from './find-subjects.ts'
export { findRegistrationsOf, getEnterprise } from './get-enterprise.ts'
export { type EnterpriseKind, kindOf, shownName, touchesNaturalPerson } from './kind.ts'
export {
  type EnterpriseChange,
  listEnterpriseChanges,
  searchDocuments,
} from './list-changes.ts'
export { listSuggestions } from './list-suggestions.ts'
export { maskPersonalName } from './name.ts'
export { normalizeName } from './normalize-name.ts'
export { linkageQueue } from './order-linkage.ts'
export { organizationCodeAgrees, organizationCodeCheckSql } from './organization-code.ts'
export { proposeMerge, proposeSplit, proposeUndo } from './propose.ts'
export { readIdentityHistory } from './read-identity-history.ts'
export { regionOf } from './region-of.ts'
export { resolveEnterprise } from './resolve-enterprise.ts'
export { reviewSuggestion } from './review-suggestion.ts'
export type { SearchDocument } from './search-document.ts'
export type { EnterpriseTables } from './store.ts'
export { suggestLinks } from './suggest-links.ts'
export { parseUscc, usccAlphabet, usccCheckCharacter, usccCheckSql, usccFormSql } from './uscc.ts'
