import { existsSync } from 'node:fs'
import { isIdentifier } from '../../foundation/identifier.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  type CatalogTables,
  getRecordTypeByDigest,
  getSource,
  listSources,
  type RecordType,
} from '../../trust/catalog/index.ts'
import { platformOrganization } from '../../trust/organizations/index.ts'
import { readParquet } from '../records/index.ts'
import type { Mark } from './annotated-row.ts'
import { type BatchResult, type QuarantinedRow, quarantinePageSizeMax, reasons, refuse } from './contract.ts'
import { mayDeliver } from './deliverer.ts'
import { annotatedRowsMax } from './look.ts'
import { resultOf } from './process-delivery.ts'
import { findDelivery, type IngestionTables, listDeliveries, type StoredDelivery } from './store.ts'
import { countFixedRows, listFixedRows } from './store-deliveries.ts'
import { quarantinePath } from './work-folder.ts'

export async function getStoredDelivery(
  work: UnitOfWork<IngestionTables>,
  batch: string,
): Promise<StoredDelivery> {
  const found = isIdentifier(batch) ? await findDelivery(work.db, batch) : undefined
  return found ?? refuse('batch-unknown', { batch })
}

/** A batch of a source that the actor answers for; others learn no more than that it is not there. */
export async function getOwnDelivery(
  work: UnitOfWork<IngestionTables & CatalogTables>,
  batch: string,
): Promise<StoredDelivery> {
  const found = await getStoredDelivery(work, batch)
  const source = await getSource(work, found.source)
  return mayDeliver(work.actor, source) ? found : refuse('batch-unknown', { batch })
}

export async function getBatch(
  work: UnitOfWork<IngestionTables & CatalogTables>,
  wish: { batch: string },
): Promise<BatchResult> {
  return withFixed(work, await getOwnDelivery(work, wish.batch))
}

export async function getBatchIfThere(
  work: UnitOfWork<IngestionTables>,
  id: string,
): Promise<BatchResult | null> {
  const found = await findDelivery(work.db, id)
  return found === undefined ? null : withFixed(work, found)
}

async function withFixed(work: UnitOfWork<IngestionTables>, stored: StoredDelivery): Promise<BatchResult> {
  const result = resultOf(stored)
  if (stored.rowsQuarantined === 0n) return result
  return { ...result, rowsFixed: await countFixedRows(work.db, stored.id) }
}

/** Batches of the sources that the actor answers for, by the time at which they came in, the latest first. */
export async function listBatches(
  work: UnitOfWork<IngestionTables & CatalogTables>,
  wish: {
    recordType?: string | undefined
    source?: string | undefined
    before?: string | undefined
    pageSize?: number | undefined
  },
): Promise<{ items: BatchResult[]; next: string | null }> {
  const { before, pageSize = 50 } = wish
  if (before !== undefined && !isIdentifier(before)) refuse('batch-unknown', { batch: before })
  const found = await listDeliveries(work.db, {
    ...wish,
    sources: work.actor.organization === platformOrganization ? undefined : await ownSources(work),
    pageSize: pageSize + 1,
  })
  const page = found.slice(0, pageSize)
  const items: BatchResult[] = []
  for (const stored of page) items.push(await withFixed(work, stored))
  return { items, next: found.length > pageSize ? page.at(-1)!.id : null }
}

async function ownSources(work: UnitOfWork<CatalogTables>): Promise<string[]> {
  const sources = await listSources(work)
  return sources.filter((source) => mayDeliver(work.actor, source)).map((source) => source.id)
}

/** The rows of a batch that were set aside, in the order of file and row; values that touch a person are masked. */
export async function readQuarantine(
  work: UnitOfWork<IngestionTables & CatalogTables>,
  wish: { batch: string; pageSize?: number },
): Promise<{ items: QuarantinedRow[] }> {
  const delivery = await getOwnDelivery(work, wish.batch)
  const rows = await quarantineOf(work, delivery, Math.min(wish.pageSize ?? 100, quarantinePageSizeMax))
  if (rows.length === 0) return { items: [] }
  const recordType = await getRecordTypeByDigest(work, delivery.recordTypeDigest)
  const fixed = new Set((await listFixedRows(work.db, delivery.id)).map(({ file, row }) => `${row} ${file}`))
  const items = rows.map((mark) => ({
    ...mark,
    fieldTitle: titleOf(recordType, mark.field),
    words: wordsOf(mark.reason),
    fixed: fixed.has(`${mark.row} ${mark.file}`),
  }))
  return { items }
}

/** Every row that was set aside, as many as an annotated file has. */
export async function listMarks(work: UnitOfWork<IngestionTables>, batch: string): Promise<Mark[]> {
  return quarantineOf(work, await getStoredDelivery(work, batch), annotatedRowsMax)
}

async function quarantineOf(
  work: UnitOfWork<IngestionTables>,
  delivery: StoredDelivery,
  rowsMax: number,
): Promise<Mark[]> {
  const path = quarantinePath(work.dataFolder, delivery.repeats ?? delivery.id)
  if (delivery.rowsQuarantined === 0n || !existsSync(path)) return []
  const rows = await readParquet(path, ['file', 'row', 'field', 'reason', 'value', 'raw'], rowsMax)
  return rows as unknown as Mark[]
}

function titleOf(recordType: RecordType, name: string | null): { zh: string; en: string } | null {
  const found =
    recordType.fields.find((field) => field.name === name) ??
    recordType.rules.find((rule) => rule.id === name)
  return found === undefined ? null : { zh: found.zh, en: found.en }
}

function wordsOf(code: string): QuarantinedRow['words'] {
  const found = (reasons as Record<string, QuarantinedRow['words']>)[code]
  if (found === undefined) return { zh: code, en: code, todo: { zh: code, en: code } }
  const { zh, en, todo } = found
  return { zh, en, todo: { zh: todo.zh, en: todo.en } }
}
