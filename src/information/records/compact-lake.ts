import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../foundation/database.ts'
import { instant } from '../../foundation/instant.ts'
import type { Progress } from '../../foundation/progress.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { append } from '../../trust/audit/index.ts'
import { getRecordType } from '../../trust/catalog/index.ts'
import { runsToMerge } from './compaction-policy.ts'
import { lakeFolder } from './lake-folder.ts'
import { inLakeWork, rewriteFiles, sweepRewritten } from './rewrite-files.ts'
import {
  deleteFiles,
  listFilesOfRuns,
  listLakeRecordTypes,
  listReplacedFiles,
  listRuns,
  oneRewritingAtATime,
} from './store-files.ts'

export interface CompactionWish {
  recordType?: string | undefined
  /** Merges all that there is into one run, whatever the policy says. */
  all?: boolean | undefined
  progress?: Progress | undefined
}

export interface Compaction {
  recordType: string
  filesBefore: number
  filesAfter: number
  rows: number
}

/**
 * Merges the small files of the lake until the policy finds no more to merge. No answer of a read changes by it. A
 * record type whose files are being rewritten by another process is left to that one.
 */
export async function compactLake(
  database: Database,
  actor: Actor,
  wish: CompactionWish = {},
): Promise<Compaction[]> {
  const inWork = inLakeWork(database, actor)
  const recordTypes = wish.recordType
    ? [wish.recordType]
    : await inWork((work) => listLakeRecordTypes(work.db))
  const done: Compaction[] = []
  for (const id of recordTypes) {
    await oneRewritingAtATime(database.locks, id, async () => {
      await sweepRewritten(inWork, database.dataFolder, id)
      for (;;) {
        const step = await compactOnce(database, actor, id, wish)
        if (step === undefined) break
        done.push(step)
        if (wish.all) break
      }
    })
  }
  return done
}

async function compactOnce(
  database: Database,
  actor: Actor,
  id: string,
  wish: CompactionWish,
): Promise<Compaction | undefined> {
  const inWork = inLakeWork(database, actor)
  const found = await inWork(async (work) => {
    const runs = await listRuns(work.db, id)
    const chosen = wish.all ? (runs.length > 1 ? runs : []) : runsToMerge(runs)
    if (chosen.length === 0) return undefined
    const files = await listFilesOfRuns(
      work.db,
      chosen.map(({ run }) => run),
    )
    return { recordType: await getRecordType(work, id), files }
  })
  if (!found) return undefined
  const { recordType, files } = found
  const { made } = await rewriteFiles(
    inWork,
    database.dataFolder,
    { recordType, files, keepFrom: null, progress: wish.progress },
    async (work, { files: after }) => {
      const detail = { filesBefore: files.length, filesAfter: after.length, rows: rowsOf(after) }
      if (rowsOf(after) !== rowsOf(files))
        throw new Error(`a compaction of ${id} lost rows: nothing was changed`)
      await append(work, { kind: 'lake-compacted', subject: id, detail })
    },
  )
  return {
    recordType: id,
    filesBefore: files.length,
    filesAfter: made.files.length,
    rows: rowsOf(made.files),
  }
}

const rowsOf = (files: readonly { rows: number | bigint }[]) =>
  files.reduce((sum, file) => sum + Number(file.rows), 0)

/** No read that was planned before its files were replaced takes longer. */
const graceMs = 6 * 3_600_000

/** Deletes files that were replaced so long ago that no read can still plan them or be at them. */
export async function deleteReplacedFiles(
  database: Database,
  actor: Actor,
  waitedMs: number = graceMs,
): Promise<number> {
  const inWork = inLakeWork(database, actor)
  const files = await inWork((work) =>
    listReplacedFiles(work.db, instant(new Date(Date.parse(work.now) - waitedMs))),
  )
  for (const file of files) await rm(join(lakeFolder(database.dataFolder), file.path), { force: true })
  await inWork((work) =>
    deleteFiles(
      work.db,
      files.map(({ id }) => id),
    ),
  )
  return files.length
}
