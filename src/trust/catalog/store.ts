import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { Source } from './contract.ts'

export interface CatalogTables {
  'catalog.source': {
    id: string
    zh: string
    en: string
    organization: string
    identifierScheme: Source['identifierScheme']
    /** jsonb: an array of layouts. */
    layouts: unknown
    registeredAt: Instant
  }
}

export async function findStoredSource(db: Store<CatalogTables>, id: string): Promise<Source | undefined> {
  const row = await tables(db)
    .selectFrom('catalog.source')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { registeredAt: _, ...source } = row
  return source as Source
}

/** Registers a source or replaces its layouts; the batches that it delivered keep the mapping they were read by. */
export async function saveSource(db: Store<CatalogTables>, source: Source, now: Instant): Promise<void> {
  const row = { ...source, layouts: JSON.stringify(source.layouts), registeredAt: now }
  const { id: _, registeredAt: __, ...changes } = row
  await tables(db)
    .insertInto('catalog.source')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
    .execute()
}
