import { rm } from 'node:fs/promises'
import { availableParallelism, freemem } from 'node:os'
import { join } from 'node:path'
import { runBulk } from '../../foundation/bulk.ts'
import type { Database } from '../../foundation/database.ts'
import { namesIn, syncFolder } from '../../foundation/durable-file.ts'
import type { Progress } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import type { CatalogTables, RecordType } from '../../trust/catalog/index.ts'
import { lakeFolder } from './lake-folder.ts'
import { readableFiles } from './plan-read.ts'
import type { RewriteManifest, Rewritten } from './rewrite.ts'
import type { RecordsTables, StoredFile } from './store.ts'
import { listLakePaths, replaceFiles } from './store-files.ts'

export type LakeWork = UnitOfWork<RecordsTables & CatalogTables & AuditTables>

/** Runs verbs of the lake, each in a transaction of its own, as one actor. */
export type InLakeWork = <Result>(verb: (work: LakeWork) => Promise<Result>) => Promise<Result>

export function inLakeWork(database: Database, actor: Actor): InLakeWork {
  return (verb) => runWork(database, actor, verb)
}

/** Files that were made of others lie apart: what makes them clears its own remains away, and nobody else does. */
export function rewrittenPath(recordType: string, fileName: string): string {
  return `${recordType}/rewritten/${fileName}`
}

/** The spill of a merge and its result may take so much memory before they go to disk. */
const memoryBytesMax = 2e9

/**
 * Writes files anew, as large and sorted ones, and puts them in their place: the new files are on disk before one
 * transaction swaps the manifest, and the old ones stay there for the reads that have planned them. `also` commits
 * with the swap. Only while nobody else rewrites files of the record type.
 */
export async function rewriteFiles(
  inWork: InLakeWork,
  dataFolder: string,
  wanted: {
    recordType: RecordType
    files: readonly StoredFile[]
    keepFrom: string | null
    progress?: Progress | undefined
  },
  also: (work: LakeWork, made: Rewritten, stored: StoredFile[]) => Promise<void>,
): Promise<{ made: Rewritten; stored: StoredFile[] }> {
  const { recordType, files, keepFrom } = wanted
  const folder = join(lakeFolder(dataFolder), rewrittenPath(recordType.id, ''))
  const manifest = await inWork(async (work): Promise<RewriteManifest> => {
    const live = files.map((file) => ({ ...file, publishedAt: file.batch === null ? null : file.addedAt }))
    return {
      recordType,
      // Every version of every row is kept, the withdrawn too: reads as of before still find them.
      files: await readableFiles(work, recordType, live, []),
      folder,
      run: work.newId(),
      keepFrom,
      threads: Math.max(1, availableParallelism() - 1),
      memoryBytes: Math.min(memoryBytesMax, Math.max(5e8, freemem() * 0.25)),
    }
  })
  const script = new URL('./rewrite-process.ts', import.meta.url)
  const { result: made } = await runBulk<Rewritten>(script, manifest, { progress: wanted.progress })
  if (made.files.length > 0) await syncFolder(folder)
  return inWork(async (work) => {
    const stored = made.files.map((file) => storedFile(work, recordType, files, manifest.run, file))
    await replaceFiles(
      work.db,
      files.map(({ id }) => id),
      stored,
      work.now,
    )
    await also(work, made, stored)
    return { made, stored }
  })
}

function storedFile(
  work: LakeWork,
  recordType: RecordType,
  from: readonly StoredFile[],
  run: string,
  file: Rewritten['files'][number],
): StoredFile {
  const { fileName, ...said } = file
  return {
    ...said,
    id: work.newId(),
    recordType: recordType.id,
    recordTypeDigest: recordType.digest,
    batch: null,
    run,
    path: rewrittenPath(recordType.id, fileName),
    rows: BigInt(file.rows),
    bytes: BigInt(file.bytes),
    sequenceFrom: BigInt(file.sequenceFrom),
    sequenceTo: BigInt(file.sequenceTo),
    supersedes: from.some((one) => one.supersedes),
    addedAt: work.now,
    replacedAt: null,
  }
}

/** Removes what a rewriting left behind that was never committed. Only while nobody rewrites files of the record type. */
export async function sweepRewritten(
  inWork: InLakeWork,
  dataFolder: string,
  recordType: string,
): Promise<void> {
  const folder = join(lakeFolder(dataFolder), rewrittenPath(recordType, ''))
  const kept = new Set(await inWork((work) => listLakePaths(work.db, recordType)))
  for (const fileName of await namesIn(folder))
    if (!kept.has(rewrittenPath(recordType, fileName)))
      await rm(join(folder, fileName), { recursive: true, force: true })
}
