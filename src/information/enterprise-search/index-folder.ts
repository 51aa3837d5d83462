import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the index; it may be deleted at any time and is built anew from the store. */
export function indexFolder(dataFolder: string): string {
  return join(dataFolder, 'search')
}

export function makeIndexFolder(dataFolder: string): string {
  const folder = indexFolder(dataFolder)
  mkdirSync(folder, { recursive: true })
  return folder
}
