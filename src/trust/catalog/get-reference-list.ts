import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type ReferenceList, refuse } from './contract.ts'
import { type Directory, directoryOf } from './directory.ts'
import { findStandardReferenceList, standardReferenceListIds } from './standard-reference-lists.ts'
import type { CatalogTables } from './store.ts'

/** The current codes of a list; one that is registered takes precedence over one that came with the platform. */
export async function getReferenceList(work: UnitOfWork<CatalogTables>, id: string): Promise<ReferenceList> {
  const directory = await directoryOf(work)
  const known = [...new Set([...standardReferenceListIds, ...directory.referenceLists.keys()])]
  return findReferenceList(directory, id) ?? refuse('unknown-reference-list', { list: id, known })
}

export function findReferenceList({ referenceLists }: Directory, id: string): ReferenceList | undefined {
  return referenceLists.get(id) ?? findStandardReferenceList(id)
}
