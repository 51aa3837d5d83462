import { open, readdir } from 'node:fs/promises'

/** Brings what was written of a file to the disk. */
export function syncFile(path: string): Promise<void> {
  return syncPath(path, 'r+')
}

/** Brings the names in a folder to the disk: a file that was moved there is there after a power failure. */
export function syncFolder(path: string): Promise<void> {
  return syncPath(path, 'r')
}

async function syncPath(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The names in a folder; none when there is no such folder. */
export function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}
