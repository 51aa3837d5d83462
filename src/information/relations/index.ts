/**
 * Relations: who holds, leads, guarantees and trades with whom, as a graph that is built from published records, and
 * what stands out in it: rings, groups, shared people. It holds no facts of its own (see records) and is no search of
 * names (see enterprise-search).
 * Invariant: an answer does not depend on what its reader may not see: neither names nor counts nor paths.
 */
export {
  FindRelationPath,
  Neighborhood,
  Ownership,
  ReadNeighborhood,
  RelationFinding,
  RelationFindings,
  RelationPath,
} from './contract.ts'
export { buildRelations, isBuildDue, type RelationsBuilt } from './build-relations.ts'
export type { RelationsTables } from './tables.ts'
