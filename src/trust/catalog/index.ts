/**
 * Catalog: the data directory. It says which record types and sources there are, what each field means, under
 * which law it is held and how the files of a source are read: all of it data, none of it code.
 * It holds no records (see information/records) and grants no use of them (see consent).
 * Invariant: a record type's digest is its version, and a code list only grows at its end.
 */
export { type ColumnMapping, type FieldOrigin, knownAtTitle, mapColumns } from './column-mapping.ts'
export type { Code, Field, FieldType, Layout, RecordType, Source } from './contract.ts'
export { catalogEndpoints } from './endpoints.ts'
export { getRecordType, listRecordTypes } from './get-record-type.ts'
export { getSource, listStandardSources } from './get-source.ts'
export { identifierField, listStandardRecordTypes, recordTypeOf, standardRecordType } from './record-type.ts'
export { registerSource } from './register-source.ts'
export { subjectPrefix } from './source.ts'
export type { CatalogTables } from './store.ts'
export { templateCsv } from './template.ts'
