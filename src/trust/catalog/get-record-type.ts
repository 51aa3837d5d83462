import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type RecordType, refuse } from './contract.ts'
import { standardRecordTypes } from './record-type.ts'
import type { CatalogTables } from './store.ts'

/** The current definition of a record type. */
export async function getRecordType(_work: UnitOfWork<CatalogTables>, id: string): Promise<RecordType> {
  return (
    standardRecordTypes.get(id) ??
    refuse('unknown-record-type', { recordType: id, known: [...standardRecordTypes.keys()] })
  )
}

/** Every record type in its current definition, in the order of their names. */
export async function listRecordTypes(_work: UnitOfWork<CatalogTables>): Promise<RecordType[]> {
  return [...standardRecordTypes.values()]
}
