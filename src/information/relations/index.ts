/**
 * Relations: who holds, leads, guarantees and trades with whom, as a graph that is built from published records, and
 * what stands out in it: rings, groups, shared people. It holds no facts of its own (see records) and is no search of
 * names (see enterprise-search).
 * Invariant: an answer does not depend on what its reader may not see: neither names nor counts nor paths. The one
 * thing said beyond that, to whom an enterprise has opened its own records, is that a finding on it is withheld.
 */
export { buildRelations, isBuildDue, type RelationsBuilt } from './build-relations.ts'
export { Neighborhood, Ownership, RelationFinding, RelationFindings, RelationPath } from './contract.ts'
export { relationsEndpoints } from './endpoints.ts'
export { findRelationPath } from './find-relation-path.ts'
export { findRelationFindings, listRelationFindings } from './list-relation-findings.ts'
export { readNeighborhood } from './read-neighborhood.ts'
export { readOwnership } from './read-ownership.ts'
export type { RelationsTables } from './tables.ts'
