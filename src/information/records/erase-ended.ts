import type { Database } from '../../foundation/database.ts'
import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import { addMonths, month } from '../../foundation/month.ts'
import type { Progress } from '../../foundation/progress.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { append } from '../../trust/audit/index.ts'
import { getRecordType, type RecordType } from '../../trust/catalog/index.ts'
import { lakeFolder } from './lake-folder.ts'
import { inLakeWork, rewriteFiles, sweepRewritten } from './rewrite-files.ts'
import type { Erasure } from './store.ts'
import { insertErasure, listFilesBefore, listLakeRecordTypes, oneRewritingAtATime } from './store-files.ts'

export interface ErasureWish {
  recordType?: string | undefined
  /** Whose day ends the retention; now unless a test says otherwise. */
  at?: Instant | undefined
  progress?: Progress | undefined
}

/** The first day whose rows are still kept; null when the record type keeps its rows for ever. */
export function keptFrom(recordType: RecordType, at: Instant): string | null {
  if (recordType.retentionMonths === null || recordType.eventTime === null) return null
  const today = shanghaiDay(at)
  const first = addMonths(month(today.slice(0, 7)), -recordType.retentionMonths)
  const lastDay = new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5)), 0)).getUTCDate()
  return `${first}-${String(Math.min(Number(today.slice(8)), lastDay)).padStart(2, '0')}`
}

/**
 * Erases the rows whose retention has ended: their files are written anew without them, and the old files go with
 * the next deletion of replaced files. What was erased stays on record, by file, with a digest over its rows.
 */
export async function eraseEnded(
  database: Database,
  actor: Actor,
  wish: ErasureWish = {},
): Promise<Erasure[]> {
  const inWork = inLakeWork(database, actor)
  const recordTypes = wish.recordType
    ? [wish.recordType]
    : await inWork((work) => listLakeRecordTypes(work.db))
  const erasures: Erasure[] = []
  for (const id of recordTypes) {
    await oneRewritingAtATime(database.locks, id, async () => {
      await sweepRewritten(inWork, database.dataFolder, id)
      const erasure = await eraseOf(database, actor, id, wish)
      if (erasure) erasures.push(erasure)
    })
  }
  return erasures
}

async function eraseOf(
  database: Database,
  actor: Actor,
  id: string,
  wish: ErasureWish,
): Promise<Erasure | undefined> {
  const inWork = inLakeWork(database, actor)
  const found = await inWork(async (work) => {
    const recordType = await getRecordType(work, id)
    const before = keptFrom(recordType, wish.at ?? instant(new Date()))
    const files = before === null ? [] : await listFilesBefore(work.db, id, before)
    return { recordType, before, files }
  })
  const { recordType, before, files } = found
  if (before === null || files.length === 0) return undefined
  let erasure: Erasure | undefined
  const wanted = { recordType, files, keepFrom: before, progress: wish.progress }
  await rewriteFiles(inWork, database.dataFolder, wanted, async (work, made, stored) => {
    const lake = `${lakeFolder(database.dataFolder)}/`
    const gone = made.erased.filter(({ rows }) => rows > 0)
    const rows = gone.reduce((sum, file) => sum + file.rows, 0)
    if (rows === 0) return
    erasure = {
      id: work.newId(),
      recordType: id,
      recordTypeDigest: recordType.digest,
      eventBefore: before,
      rows: BigInt(rows),
      files: {
        erased: gone.map(({ path, ...what }) => ({ path: path.replace(lake, ''), ...what })),
        replacedBy: stored.map(({ path, digest, rows: kept }) => ({ path, digest, rows: Number(kept) })),
      },
      at: work.now,
    }
    await insertErasure(work.db, erasure)
    const detail = { eventBefore: before, rows, files: erasure.files }
    await append(work, { kind: 'lake-erased', subject: id, detail })
  })
  return erasure
}
