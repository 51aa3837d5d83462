import { endpoint } from '../../foundation/endpoint.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { listRecordTypesContract } from './contract.ts'
import { listRecordTypes } from './get-record-type.ts'
import type { CatalogTables } from './store.ts'

export const catalogEndpoints = [
  endpoint(listRecordTypesContract, async (work: UnitOfWork<CatalogTables>) => ({
    items: await listRecordTypes(work),
  })),
]
