import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from './contract.ts'
import { standardRecordTypes } from './record-type.ts'
import { lintSource, parseSource } from './source.ts'

const folder = join(import.meta.dirname, 'sources')

/** The sources that come with the platform, as data; one registered under the same name takes precedence. */
export const standardSources: ReadonlyMap<string, Source> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown[])
    .map((data) => {
      const source = parseSource(data)
      const [fault] = lintSource(source, standardRecordTypes)
      if (fault) throw new TypeError(`${source.id}, ${fault.at}: ${fault.en}`)
      return [source.id, source]
    }),
)

export function listStandardSources(): Source[] {
  return [...standardSources.values()]
}
