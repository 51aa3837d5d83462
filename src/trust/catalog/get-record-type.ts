import { canonicalJson } from '../../foundation/canonical-json.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type RecordType, type RecordTypeData, refuse } from './contract.ts'
import { directoryOf } from './directory.ts'
import { asRecordType } from './record-type.ts'
import { type CatalogTables, findDefinition, saveDefinition } from './store.ts'

type Work = UnitOfWork<CatalogTables>

/** The current definition of a record type. */
export async function getRecordType(work: Work, id: string): Promise<RecordType> {
  const { recordTypes } = await directoryOf(work)
  return (
    recordTypes.get(id) ?? refuse('unknown-record-type', { recordType: id, known: [...recordTypes.keys()] })
  )
}

/** Every record type in its current definition, in the order of their names. */
export async function listRecordTypes(work: Work): Promise<RecordType[]> {
  return [...(await directoryOf(work)).recordTypes.values()]
}

/** The definition under which a batch was taken in, whatever became of the record type since. */
export async function getRecordTypeByDigest(work: Work, digest: string): Promise<RecordType> {
  for (const recordType of await listRecordTypes(work)) if (recordType.digest === digest) return recordType
  const row = await findDefinition(work.db, digest)
  if (row?.kind !== 'record-type') return refuse('unknown-record-type', { digest })
  return asRecordType(JSON.parse(row.content) as RecordTypeData)
}

/** Keeps a definition that is used, so that it is found by its digest when a later release ships another. */
export async function keepRecordType(work: Work, recordType: RecordType): Promise<void> {
  const { digest, ...data } = recordType
  await saveDefinition(work.db, {
    digest,
    kind: 'record-type',
    name: data.id,
    content: canonicalJson(data),
  })
}
