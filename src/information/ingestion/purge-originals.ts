import { rm } from 'node:fs/promises'
import { digestOf } from '../../foundation/canonical-json.ts'
import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { append } from '../../trust/audit/index.ts'
import type { IngestionWork } from './delivery.ts'
import { originalPath, removeOldLooks, removeStrays } from './originals.ts'
import { listKeptDigests, markExpired } from './store-deliveries.ts'

export interface PurgedOriginals {
  files: number
  bytes: number
  /** Files that no delivery speaks of: what a crash or a refusal left a day ago or earlier. */
  strays: number
}

/**
 * Removes the bytes whose retention has ended, and nothing else. They go while the transaction has their rows: a
 * delivery of the same bytes waits for it and then sees that they are gone. After a crash the next purge does it again.
 */
export async function purgeOriginals(database: Database, actor: Actor): Promise<PurgedOriginals> {
  const expired = await runWork(database, actor, async (work: IngestionWork) => {
    const found = await markExpired(work.db, work.now)
    const digests = found.map(({ digest }) => digest).sort()
    if (digests.length > 0)
      await append(work, {
        kind: 'originals-purged',
        subject: 'originals',
        detail: { files: digests.length, digests: digestOf(digests) },
      })
    for (const digest of digests) await rm(originalPath(database.dataFolder, digest), { force: true })
    return { found, now: work.now }
  })
  const kept = await runWork(database, actor, (work: IngestionWork) => listKeptDigests(work.db))
  const strays = await removeStrays(database.dataFolder, new Set(kept), Date.parse(expired.now))
  await removeOldLooks(database.dataFolder, Date.parse(expired.now))
  const bytes = expired.found.reduce((sum, file) => sum + Number(file.bytes), 0)
  return { files: expired.found.length, bytes, strays }
}
