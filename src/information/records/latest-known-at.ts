import type { Instant } from '../../foundation/instant.ts'
import { instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType } from '../../trust/catalog/index.ts'
import { withEngine } from './engine.ts'
import { rowsSql } from './lake-file.ts'
import { type PlanningWork, presentFiles, readableFiles, withdrawnIn } from './plan-read.ts'
import { timestamp } from './sql-text.ts'
import { findLatestBatch, listHalfKnown, type RecordsTables, type SequencedBatch } from './store.ts'

export interface LatestKnown {
  recordType: string
  batch: string
  source: string
  knownAt: Instant
}

/** When each record type last became better known, and by whom; null where nothing was known at the moment. */
export async function latestKnownAt(
  work: UnitOfWork<RecordsTables & CatalogTables>,
  recordTypes: readonly string[],
  asOf: Instant = work.now,
): Promise<Record<string, LatestKnown | null>> {
  const answer: Record<string, LatestKnown | null> = {}
  for (const recordType of recordTypes) {
    const whole = await findLatestBatch(work.db, recordType, asOf)
    let latest = whole ? foundOf(whole, whole.knownMax ?? whole.publishedAt) : null
    for (const batch of await listHalfKnown(work.db, recordType, asOf)) {
      const knownAt = await lastKnown(work, batch, asOf)
      if (knownAt !== null && (latest === null || knownAt >= latest.knownAt)) latest = foundOf(batch, knownAt)
    }
    answer[recordType] = latest
  }
  return answer
}

function foundOf(batch: SequencedBatch, knownAt: Instant): LatestKnown {
  return { recordType: batch.recordType, batch: batch.id, source: batch.source, knownAt }
}

/** History that became known before and after the moment: only the files can say when last before it. */
async function lastKnown(work: PlanningWork, batch: SequencedBatch, asOf: Instant): Promise<Instant | null> {
  const recordType = await getRecordType(work, batch.recordType)
  const files = await presentFiles(work, { recordType: batch.recordType, asOf, sequence: batch.sequence })
  if (files.length === 0) return null
  const rowsOf = rowsSql(
    await readableFiles(work, recordType, files, await withdrawnIn(work, files, asOf)),
    [],
  )
  const query = `SELECT epoch_ms(max(known))::DOUBLE FROM (${rowsOf})
    WHERE batch_sequence = ${batch.sequence} AND known <= ${timestamp(asOf)}`
  const rows = await withEngine(async (engine) => (await engine.runAndReadAll(query)).getRows())
  const last = rows[0]?.[0]
  return last === null || last === undefined ? null : instant(new Date(Number(last)))
}
