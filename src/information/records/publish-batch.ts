import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  countFactRows,
  type Fact,
  insertBatch,
  insertFact,
  markWithdrawn,
  type RecordsTables,
  type StoredBatch,
  selectFacts,
} from './store.ts'

/**
 * Makes the rows of a batch part of what is known, from the instant of this unit of work. Its file must lie in
 * the lake already, durably: the row is the promise that it can be read.
 */
export async function publishBatch(
  work: UnitOfWork<RecordsTables>,
  batch: Omit<StoredBatch, 'publishedAt' | 'withdrawnAt'>,
): Promise<void> {
  await insertBatch(work.db, { ...batch, publishedAt: work.now, withdrawnAt: null })
  await insertFact(work.db, {
    kind: 'BatchPublished',
    batch: batch.id,
    recordType: batch.recordType,
    at: work.now,
  })
}

/** Takes a batch out of every read as of this instant and later; false when it is out already. */
export async function retractBatch(
  work: UnitOfWork<RecordsTables>,
  batch: { id: string; recordType: string },
): Promise<boolean> {
  if (!(await markWithdrawn(work.db, batch.id, work.now))) return false
  await insertFact(work.db, {
    kind: 'BatchWithdrawn',
    batch: batch.id,
    recordType: batch.recordType,
    at: work.now,
  })
  return true
}

/** What happened to the lake since a fact, for rooms that follow it; they remember the last sequence they handled. */
export function listFacts(work: UnitOfWork<RecordsTables>, after: bigint, pageSize = 100): Promise<Fact[]> {
  return selectFacts(work.db, after, pageSize)
}

/** How many facts there are: for who must know whether there are new ones. */
export function countFacts(work: UnitOfWork<RecordsTables>): Promise<number> {
  return countFactRows(work.db)
}
