import { isIdentifier } from '../../foundation/identifier.ts'
import { defineQueue, enqueue } from '../../foundation/jobs.ts'
import { append } from '../../trust/audit/index.ts'
import { headerDigest } from './column-choice.ts'
import { type Encoding, refuse } from './contract.ts'
import { getUpload } from './create-upload.ts'
import type { DeliveryView } from './deliveries/contract.ts'
import { type IngestionWork, type ReadableFile, resolveDelivery } from './delivery.ts'
import { getDelivery } from './get-delivery.ts'
import { originalPath } from './originals.ts'
import { findDelivery } from './store.ts'
import { rememberMapping } from './store-deliveries.ts'

export const processDeliveryQueue = defineQueue<{ delivery: string }>('process-delivery')

export interface DeliveryOrder {
  uploads: string[]
  recordType: string
  source: string
  encoding?: Encoding
  mapping?: Record<string, string | null>
  rememberMapping?: boolean
  replaces?: string
}

/** Puts a delivery on record and orders the job that reads it, in one transaction: either both are there or none. */
export async function createDelivery(work: IngestionWork, order: DeliveryOrder): Promise<DeliveryView> {
  const { recordType, source, encoding, mapping, replaces } = order
  if (replaces !== undefined) await requireReplaceable(work, { recordType, source, replaces })
  const files: ReadableFile[] = []
  for (const id of order.uploads) {
    const { name, digest, bytes } = await getUpload(work, id)
    files.push({ name, digest, bytes: Number(bytes), path: originalPath(work.dataFolder, digest) })
  }
  const batch = work.newId()
  const job = await enqueue(work, processDeliveryQueue, { delivery: batch })
  await resolveDelivery(work, { recordType, source, encoding, mapping, replaces, batch, job }, files)
  if (order.rememberMapping === true && mapping !== undefined) {
    const key = { recordType, source, headerDigest: headerDigest(Object.keys(mapping)) }
    await rememberMapping(work.db, key, { mapping, at: work.now, by: work.actor.account })
  }
  const digests = files.map(({ digest }) => digest)
  await append(work, { kind: 'delivery-received', subject: batch, detail: { recordType, source, digests } })
  return getDelivery(work, { delivery: batch })
}

/** The batch whose rows come again is there, and of the same record type and source. */
export async function requireReplaceable(
  work: IngestionWork,
  wish: { recordType: string; source: string; replaces: string },
): Promise<void> {
  const batch = isIdentifier(wish.replaces) ? await findDelivery(work.db, wish.replaces) : undefined
  if (batch === undefined) refuse('batch-unknown', { batch: wish.replaces })
  else if (batch.recordType !== wish.recordType || batch.source !== wish.source)
    refuse('replaces-other-line', {
      batch: batch.id,
      recordType: batch.recordType,
      source: batch.source,
    })
}
