import { join } from 'node:path'
import type { Instant } from '../../foundation/instant.ts'
import { instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { withEngine } from './engine.ts'
import { lakeFolder } from './lake-folder.ts'
import { text, timestamp } from './scan-plan.ts'
import { listBatches, type RecordsTables, type SequencedBatch } from './store.ts'

export interface LatestKnown {
  recordType: string
  batch: string
  source: string
  knownAt: Instant
}

/** When each record type last became better known, and by whom; null where nothing was known at the moment. */
export async function latestKnownAt(
  work: UnitOfWork<RecordsTables>,
  recordTypes: readonly string[],
  asOf: Instant = work.now,
): Promise<Record<string, LatestKnown | null>> {
  const answer: Record<string, LatestKnown | null> = {}
  for (const recordType of recordTypes) {
    let latest: LatestKnown | null = null
    for (const batch of await listBatches(work.db, { recordType, withdrawnAfter: asOf })) {
      const knownAt = await lastKnown(batch, asOf, work.dataFolder)
      if (knownAt !== null && (latest === null || knownAt >= latest.knownAt)) {
        latest = { recordType, batch: batch.id, source: batch.source, knownAt }
      }
    }
    answer[recordType] = latest
  }
  return answer
}

async function lastKnown(batch: SequencedBatch, asOf: Instant, dataFolder: string): Promise<Instant | null> {
  if (batch.path === null) return null
  if (batch.knownMax === null) return batch.publishedAt <= asOf ? batch.publishedAt : null
  if (batch.knownMax <= asOf) return batch.knownMax
  if (batch.knownMin! > asOf) return null
  // History that became known before and after the moment: only the file can say when last before it.
  const query = `SELECT epoch_ms(max(known_at))::DOUBLE FROM read_parquet(${text(join(lakeFolder(dataFolder), batch.path))})
    WHERE known_at <= ${timestamp(asOf)}`
  const rows = await withEngine(async (engine) => (await engine.runAndReadAll(query)).getRows())
  const last = rows[0]?.[0]
  return last === null || last === undefined ? null : instant(new Date(Number(last)))
}
