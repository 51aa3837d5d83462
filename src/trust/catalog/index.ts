/**
 * Catalog: the data directory. It says which record types and sources there are, what each field means, under
 * which law it is held and how the files of a source are read: all of it data, proposed by one person, approved by
 * another, none of it code.
 * It holds no records (see information/records) and grants no use of them (see consent).
 * Invariant: a definition never changes under its digest; a new version still reads what the old one stored, and a
 * code list only grows at its end.
 */
export { type ColumnMapping, type FieldOrigin, knownAtTitle, mapColumns } from './column-mapping.ts'
export type {
  Code,
  Comparator,
  Condition,
  CrossFieldRule,
  Field,
  FieldType,
  Layout,
  Operand,
  RecordType,
  RecordTypeData,
  ReferenceList,
  Source,
  SourceData,
} from './contract.ts'
export { catalogEndpoints } from './endpoints.ts'
export { exportDirectory } from './export-directory.ts'
export { bySubject, fieldGroupIds, fieldGroupWords } from './field-group.ts'
export { getDirectoryEntry, listShownSources } from './get-directory-entry.ts'
export {
  getRecordType,
  getRecordTypeByDigest,
  keepRecordType,
  listRecordTypes,
} from './get-record-type.ts'
export { getReferenceList } from './get-reference-list.ts'
export { getSource, listSources } from './get-source.ts'
export { getSourceAt, listSourceChanges } from './get-source-at.ts'
export { type Industry, resolveIndustry } from './industries/resolve-industry.ts'
export { listProposals } from './list-proposals.ts'
export { isPersonalIn } from './personal-field.ts'
export { previewProposal, propose } from './propose.ts'
export { identifierField, listStandardRecordTypes, recordTypeOf, standardRecordType } from './record-type.ts'
export { codesInForce } from './reference-list.ts'
export { type Region, regionPathWords, resolveRegion } from './regions/resolve-region.ts'
export { registerSource } from './register-source.ts'
export { approveProposal, rejectProposal } from './review.ts'
export { searchDirectory } from './search-directory.ts'
export { subjectPrefix } from './source.ts'
export { listStandardSources } from './standard-sources.ts'
export type { CatalogTables } from './store.ts'
export { templateCsv } from './template.ts'
