import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { digestOf } from '../../foundation/canonical-json.ts'
import { newIdentifier } from '../../foundation/identifier.ts'
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
import type { RecordsTables } from '../records/index.ts'
import { type DeliveredFile, type Encoding, refuse } from './contract.ts'
import { requireDeliverer } from './deliverer.ts'
import { digestOfFile } from './file-bytes.ts'
import type { IngestionTables } from './store.ts'

export type IngestionWork = UnitOfWork<
  IngestionTables & RecordsTables & EnterpriseTables & CatalogTables & AuditTables
>

/** Runs a verb in a unit of work: one of its own, or the one that is open already. */
export type InWork = <Result>(verb: (work: IngestionWork) => Promise<Result>) => Promise<Result>

/** What somebody hands in. */
export interface Delivery {
  recordType: string
  files: readonly string[]
  source: string
  encoding?: Encoding | undefined
  /** For history: when the platform would have known it; never later than now. */
  knownAt?: Instant | undefined
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
}

export type ReadableFile = Omit<DeliveredFile, 'encoding' | 'rows'> & { path: string }

/** Finds out what a delivery is, and refuses what cannot be read at all or is not the actor's to deliver. */
export async function resolveDelivery(
  work: UnitOfWork<CatalogTables>,
  delivery: Omit<Delivery, 'files'>,
  files: ReadableFile[],
): Promise<ResolvedDelivery> {
  const knownAt = delivery.knownAt ?? null
  if (knownAt !== null && knownAt > work.now) refuse('known-at-future', { knownAt })
  const recordType = await getRecordType(work, delivery.recordType)
  const source = await getSource(work, delivery.source)
  requireDeliverer(work.actor, source)
  const encoding = delivery.encoding ?? 'auto'
  const digests = files.map((file) => file.digest)
  const digest = digestOf({ recordType: recordType.digest, source, encoding, knownAt, digests })
  return { batch: newIdentifier(), recordType, source, encoding, knownAt, files, digest }
}

export async function readableFiles(paths: readonly string[]): Promise<ReadableFile[]> {
  if (paths.length === 0) refuse('files-none')
  const files: ReadableFile[] = []
  for (const path of paths) files.push(await readableFile(path, basename(path)))
  return files
}

export async function readableFile(path: string, name: string): Promise<ReadableFile> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return refuse('file-missing', { file: name })
  const { digest, bytes } = await digestOfFile(path).catch(() => refuse('file-missing', { file: name }))
  return { name, path: resolve(path), bytes, digest }
}
