import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { listLakePaths } from '../records/index.ts'
import type { BatchResult } from './contract.ts'
import { type Delivery, type IngestionWork, type InWork, readableFiles, resolveDelivery } from './delivery.ts'
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
  const inWork: InWork = (verb) => runWork(database, actor, verb)
  const files = await readableFiles(database.dataFolder, delivery.files)
  const resolved = await inWork((work) => resolveDelivery(work, delivery, files))
  const line = { recordType: resolved.recordType.id, source: resolved.source.id }
  const clean = async () => sweep(database.dataFolder, await inWork(listCommitted))
  return oneAtATime(database.kysely, line, clean, () =>
    processDelivery(inWork, database.dataFolder, resolved, delivery.progress),
  )
}

async function listCommitted(work: IngestionWork) {
  return {
    lake: new Set(await listLakePaths(work.db)),
    batches: new Set(await listDeliveryIds(work.db)),
  }
}
