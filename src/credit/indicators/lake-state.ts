import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { isKnownBetween, type RecordsTables, summarizeBatches } from '../../information/records/index.ts'
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
  knownBetween: (after: Instant, until: Instant) => Promise<boolean>
}

const byNumber = (left: bigint, right: bigint) => (left < right ? -1 : left > right ? 1 : 0)

export async function readLakeState(
  work: UnitOfWork<RecordsTables & CatalogTables>,
  at: Instant,
): Promise<LakeState> {
  const shared = new Set<string>()
  // What is not shared is as if it had never come: indicators are read by others than the enterprise.
  for (const id of kernelRecordTypes) if ((await getRecordType(work, id)).sharing !== 'closed') shared.add(id)
  const known = (await summarizeBatches(work.db, at)).filter(({ recordType }) => shared.has(recordType))
  const coverage = {} as LakeState['coverage']
  const dataAsOf = {} as LakeState['dataAsOf']
  for (const id of kernelRecordTypes) {
    const batches = known
      .filter(({ recordType }) => recordType === id)
      .map((batch) => ({ ...batch, publishedAt: batch.knownMin }))
    coverage[id] = coverageOf(await getRecordType(work, id), batches, at)
    // Of a history that was known in part the newest row by then is not in the manifest: the moment bounds it.
    const newest = batches.flatMap(({ newestKnown }) => newestKnown ?? [])
    dataAsOf[id] = newest.sort().at(-1) ?? null
  }
  return {
    coverage,
    dataAsOf,
    batches: known.reduce((sum, { batches }) => sum + batches, 0),
    lastSequence:
      known
        .map((batch) => batch.lastSequence)
        .sort(byNumber)
        .at(-1) ?? 0n,
    knownBetween: async (after, until) =>
      after < until &&
      isKnownBetween(work.db, { recordTypes: kernelRecordTypes, after, until, withdrawnAfter: at }),
  }
}
