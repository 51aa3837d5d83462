import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { LakeFile } from './lake-file.ts'
import {
  countFactRows,
  type Fact,
  insertBatch,
  insertFact,
  markWithdrawn,
  type RecordsTables,
  type StoredBatch,
  type StoredFile,
  selectFacts,
} from './store.ts'
import { insertFiles } from './store-files.ts'

/** A batch as ingestion hands it over: what its files say is worked out here. */
export interface PublishedBatch
  extends Pick<
    StoredBatch,
    'id' | 'recordType' | 'recordTypeDigest' | 'source' | 'subjectPrefix' | 'files' | 'digest' | 'supersedes'
  > {
  /** None when every row was quarantined or known already. */
  lakeFiles: readonly LakeFile[]
}

/**
 * Makes the rows of a batch part of what is known, from the instant of this unit of work. Its files must lie in
 * the lake already, durably: the rows of the manifest are the promise that they can be read.
 */
export async function publishBatch(work: UnitOfWork<RecordsTables>, batch: PublishedBatch): Promise<void> {
  const { lakeFiles, ...said } = batch
  const sequence = await insertBatch(work.db, {
    ...said,
    ...boundsOf(lakeFiles),
    publishedAt: work.now,
    withdrawnAt: null,
  })
  const files = lakeFiles.map((file): StoredFile => {
    const { recordType, recordTypeDigest, supersedes } = batch
    return {
      ...file,
      id: work.newId(),
      recordType,
      recordTypeDigest,
      supersedes,
      batch: batch.id,
      run: batch.id,
      rows: BigInt(file.rows),
      bytes: BigInt(file.bytes),
      sequenceFrom: sequence,
      sequenceTo: sequence,
      sources: [batch.source],
      addedAt: work.now,
      replacedAt: null,
    }
  })
  await insertFiles(work.db, files)
  await insertFact(work.db, {
    kind: 'BatchPublished',
    batch: batch.id,
    recordType: batch.recordType,
    at: work.now,
  })
}

function boundsOf(files: readonly LakeFile[]) {
  const sorted = <Key extends 'eventMin' | 'eventMax' | 'knownMin' | 'knownMax'>(key: Key) =>
    files
      .map((file) => file[key])
      .filter((value) => value !== null)
      .sort()
  return {
    rows: files.reduce((sum, file) => sum + BigInt(file.rows), 0n),
    bytes: files.reduce((sum, file) => sum + BigInt(file.bytes), 0n),
    eventMin: sorted('eventMin')[0] ?? null,
    eventMax: sorted('eventMax').at(-1) ?? null,
    knownMin: sorted('knownMin')[0] ?? null,
    knownMax: sorted('knownMax').at(-1) ?? null,
  }
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

/** How many facts there are, of all record types or of some: for who must know whether there are new ones. */
export function countFacts(
  work: UnitOfWork<RecordsTables>,
  recordTypes?: readonly string[],
): Promise<number> {
  return countFactRows(work.db, recordTypes)
}
