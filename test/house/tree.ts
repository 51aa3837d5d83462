import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Source files by path from the repository's root, with their text: what the house tests look at, real or planted. */
export type Tree = ReadonlyMap<string, string>

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** Reads the files that match, leaving out what is installed, built or generated. */
export function readTree(patterns: readonly string[]): Tree {
  const paths = globSync([...patterns], {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist|data|target)(\/|$)/.test(path),
  })
  return new Map(
    paths.sort().map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]),
  )
}

export interface Import {
  specifier: string
  /** `import type`, or `export type … from`. */
  typeOnly: boolean
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"\n;]*?(?:\n[^'"\n;]*?)*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

/** Every module specifier in a file; comments are taken off first, so that an example in a comment opens no door. */
export function importsIn(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
  return [...code.matchAll(importPattern)].map((match) => ({
    specifier: (match[2] ?? match[3])!,
    typeOnly: match[1] !== undefined,
  }))
}
