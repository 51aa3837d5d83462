import type { Database } from '../../foundation/database.ts'
import type { Progress } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { listLakePaths } from '../records/index.ts'
import type { BatchResult } from './contract.ts'
import {
  type Delivery,
  type DeliveryWish,
  type IngestionWork,
  type InWork,
  type ReadableFile,
  readableFiles,
  resolveDelivery,
} from './delivery.ts'
import { getBatchIfThere } from './get-batch.ts'
import { keepFixed } from './keep-fixed.ts'
import { processDelivery } from './process-delivery.ts'
import { listDeliveryIds, oneAtATime } from './store.ts'
import { sweep } from './work-folder.ts'

/**
 * Takes files in: every row of them is published, quarantined or a duplicate. Nothing is visible before the one
 * transaction at the end; the same delivery again changes nothing.
 */
export async function ingestFiles(
  database: Database,
  actor: Actor,
  delivery: Delivery,
): Promise<BatchResult> {
  const files = await readableFiles(database.dataFolder, delivery.files)
  return takeIn(database, actor, delivery, files, delivery.progress)
}

/** The same for files that are kept already. */
export async function takeIn(
  database: Database,
  actor: Actor,
  wish: DeliveryWish,
  files: ReadableFile[],
  progress?: Progress | undefined,
): Promise<BatchResult> {
  const inWork: InWork = (verb) => runWork(database, actor, verb)
  const resolved = await inWork((work) => resolveDelivery(work, wish, files))
  const line = { recordType: resolved.recordType.id, source: resolved.source.id }
  const clean = async () => sweep(database.dataFolder, await inWork(listCommitted))
  const result = await oneAtATime(
    database.locks,
    line,
    clean,
    async () =>
      (await inWork((work) => getBatchIfThere(work, resolved.batch))) ??
      processDelivery(inWork, database.dataFolder, resolved, progress),
  )
  if (resolved.replaces !== null) await inWork((work) => keepFixed(work, resolved, result))
  return result
}

async function listCommitted(work: IngestionWork) {
  return {
    lake: new Set(await listLakePaths(work.db)),
    batches: new Set(await listDeliveryIds(work.db)),
  }
}
