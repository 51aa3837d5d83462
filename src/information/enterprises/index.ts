/**
 * Enterprises: who is who. An enterprise is an opaque identifier of ours; codes, names and the local numbers of a
 * source are claims that it is meant. It holds no records (see records) and grants no access (see consent).
 * Invariant: a claim is never changed, only ended, so that a read as of an earlier moment finds what it found then.
 */
export { claimSubjects, type SubjectClaim } from './claim-subjects.ts'
export type { Enterprise, EnterpriseFound, Registration } from './contract.ts'
export { countEnterprises } from './count-enterprises.ts'
export { enterprisesEndpoints } from './endpoints.ts'
export {
  findEnterprisesBySubject,
  findEnterprisesByUscc,
  findRegistrationsOf,
  findSubjects,
  getEnterprise,
} from './get-enterprise.ts'
export {
  type EnterpriseChange,
  listEnterpriseChanges,
  type SearchDocument,
  searchDocuments,
} from './list-changes.ts'
export { maskPersonalName } from './name.ts'
export { organizationCodeAgrees, organizationCodeCheckSql } from './organization-code.ts'
export { searchEnterprises } from './search-enterprises.ts'
export type { EnterpriseTables } from './store.ts'
export { parseUscc, usccAlphabet, usccCheckCharacter, usccCheckSql, usccFormSql } from './uscc.ts'
