import type { Static } from 'typebox'
import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType, getSource } from '../../trust/catalog/index.ts'
import { ingestFiles, requireDeliverer } from '../ingestion/index.ts'
import type { PushedRecord, PushResult } from './contract.ts'
import { listOutcomes } from './list-outcomes.ts'
import { withParcelFile } from './parcel-file.ts'
import { recordFile, requireKnownFields } from './record-file.ts'

/**
 * Takes in a batch of records at once and says what became of each. The same rows again are duplicates, so a sender
 * that heard no answer sends again.
 */
export async function pushRecords(
  database: Database,
  actor: Actor,
  pushed: { recordType: string; source: string; rows: PushedRecord[] },
): Promise<Static<typeof PushResult>> {
  const { recordType, source, rows } = pushed
  const content = await runWork(database, actor, async (work: UnitOfWork<CatalogTables>) => {
    requireDeliverer(actor, await getSource(work, source))
    const definition = await getRecordType(work, recordType)
    requireKnownFields(definition, rows)
    return recordFile(definition, rows)
  })
  return withParcelFile(database.dataFolder, `push-${recordType}`, content, async (path) => {
    const result = await ingestFiles(database, actor, {
      ...{ recordType, source, files: [path], encoding: 'utf-8' },
      rowResults: true,
    })
    return {
      batch: result.batch,
      recordType: result.recordType,
      source: result.source,
      rowsRead: result.rowsRead,
      rowsPublished: result.rowsPublished,
      rowsQuarantined: result.rowsQuarantined,
      rowsDuplicate: result.rowsDuplicate,
      rowsCorrected: result.rowsCorrected,
      publishedAt: result.publishedAt,
      rows: await listOutcomes(database, result, rows.length),
    }
  })
}
