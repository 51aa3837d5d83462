import { append } from '../../trust/audit/index.ts'
import { findBatch, retractBatch } from '../records/index.ts'
import { refuse } from './contract.ts'
import type { IngestionWork } from './delivery.ts'

/**
 * Takes a batch back: from this instant on no read finds its rows; reads as of before still do. Rows of later
 * deliveries that were duplicates of it are not brought back by this: deliver them again.
 */
export async function withdrawBatch(
  work: IngestionWork,
  wish: { batch: string; why: string },
): Promise<void> {
  const batch = (await findBatch(work.db, wish.batch)) ?? refuse('batch-unknown', { batch: wish.batch })
  if (!(await retractBatch(work, batch))) refuse('batch-withdrawn', { batch: wish.batch })
  await append(work, { kind: 'batch-withdrawn', subject: batch.id, detail: { why: wish.why } })
}
