import { endpoint } from '../../foundation/endpoint.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import type { CatalogTables } from '../../trust/catalog/index.ts'
import type { EnterpriseTables } from '../enterprises/index.ts'
import type { RecordsTables } from '../records/index.ts'
import { createBatchContract, getBatchContract, listQuarantineContract } from './contract.ts'
import { createBatch } from './create-batch.ts'
import { getBatch, readQuarantine } from './get-batch.ts'
import type { IngestionTables } from './store.ts'

type Tables = IngestionTables & RecordsTables & EnterpriseTables & CatalogTables & AuditTables

export const ingestionEndpoints = [
  endpoint(createBatchContract, createBatch),
  endpoint(getBatchContract, getBatch),
  endpoint(listQuarantineContract, readQuarantine),
]
