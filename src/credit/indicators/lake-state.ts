import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { listBatches, type RecordsTables } from '../../information/records/index.ts'
import { type CatalogTables, getRecordType } from '../../trust/catalog/index.ts'
import { coverageOf } from './coverage.ts'
import { type KernelRecordType, kernelRecordTypes } from './firm-rows.ts'

/** What the manifest of the lake says at a moment: coverage, freshness, and whether something came since. */
export interface LakeState {
  /** By record type and subject prefix: the month index up to which the source has delivered. */
  coverage: Record<KernelRecordType, Record<string, number>>
  /** By record type: when its newest delivery became known. */
  dataAsOf: Record<KernelRecordType, Instant | null>
  batches: number
  lastSequence: bigint
  /** Whether some row became known after one moment and by another. */
  knownBetween: (after: Instant, until: Instant) => boolean
}

type Batch = Awaited<ReturnType<typeof listBatches>>[number]

function isKnownBetween(batch: Batch, after: Instant, until: Instant): boolean {
  const from = batch.knownMin ?? batch.publishedAt
  const to = batch.knownMax ?? batch.publishedAt
  return from <= until && to > after
}

function newestKnown(batches: readonly Batch[], at: Instant): Instant | null {
  let newest: Instant | null = null
  for (const batch of batches) {
    const from = batch.knownMin ?? batch.publishedAt
    if (from > at || batch.rows === 0n) continue
    const to = batch.knownMax ?? batch.publishedAt
    // A history that was known in part: its newest row by then is not in the manifest, the moment bounds it.
    const known = to <= at ? to : at
    if (newest === null || known > newest) newest = known
  }
  return newest
}

const byNumber = (left: bigint, right: bigint) => (left < right ? -1 : left > right ? 1 : 0)

export async function readLakeState(
  work: UnitOfWork<RecordsTables & CatalogTables>,
  at: Instant,
): Promise<LakeState> {
  const known = await listBatches(work.db, { withdrawnAfter: at })
  const all: Batch[] = []
  const coverage = {} as LakeState['coverage']
  const dataAsOf = {} as LakeState['dataAsOf']
  for (const recordType of kernelRecordTypes) {
    const batches = known.filter((batch) => batch.recordType === recordType)
    coverage[recordType] = coverageOf(await getRecordType(work, recordType), batches, at)
    dataAsOf[recordType] = newestKnown(batches, at)
    all.push(...batches)
  }
  return {
    coverage,
    dataAsOf,
    batches: all.length,
    lastSequence:
      all
        .map(({ sequence }) => sequence)
        .sort(byNumber)
        .at(-1) ?? 0n,
    knownBetween: (after, until) => after < until && all.some((batch) => isKnownBetween(batch, after, until)),
  }
}
