import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { refuse, type Source } from './contract.ts'
import { directoryOf } from './directory.ts'
import type { CatalogTables } from './store.ts'

export async function getSource(work: UnitOfWork<CatalogTables>, id: string): Promise<Source> {
  const { sources } = await directoryOf(work)
  return sources.get(id) ?? refuse('unknown-source', { source: id, known: [...sources.keys()] })
}

/** Every source, the strongest first. */
export async function listSources(work: UnitOfWork<CatalogTables>): Promise<Source[]> {
  const { sources } = await directoryOf(work)
  return [...sources.values()].sort((left, right) => left.precedence - right.precedence)
}
