import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newIdentifier } from '../../foundation/identifier.ts'
import type { BatchResult } from './contract.ts'
import { type IngestionWork, readableFile, resolveDelivery } from './delivery.ts'
import { processDelivery } from './process-delivery.ts'
import { lockLine } from './store.ts'

export interface UploadedBatch {
  recordType: string
  source: string
  fileName: string
  content: string
}

/**
 * Takes in one small file as text, in the transaction of the request: the answer, the batch and the record of the
 * request commit together. The name that the caller gives is a label and never a path.
 */
export async function createBatch(work: IngestionWork, upload: UploadedBatch): Promise<BatchResult> {
  const folder = join(work.dataFolder, 'uploads', newIdentifier())
  await mkdir(folder, { recursive: true })
  try {
    const path = join(folder, 'content.csv')
    await writeFile(path, upload.content)
    const name = upload.fileName.replace(/^.*[\\/]/, '') || 'content.csv'
    const { recordType, source } = upload
    const file = await readableFile(work.dataFolder, path, name)
    const delivery = await resolveDelivery(work, { recordType, source, encoding: 'utf-8' }, [file])
    await lockLine(work.db, { recordType, source })
    return await processDelivery((verb) => verb(work), work.dataFolder, delivery)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
