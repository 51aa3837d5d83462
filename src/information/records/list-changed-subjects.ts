import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType } from '../../trust/catalog/index.ts'
import { withEngine } from './engine.ts'
import { rowsSql } from './lake-file.ts'
import { presentFiles, readableFiles } from './plan-read.ts'
import { listBatchesChangedSince, type RecordsTables } from './store.ts'

/**
 * Lake keys of which something came or went since a moment; undefined where that cannot be told any more, or where
 * they are more than so many. For the platform's own bookkeeping: it names keys and gives no record.
 */
export async function listChangedSubjects(
  work: UnitOfWork<RecordsTables & CatalogTables>,
  wish: { recordTypes: readonly string[]; since: Instant; most: number },
): Promise<string[] | undefined> {
  const changed = new Set<string>()
  for (const id of wish.recordTypes) {
    const batches = await listBatchesChangedSince(work.db, id, wish.since)
    // What was erased changes keys that no batch names.
    if (batches.length === 0) return undefined
    if (batches.some(({ rows }) => rows > BigInt(wish.most))) return undefined
    const recordType = await getRecordType(work, id)
    for (const { sequence } of batches) {
      const files = await presentFiles(work, {
        recordType: id,
        asOf: work.now,
        sequence,
        withWithdrawn: true,
      })
      if (files.length === 0) continue
      const sql = `SELECT DISTINCT subject FROM (${rowsSql(await readableFiles(work, recordType, files, []), [])})
        WHERE batch_sequence = ${sequence}`
      const rows = await withEngine(async (engine) => (await engine.runAndReadAll(sql)).getRows())
      for (const [subject] of rows) changed.add(String(subject))
      if (changed.size > wish.most) return undefined
    }
  }
  return [...changed].sort()
}
