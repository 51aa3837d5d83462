import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type ReferenceList, refuse } from './contract.ts'
import { directoryOf } from './directory.ts'
import type { CatalogTables } from './store.ts'

export async function getReferenceList(work: UnitOfWork<CatalogTables>, id: string): Promise<ReferenceList> {
  const { referenceLists } = await directoryOf(work)
  return referenceLists.get(id) ?? refuse('unknown-reference-list', { id, known: [...referenceLists.keys()] })
}

export async function listReferenceLists(work: UnitOfWork<CatalogTables>): Promise<ReferenceList[]> {
  return [...(await directoryOf(work)).referenceLists.values()]
}
