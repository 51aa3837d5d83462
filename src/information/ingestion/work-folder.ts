import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { lakeFolder } from '../records/index.ts'

/** Where a batch is made before it is visible; the folder bears the batch's name and goes when the batch is done. */
export function workFolder(dataFolder: string, batch: string): string {
  return join(dataFolder, 'work', batch)
}

export function quarantinePath(dataFolder: string, batch: string): string {
  return join(dataFolder, 'quarantine', `${batch}.parquet`)
}

export async function makeWorkFolder(dataFolder: string, batch: string): Promise<string> {
  const folder = workFolder(dataFolder, batch)
  await mkdir(folder, { recursive: true })
  return folder
}

/** Moves a finished file to its last place. After this and before the commit a crash leaves a file that nobody lists. */
export async function moveInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await rename(from, to)
  const folder = await open(dirname(to), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Removes what batches left behind that were never committed: called only when no batch is being made. */
export async function sweep(
  dataFolder: string,
  committed: { lake: ReadonlySet<string>; batches: ReadonlySet<string> },
): Promise<void> {
  await rm(join(dataFolder, 'work'), { recursive: true, force: true })
  const lake = lakeFolder(dataFolder)
  for (const recordType of await entries(lake)) {
    for (const file of await entries(join(lake, recordType))) {
      const path = `${recordType}/${file}`
      if (file.endsWith('.parquet') && !committed.lake.has(path)) await rm(join(lake, path), { force: true })
    }
  }
  for (const file of await entries(join(dataFolder, 'quarantine'))) {
    const batch = file.replace(/\.parquet$/, '')
    if (!committed.batches.has(batch)) await rm(quarantinePath(dataFolder, batch), { force: true })
  }
}

async function entries(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}
