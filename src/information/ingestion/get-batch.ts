import { existsSync } from 'node:fs'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { readParquet } from '../records/index.ts'
import { type BatchResult, type QuarantinedRow, quarantinePageSizeMax, refuse } from './contract.ts'
import { resultOf } from './process-delivery.ts'
import { findDelivery, type IngestionTables, type StoredDelivery } from './store.ts'
import { quarantinePath } from './work-folder.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function deliveryOf(work: UnitOfWork<IngestionTables>, batch: string): Promise<StoredDelivery> {
  const found = uuid.test(batch) ? await findDelivery(work.db, batch) : undefined
  return found ?? refuse('batch-unknown', { batch })
}

export async function getBatch(
  work: UnitOfWork<IngestionTables>,
  wish: { batch: string },
): Promise<BatchResult> {
  return resultOf(await deliveryOf(work, wish.batch))
}

/** The rows of a batch that were set aside, in the order of file and row; values that touch a person are masked. */
export async function readQuarantine(
  work: UnitOfWork<IngestionTables>,
  wish: { batch: string; pageSize?: number },
): Promise<{ items: QuarantinedRow[] }> {
  const delivery = await deliveryOf(work, wish.batch)
  const path = quarantinePath(work.dataFolder, delivery.repeats ?? delivery.id)
  if (delivery.rowsQuarantined === 0n || !existsSync(path)) return { items: [] }
  const pageSize = Math.min(wish.pageSize ?? 100, quarantinePageSizeMax)
  const rows = await readParquet(path, ['file', 'row', 'field', 'reason', 'value', 'raw'], pageSize)
  return { items: rows as unknown as QuarantinedRow[] }
}
