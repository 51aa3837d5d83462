import { endpoint } from '../../foundation/endpoint.ts'
import { listRecordTypesContract } from './contract.ts'
import { listRecordTypes } from './record-type.ts'
import type { CatalogTables } from './store.ts'

export const catalogEndpoints = [
  endpoint<CatalogTables, typeof listRecordTypesContract.input, typeof listRecordTypesContract.output>(
    listRecordTypesContract,
    async () => ({ items: listRecordTypes() }),
  ),
]
