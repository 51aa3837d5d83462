import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { documentOf, type SearchDocument } from './search-document.ts'
import { type EnterpriseTables, findChanges, gatherEnterprises } from './store.ts'

export interface EnterpriseChange {
  sequence: bigint
  enterprise: string
  at: Instant
}

/**
 * Enterprises that look different since, in the order in which the changes became visible; an enterprise may come
 * several times. Who follows keeps the last sequence and asks again.
 */
export function listEnterpriseChanges(
  work: UnitOfWork<EnterpriseTables>,
  after: bigint,
  pageSize: number,
): Promise<EnterpriseChange[]> {
  return findChanges(work.db, after, pageSize)
}

/** An enterprise that was merged into another, or that has no name, has no document: a search forgets it. */
export async function searchDocuments(
  work: UnitOfWork<EnterpriseTables>,
  enterprises: readonly string[],
): Promise<SearchDocument[]> {
  const gathered = await gatherEnterprises(work.db, enterprises)
  return gathered.flatMap((described) => documentOf(described) ?? [])
}
