import { isIdentifier } from '../../foundation/identifier.ts'
import { enqueue } from '../../foundation/jobs.ts'
import { append } from '../../trust/audit/index.ts'
import { getRecordType, getSource } from '../../trust/catalog/index.ts'
import { requirePermission } from '../../trust/organizations/index.ts'
import { findMeasured, type HeldDelivery, listHeld, settleDelivery } from '../quality/index.ts'
import { refuse } from './contract.ts'
import { processDeliveryQueue } from './create-delivery.ts'
import type { DeliveryView } from './deliveries/contract.ts'
import type { IngestionWork } from './delivery.ts'
import { getDelivery } from './get-delivery.ts'
import { type DeliveryReceipt, findReceipt, updateReceiptJob } from './store-deliveries.ts'

interface Decision {
  batch: string
  why: string
}

export async function listHeldBatches(
  work: IngestionWork,
  filter: { recordType?: string; source?: string },
): Promise<{ items: HeldDelivery[] }> {
  return { items: await listHeld(work, filter) }
}

/** Lets a held batch go: a job reads its files again and publishes them; they become known then and not before. */
export async function releaseBatch(work: IngestionWork, wish: Decision): Promise<DeliveryView> {
  await settle(work, wish, 'released')
  const job = await enqueue(work, processDeliveryQueue, { delivery: wish.batch })
  await updateReceiptJob(work.db, wish.batch, job)
  await append(work, { kind: 'batch-released', subject: wish.batch, detail: { why: wish.why, job } })
  return getDelivery(work, { delivery: wish.batch })
}

/** Never publishes a held batch. Its files stay until their retention ends; the source has to deliver again. */
export async function rejectBatch(work: IngestionWork, wish: Decision): Promise<DeliveryView> {
  await settle(work, wish, 'rejected')
  await append(work, { kind: 'batch-rejected', subject: wish.batch, detail: { why: wish.why } })
  return getDelivery(work, { delivery: wish.batch })
}

async function settle(
  work: IngestionWork,
  { batch, why }: Decision,
  outcome: 'released' | 'rejected',
): Promise<void> {
  requirePermission(work.actor, 'quality:manage')
  const receipt = await heldReceipt(work, batch)
  const recordType = await getRecordType(work, receipt.recordType)
  const source = await getSource(work, receipt.source)
  if (!(await settleDelivery(work, { batch, recordType, source, outcome, why })))
    refuse('batch-not-held', { batch, outcome: (await findMeasured(work, batch))?.outcome ?? null })
}

async function heldReceipt(work: IngestionWork, batch: string): Promise<DeliveryReceipt> {
  const receipt = isIdentifier(batch) ? await findReceipt(work.db, batch) : undefined
  const found = receipt && (await findMeasured(work, batch))
  if (receipt === undefined || found?.outcome !== 'held')
    return refuse('batch-not-held', { batch, outcome: found?.outcome ?? null })
  return receipt
}
