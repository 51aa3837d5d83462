import { existsSync } from 'node:fs'
import type { Database } from '../../foundation/database.ts'
import type { Job } from '../../foundation/jobs.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { platformOrganization } from '../../trust/organizations/index.ts'
import { type BatchResult, refuse } from './contract.ts'
import type { IngestionWork, ReadableFile } from './delivery.ts'
import { takeIn } from './ingest-files.ts'
import { originalPath } from './originals.ts'
import type { DeliveryReceipt } from './store-deliveries.ts'
import { findReceipt } from './store-deliveries.ts'

/** Does what a delivery ordered, in the name of who ordered it. Done twice, the second time finds the batch. */
export async function runDelivery(
  database: Database,
  job: Pick<Job<{ delivery: string }>, 'payload' | 'progress'>,
): Promise<BatchResult> {
  const id = job.payload.delivery
  const receipt = await runWork(
    database,
    nobody,
    async (work: IngestionWork) => (await findReceipt(work.db, id)) ?? refuse('delivery-unknown', { id }),
  )
  const actor: Actor = {
    account: receipt.receivedBy,
    organization: receipt.organization,
    kind: 'user',
    permissions: new Set(['batch:ingest']),
  }
  const { recordType, source, encoding, knownAt, mapping, replaces, rereads, job: ordered } = receipt
  const wish = { recordType, source, encoding, knownAt, mapping, replaces, rereads, batch: id, job: ordered }
  return takeIn(database, actor, wish, keptFiles(database.dataFolder, receipt), job.progress)
}

/** The files of a delivery as they were kept. */
export function keptFiles(dataFolder: string, receipt: DeliveryReceipt): ReadableFile[] {
  return receipt.files.map(({ name, digest, bytes }) => {
    const path = originalPath(dataFolder, digest)
    if (!existsSync(path)) refuse('original-gone', { file: name, digest })
    return { name, digest, bytes, path }
  })
}

const nobody: Actor = {
  account: 'worker',
  organization: platformOrganization,
  kind: 'operator',
  permissions: new Set(),
}
