import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { Source } from './contract.ts'
import { directoryOf } from './directory.ts'
import { getSource } from './get-source.ts'
import { parseSource } from './source.ts'
import { type CatalogTables, selectHistory } from './store.ts'

/**
 * A source as it was defined at a moment, so that what depends on it stays as it was. One that was registered only
 * after the moment, with its history, counts as it was first defined.
 */
export async function getSourceAt(work: UnitOfWork<CatalogTables>, id: string, at: Instant): Promise<Source> {
  const { versions } = await directoryOf(work)
  // What has never been changed was always so.
  if (!versions.has(`source ${id}`)) return getSource(work, id)
  const history = await selectHistory(work.db, 'source', id)
  const then = history.find((version) => version.reviewedAt !== null && version.reviewedAt <= at)
  const first = history.at(-1)
  const content = then?.content ?? first?.basedOnContent ?? first?.content
  return content === undefined ? getSource(work, id) : parseSource(JSON.parse(content))
}

/** The moments at which a source got another definition. */
export async function listSourceChanges(work: UnitOfWork<CatalogTables>, id: string): Promise<Instant[]> {
  const history = await selectHistory(work.db, 'source', id)
  return history.flatMap(({ reviewedAt }) => (reviewedAt === null ? [] : [reviewedAt])).reverse()
}
