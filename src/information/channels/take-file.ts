import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { newIdentifier } from '../../foundation/identifier.ts'
import { blocksOf } from '../ingestion/index.ts'
import { checksumIn, hashOf, type SeenFile } from './folder-file.ts'

/**
 * Moves a complete file aside under a name of its own, within the folder and so in one step. One whose checksum does
 * not agree stays where it is: its sender is not done, or must send it again.
 */
export async function takeFile(folder: string, taken: string, file: SeenFile): Promise<void> {
  const path = join(folder, file.name)
  if (typeof file.companion === 'string' && !(await agrees(path, file.companion))) return
  await rename(path, join(taken, `${newIdentifier()}.${file.name}`))
}

async function agrees(path: string, companion: string): Promise<boolean> {
  const kind = companion.startsWith('md5') ? 'md5' : 'sha256'
  const wanted = checksumIn(kind, companion.slice(kind.length + 1))
  if (wanted === undefined) return false
  const hash = hashOf(kind)
  for await (const block of blocksOf(path)) hash.update(block)
  return hash.digest('hex') === wanted
}
