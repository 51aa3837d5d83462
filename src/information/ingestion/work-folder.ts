import { existsSync } from 'node:fs'
import { link, mkdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { namesIn, syncFolder } from '../../foundation/durable-file.ts'
import { lakeFolder } from '../records/index.ts'
import { divisionFile } from './refine-manifest.ts'

/**
 * Where a delivery is made before it is visible. The folder bears the digest of the delivery, so that the same one,
 * handed in again after a crash, finds what is done already; it goes when the batch is published.
 */
export function workFolder(dataFolder: string, deliveryDigest: string): string {
  return join(dataFolder, 'work', deliveryDigest.replace(/^sha256:/, '').slice(0, 32))
}

export function quarantinePath(dataFolder: string, batch: string): string {
  return join(dataFolder, 'quarantine', `${batch}.parquet`)
}

export async function makeWorkFolder(dataFolder: string, deliveryDigest: string): Promise<string> {
  const folder = workFolder(dataFolder, deliveryDigest)
  await mkdir(folder, { recursive: true })
  return folder
}

/** Whether a large delivery was begun in the folder, so that it can be gone on with. */
export function isBegun(folder: string): boolean {
  return existsSync(join(folder, divisionFile))
}

/** A delivery that was begun and not handed in again for so long is given up. */
const keptDays = 7

async function sweepWork(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const path = join(folder, name)
    const begun = await stat(join(path, divisionFile)).catch(() => undefined)
    const kept = begun !== undefined && Date.now() - begun.mtimeMs < keptDays * 86_400_000
    if (!kept) await rm(path, { recursive: true, force: true })
  }
}

/**
 * Gives a finished file its last place and leaves it where it was: until the commit, the work can be done again. What
 * an attempt left there that did not come to its commit is replaced.
 */
export async function placeInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await rm(to, { force: true })
  await link(from, to)
  await syncFolder(dirname(to))
}

/** Removes what batches left behind that were never committed: called only when no batch is being made. */
export async function sweep(
  dataFolder: string,
  committed: { lake: ReadonlySet<string>; batches: ReadonlySet<string> },
): Promise<void> {
  await sweepWork(join(dataFolder, 'work'))
  const lake = lakeFolder(dataFolder)
  for (const recordType of await namesIn(lake)) {
    for (const file of await namesIn(join(lake, recordType))) {
      const path = `${recordType}/${file}`
      if (file.endsWith('.parquet') && !committed.lake.has(path)) await rm(join(lake, path), { force: true })
    }
  }
  for (const file of await namesIn(join(dataFolder, 'quarantine'))) {
    const batch = file.replace(/\.parquet$/, '')
    if (!committed.batches.has(batch)) await rm(quarantinePath(dataFolder, batch), { force: true })
  }
}
