import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { digestOf } from '../../foundation/canonical-json.ts'
import type { Instant } from '../../foundation/instant.ts'
import type { Progress } from '../../foundation/progress.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import {
  type CatalogTables,
  getRecordType,
  getSource,
  type RecordType,
  type Source,
} from '../../trust/catalog/index.ts'
import type { EnterpriseTables } from '../enterprises/index.ts'
import type { QualityTables } from '../quality/index.ts'
import type { RecordsTables } from '../records/index.ts'
import { type ColumnChoice, withChoice } from './column-choice.ts'
import { type DeliveredFile, type Encoding, refuse } from './contract.ts'
import { requireDeliverer } from './deliverer.ts'
import { annotationTitles } from './fix-columns.ts'
import { keepOriginal } from './originals.ts'
import { retainedUntil } from './retention.ts'
import type { IngestionTables } from './store.ts'
import { insertDeliveryReceipt, insertOriginal } from './store-deliveries.ts'

export type IngestionWork = UnitOfWork<
  IngestionTables & RecordsTables & EnterpriseTables & CatalogTables & QualityTables & AuditTables
>

/** Runs a verb in a unit of work: one of its own, or the one that is open already. */
export type InWork = <Result>(verb: (work: IngestionWork) => Promise<Result>) => Promise<Result>

/** How what somebody hands in is to be taken. */
export interface DeliveryWish {
  recordType: string
  source: string
  encoding?: Encoding | undefined
  /** For history: when the platform would have known it; never later than now. */
  knownAt?: Instant | null | undefined
  mapping?: ColumnChoice | null | undefined
  /** The batch whose quarantined rows the files bring again. */
  replaces?: string | null | undefined
  /** The delivery whose files are read again. */
  rereads?: string | null | undefined
  /** Its identifier, where it has one already. */
  batch?: string | undefined
  job?: string | null | undefined
  /** How much text of a delivery is sorted at a time; the usual size when it is not said. */
  bucketBytes?: number | undefined
  /** Whether the result says of every row what became of it. */
  rowResults?: boolean | undefined
}

export interface Delivery extends DeliveryWish {
  files: readonly string[]
  progress?: Progress | undefined
}

/** A delivery with everything resolved that its reading depends on. */
export interface ResolvedDelivery {
  batch: string
  recordType: RecordType
  source: Source
  encoding: Encoding
  knownAt: Instant | null
  files: ReadableFile[]
  /** Equal for the same bytes read in the same way. */
  digest: string
  replaces: string | null
  /** It is read in full even when the same bytes were read before. */
  rereads: string | null
  bucketBytes: number | undefined
  rowResults: boolean
}

export type ReadableFile = Omit<DeliveredFile, 'encoding' | 'rows'> & { path: string }

/**
 * Finds out what a delivery is, refuses what is not the actor's to deliver, and puts down what came in and from whom.
 */
export async function resolveDelivery(
  work: UnitOfWork<CatalogTables & IngestionTables>,
  wish: DeliveryWish,
  files: ReadableFile[],
): Promise<ResolvedDelivery> {
  const knownAt = wish.knownAt ?? null
  if (knownAt !== null && knownAt > work.now) refuse('known-at-future', { knownAt })
  const recordType = await getRecordType(work, wish.recordType)
  const registered = await getSource(work, wish.source)
  requireDeliverer(work.actor, registered)
  const { mapping = null, replaces = null, rereads = null } = wish
  const annotations = Object.fromEntries(annotationTitles.map((title) => [title, null]))
  const choice = replaces === null ? mapping : { ...mapping, ...annotations }
  const source = withChoice(registered, recordType, choice)
  const encoding = wish.encoding ?? 'auto'
  const digests = files.map((file) => file.digest)
  const digest = digestOf({ recordType: recordType.digest, source, encoding, knownAt, digests })
  const batch = wish.batch ?? work.newId()
  for (const file of files) {
    await insertOriginal(work.db, {
      digest: file.digest,
      bytes: BigInt(file.bytes),
      receivedAt: work.now,
      retainedUntil: retainedUntil(work.now, recordType.retentionMonths),
    })
    // After the row is ours: a purge that had it before has taken the bytes.
    if (!existsSync(file.path)) refuse('original-gone', { file: file.name, digest: file.digest })
  }
  await insertDeliveryReceipt(work.db, {
    id: batch,
    recordType: recordType.id,
    source: source.id,
    files: files.map(({ name, digest, bytes }) => ({ name, digest, bytes })),
    encoding,
    knownAt,
    mapping,
    replaces,
    rereads,
    receivedAt: work.now,
    receivedBy: work.actor.account,
    organization: work.actor.organization,
    job: wish.job ?? null,
  })
  const { bucketBytes, rowResults = false } = wish
  const resolved = { batch, recordType, source, encoding, knownAt, files, digest }
  return { ...resolved, replaces, rereads, bucketBytes, rowResults }
}

/** Keeps the files by their digests; what is read from here on is what was kept. */
export async function readableFiles(dataFolder: string, paths: readonly string[]): Promise<ReadableFile[]> {
  if (paths.length === 0) refuse('files-none')
  const files: ReadableFile[] = []
  for (const path of paths) files.push(await readableFile(dataFolder, path, basename(path)))
  return files
}

export async function readableFile(dataFolder: string, path: string, name: string): Promise<ReadableFile> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return refuse('file-missing', { file: name })
  try {
    return { name, ...(await keepOriginal(dataFolder, path)) }
  } catch (error) {
    if (['EACCES', 'EPERM', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? ''))
      refuse('file-missing', { file: name })
    throw error
  }
}
