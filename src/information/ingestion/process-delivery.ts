import { rm } from 'node:fs/promises'
import { availableParallelism, freemem } from 'node:os'
import { isDiskFull, runBulk } from '../../foundation/bulk.ts'
import { inShanghai, instant } from '../../foundation/instant.ts'
import type { Progress } from '../../foundation/progress.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { refuse as refuseStore } from '../../foundation/store-refusals.ts'
import { append } from '../../trust/audit/index.ts'
import { codesInForce, getReferenceList, type RecordType } from '../../trust/catalog/index.ts'
import { lakeFilesFor, listBatches } from '../records/index.ts'
import type { BatchResult } from './contract.ts'
import type { IngestionWork, InWork, ResolvedDelivery } from './delivery.ts'
import { findHeld, holdDelivery, judgeDelivery } from './judge-delivery.ts'
import { publishDelivery } from './publish-delivery.ts'
import type { Refined, RefineManifest } from './refine-manifest.ts'
import { insertDelivery, listSameDeliveries, type StoredDelivery } from './store.ts'
import { isBegun, makeWorkFolder } from './work-folder.ts'

/** What the engine may hold before it puts rows aside on disk; a bucket needs less unless one enterprise fills it. */
const memoryBytesMax = 900e6

/** A million rows or so: fewer, larger buckets cost memory and gain nothing. */
const bucketBytesUsual = 128e6

/** A small delivery is done by a child that did one before: to start one costs more than the work. */
const warmBytesMax = 4_000_000

/** After so much text a crash costs no more than some seconds of work. */
const checkpointBytesUsual = 512e6

/** The whole way of a delivery, under the locks of its line: known already, or refined and published. */
export async function processDelivery(
  inWork: InWork,
  dataFolder: string,
  delivery: ResolvedDelivery,
  progress?: Progress | undefined,
): Promise<BatchResult> {
  const earlier = delivery.rereads === null && (await inWork((work) => repeatDelivery(work, delivery)))
  if (earlier) return earlier
  const held = await inWork((work) => findHeld(work, delivery))
  if (held) return held
  const folder = await makeWorkFolder(dataFolder, delivery.digest)
  try {
    const manifest = await inWork((work) => manifestFor(work, delivery, folder))
    const script = new URL('./refine-process.ts', import.meta.url)
    const bytes = delivery.files.reduce((sum, file) => sum + file.bytes, 0)
    const warm = bytes <= warmBytesMax
    const { result } = await runBulk<Refined>(script, manifest, { progress, warm })
    const verdict = await inWork((work) => judgeDelivery(work, delivery, result))
    if (verdict?.action === 'hold') {
      await rm(folder, { recursive: true, force: true })
      return await inWork((work) => holdDelivery(work, delivery, result, verdict))
    }
    const stored = await publishDelivery(inWork, dataFolder, delivery, result, folder, verdict)
    await rm(folder, { recursive: true, force: true })
    return { ...resultOf(stored), ...(result.rowResults ? { rowResults: result.rowResults } : {}) }
  } catch (error) {
    // What a crash of the bulk process left is gone on with when the same delivery comes again; a refusal stands.
    const again = !(error instanceof Refusal) && !isDiskFull(error) && isBegun(folder)
    if (!again) await rm(folder, { recursive: true, force: true })
    if (isDiskFull(error)) refuseStore('disk-full', { batch: delivery.batch })
    throw error
  }
}

/** The same bytes again: every row that was published then is a duplicate now, whatever came in between. */
async function repeatDelivery(
  work: IngestionWork,
  delivery: ResolvedDelivery,
): Promise<BatchResult | undefined> {
  const same = await listSameDeliveries(work.db, delivery.digest)
  if (same.length === 0) return undefined
  const line = { recordType: delivery.recordType.id, source: delivery.source.id }
  const visible = await listBatches(work.db, { ...line, withdrawnAfter: work.now })
  const first = same.find(({ id }) => visible.some((batch) => batch.id === id))
  // Withdrawn since: the rows are no longer known, and are read as new.
  if (!first) return undefined
  const repeated: StoredDelivery = {
    ...first,
    id: delivery.batch,
    files: renamed(first.files, delivery),
    repeats: first.id,
    rowsPublished: 0n,
    rowsDuplicate: first.rowsRead - first.rowsQuarantined,
    rowsCorrected: 0n,
    publishedAt: work.now,
  }
  await insertDelivery(work.db, repeated)
  const detail = { repeats: first.id, recordType: first.recordType, source: first.source }
  await append(work, { kind: 'batch-repeated', subject: repeated.id, detail })
  return resultOf(repeated)
}

/** The same bytes may come under other names; the files within an archive keep theirs. */
function renamed(files: StoredDelivery['files'], delivery: ResolvedDelivery): StoredDelivery['files'] {
  const nameOf = new Map(delivery.files.map(({ digest, name }) => [digest, name]))
  return files.map((file) => {
    const [outer, ...within] = file.name.split('/')
    return { ...file, name: [nameOf.get(file.digest) ?? outer, ...within].join('/') }
  })
}

async function manifestFor(
  work: IngestionWork,
  delivery: ResolvedDelivery,
  folder: string,
): Promise<RefineManifest> {
  const { recordType, source, knownAt, encoding } = delivery
  return {
    recordType,
    source,
    files: delivery.files.map(({ name, path }) => ({ name, path, encoding })),
    now: instant(new Date()),
    knownAt,
    lake: await lakeFilesFor(work, { recordType: recordType.id, source: source.id }),
    lists: await listsOf(work, recordType),
    folder,
    threads: Math.max(1, availableParallelism() - 1),
    memoryBytes: Math.min(memoryBytesMax, Math.max(4e8, freemem() * 0.4)),
    bucketBytes: delivery.bucketBytes ?? bucketBytesUsual,
    checkpointBytes: Math.min(checkpointBytesUsual, delivery.bucketBytes ?? checkpointBytesUsual),
    rowResults: delivery.rowResults,
  }
}

async function listsOf(work: IngestionWork, { fields }: RecordType): Promise<RefineManifest['lists']> {
  const lists: RefineManifest['lists'] = {}
  for (const { list } of fields) {
    if (list !== undefined) lists[list] = [...codesInForce(await getReferenceList(work, list))]
  }
  return lists
}

export function resultOf(stored: StoredDelivery): BatchResult {
  return {
    batch: stored.id,
    recordType: stored.recordType,
    source: stored.source,
    files: stored.files,
    rowsRead: Number(stored.rowsRead),
    rowsPublished: Number(stored.rowsPublished),
    rowsQuarantined: Number(stored.rowsQuarantined),
    rowsDuplicate: Number(stored.rowsDuplicate),
    rowsCorrected: Number(stored.rowsCorrected),
    quarantine: stored.quarantine,
    warnings: stored.warnings,
    ...(stored.filled === null ? {} : { filled: stored.filled }),
    ...(stored.repeats === null ? {} : { repeats: stored.repeats }),
    digest: stored.digest,
    publishedAt: inShanghai(stored.publishedAt),
  }
}
