import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from '../contract.ts'

/** Beside the repository, as the project's data are laid out; where that is not so, a folder must be named. */
export const registryFolder = join(import.meta.dirname, '../../../../../shared/data/enterprise_cn')

/** The registry's files of a folder, plain or gzipped, whatever provinces and years they are of. */
export function registryFiles(folder: string): { name: string; path: string }[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) refuse('study-folder-missing', { folder })
  const names = readdirSync(folder)
    .filter((name) => /\.csv(\.gz)?$/i.test(name) && !name.startsWith('.'))
    .sort()
  if (names.length === 0) refuse('study-file-missing', { folder, file: '*.csv.gz' })
  return names.map((name) => ({ name, path: join(folder, name) }))
}
