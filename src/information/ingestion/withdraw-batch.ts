import { isIdentifier } from '../../foundation/identifier.ts'
import { append } from '../../trust/audit/index.ts'
import { getRecordType, getSource } from '../../trust/catalog/index.ts'
import { settleDelivery } from '../quality/index.ts'
import { findBatch, retractBatch } from '../records/index.ts'
import { refuse } from './contract.ts'
import { type IngestionWork, resolveDelivery } from './delivery.ts'
import { processDelivery } from './process-delivery.ts'
import { keptFiles } from './run-delivery.ts'
import { listDuplicating, lockLine } from './store.ts'
import { type DeliveryReceipt, listRereads } from './store-deliveries.ts'

/**
 * Takes a batch back: from this instant on no read finds its rows; reads as of before still do. Rows of later
 * deliveries that were duplicates of it are read again from the files as delivered, in the same transaction: at no
 * moment is a row missing that somebody else has said as well. What was made of the batch by reading it again goes
 * with it. Answers the batches that were made of the others.
 */
export async function withdrawBatch(
  work: IngestionWork,
  wish: { batch: string; why: string },
): Promise<{ reread: string[] }> {
  const batch = isIdentifier(wish.batch) ? await findBatch(work.db, wish.batch) : undefined
  if (batch === undefined) return refuse('batch-unknown', { batch: wish.batch })
  await lockLine(work.db, batch)
  if (!(await retract(work, batch, wish.why))) refuse('batch-withdrawn', { batch: wish.batch })
  const reread: string[] = []
  for (const later of await listDuplicating(work.db, batch))
    if (await isDelivered(work, later)) reread.push(await readAgain(work, later))
  await append(work, { kind: 'batch-withdrawn', subject: batch.id, detail: { why: wish.why, reread } })
  return { reread }
}

/** With what was made of its files when another batch was withdrawn. */
async function retract(
  work: IngestionWork,
  batch: { id: string; recordType: string; source: string },
  why: string,
): Promise<boolean> {
  if (!(await retractBatch(work, batch))) return false
  await settleDelivery(work, {
    batch: batch.id,
    recordType: await getRecordType(work, batch.recordType),
    source: await getSource(work, batch.source),
    outcome: 'withdrawn',
    why,
  })
  for (const id of await listRereads(work.db, batch.id)) {
    const made = await findBatch(work.db, id)
    if (made !== undefined) await retract(work, made, why)
  }
  return true
}

/** Only what is still delivered counts: rows of a batch that was taken back itself do not come back by this. */
async function isDelivered(work: IngestionWork, receipt: DeliveryReceipt): Promise<boolean> {
  const published = await findBatch(work.db, receipt.id)
  return published === undefined || published.withdrawnAt === null
}

async function readAgain(work: IngestionWork, receipt: DeliveryReceipt): Promise<string> {
  const { recordType, source, encoding, knownAt, mapping, replaces, id } = receipt
  const files = keptFiles(work.dataFolder, receipt)
  const wish = { recordType, source, encoding, knownAt, mapping, replaces, rereads: id }
  const delivery = await resolveDelivery(work, wish, files)
  const result = await processDelivery((verb) => verb(work), work.dataFolder, delivery)
  return result.batch
}
