/**
 * Search of enterprises as one types: by any part of a present or former name, short name, pinyin, initials or code,
 * and by what is nearly that. It holds no facts: what is found is read from enterprises, and who may see more is
 * asked elsewhere (see consent). The index is a copy that may be deleted: files beside the lake, and in each process
 * what changed since.
 * Invariant: what enterprises says has changed is found, or found no more, by the next search of every process.
 */
export { buildSearchIndex, type IndexBuilt, isSegmentDue } from './build-search-index.ts'
export type { EnterpriseFound } from './contract.ts'
export { enterpriseSearchEndpoints } from './endpoints.ts'
export { searchEnterprises } from './search-enterprises.ts'
export type { EnterpriseSearchTables } from './store.ts'
