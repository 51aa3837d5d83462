import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newIdentifier } from '../../foundation/identifier.ts'

/** Writes what is to be carried as a file, readable by the platform alone, for as long as a task needs it. */
export async function withParcelFile<Result>(
  dataFolder: string,
  name: string,
  content: string,
  task: (path: string) => Promise<Result>,
): Promise<Result> {
  // A folder of its own keeps two of one name apart; the name is what lineage shows.
  const folder = join(dataFolder, 'channels', 'parcels', newIdentifier())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const path = join(folder, `${name}.csv`)
    await writeFile(path, content, { mode: 0o600 })
    return await task(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
