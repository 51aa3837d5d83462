import { endpoint } from '../../foundation/endpoint.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  consistencyContract,
  currentCheckpointContract,
  listEntriesContract,
  receiptContract,
  verifyLogContract,
} from './contract.ts'
import { listEntries } from './list-entries.ts'
import { currentCheckpoint, proveConsistency, receiptOf } from './receipt-of.ts'
import { readEvidence } from './signing-key.ts'
import type { AuditTables } from './store.ts'
import { verifyLog } from './verify-log.ts'

export const auditEndpoints = [
  endpoint(currentCheckpointContract, currentCheckpoint),
  endpoint(verifyLogContract, (work: UnitOfWork<AuditTables>) =>
    verifyLog(work, readEvidence(work.dataFolder)),
  ),
  endpoint(listEntriesContract, listEntries),
  endpoint(receiptContract, receiptOf),
  endpoint(consistencyContract, proveConsistency),
]
