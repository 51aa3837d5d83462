import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Compile } from 'typebox/compile'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { refuse, Source } from './contract.ts'
import { checkSource } from './source.ts'
import { type CatalogTables, findStoredSource } from './store.ts'

const schema = Compile(Source)
const folder = join(import.meta.dirname, 'sources')

/** The sources that come with the platform, as data; one registered under the same name takes precedence. */
const standardSources: ReadonlyMap<string, Source> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown[])
    .map((data) => {
      if (!schema.Check(data)) throw new TypeError(`not a source: ${JSON.stringify(data).slice(0, 80)}`)
      checkSource(data)
      return [data.id, data]
    }),
)

export async function getSource(work: UnitOfWork<CatalogTables>, id: string): Promise<Source> {
  return (
    (await findStoredSource(work.db, id)) ??
    standardSources.get(id) ??
    refuse('unknown-source', { source: id, known: [...standardSources.keys()] })
  )
}

export function listStandardSources(): Source[] {
  return [...standardSources.values()]
}
