import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { isDiskFull } from '../../foundation/bulk.ts'
import { syncFolder } from '../../foundation/durable-file.ts'
import { newIdentifier } from '../../foundation/identifier.ts'
import { refuse as refuseStore } from '../../foundation/store-refusals.ts'

/** A file as it came in, under its own digest: the same bytes are there once, whoever brings them. */
export interface KeptOriginal {
  digest: string
  bytes: number
  path: string
}

export function originalPath(dataFolder: string, digest: string): string {
  const hex = digest.replace('sha256:', '')
  return join(dataFolder, 'originals', hex.slice(0, 2), hex)
}

/** What is on its way; a file here that is older than a day belongs to nobody any more. */
function incomingFolder(dataFolder: string): string {
  return join(dataFolder, 'originals', 'incoming')
}

/**
 * Copies a file or a stream into the folder of originals: to a name of its own, to the disk, and only then to the name
 * by which it is found. `see` is called with the bytes so far and may refuse to go on; nothing is left behind then.
 */
export async function keepOriginal(
  dataFolder: string,
  from: string | Readable,
  see: (bytes: number) => void = () => {},
): Promise<KeptOriginal> {
  await mkdir(incomingFolder(dataFolder), { recursive: true })
  const part = join(incomingFolder(dataFolder), newIdentifier())
  try {
    const { digest, bytes } = await copyTo(part, from, see)
    const path = originalPath(dataFolder, digest)
    const there = await stat(path).catch(() => undefined)
    // Wanted again: a purge leaves alone what is new.
    if (there?.size === bytes) await utimes(path, new Date(), new Date())
    else {
      await mkdir(dirname(path), { recursive: true })
      await rename(part, path)
      await syncFolder(dirname(path))
    }
    return { digest, bytes, path }
  } catch (error) {
    if (isDiskFull(error)) refuseStore('disk-full')
    throw error
  } finally {
    await rm(part, { force: true })
  }
}

async function copyTo(part: string, from: string | Readable, see: (bytes: number) => void) {
  const hash = createHash('sha256')
  let bytes = 0
  const handle = await open(part, 'wx', 0o600)
  try {
    const blocks = typeof from === 'string' ? createReadStream(from, { highWaterMark: 1 << 20 }) : from
    for await (const block of blocks as AsyncIterable<Buffer>) {
      bytes += block.length
      see(bytes)
      hash.update(block)
      await handle.writeFile(block)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { digest: `sha256:${hash.digest('hex')}`, bytes }
}

const strayAfterMs = 86_400_000

/** Removes files that no row speaks of, once they are a day old: what a crash or a refusal left. */
export async function removeStrays(
  dataFolder: string,
  known: ReadonlySet<string>,
  nowMs: number,
): Promise<number> {
  let removed = 0
  const root = join(dataFolder, 'originals')
  for (const folder of await readdir(root).catch(() => [])) {
    for (const name of await readdir(join(root, folder))) {
      const path = join(root, folder, name)
      if (known.has(`sha256:${name}`) || nowMs - (await stat(path)).mtimeMs < strayAfterMs) continue
      await rm(path, { force: true })
      removed++
    }
  }
  return removed
}

/** Folders of previews that were cut short. */
export async function removeOldLooks(dataFolder: string, nowMs: number): Promise<void> {
  const folder = join(dataFolder, 'looks')
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && nowMs - found.mtimeMs >= strayAfterMs) await rm(path, { recursive: true, force: true })
  }
}
