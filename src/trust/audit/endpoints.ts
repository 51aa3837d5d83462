import { endpoint } from '../../foundation/endpoint.ts'
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
  endpoint<AuditTables, typeof currentCheckpointContract.input, typeof currentCheckpointContract.output>(
    currentCheckpointContract,
    currentCheckpoint,
  ),
  endpoint<AuditTables, typeof verifyLogContract.input, typeof verifyLogContract.output>(
    verifyLogContract,
    (work) => verifyLog(work, readEvidence(work.dataFolder)),
  ),
  endpoint<AuditTables, typeof listEntriesContract.input, typeof listEntriesContract.output>(
    listEntriesContract,
    listEntries,
  ),
  endpoint<AuditTables, typeof receiptContract.input, typeof receiptContract.output>(
    receiptContract,
    receiptOf,
  ),
  endpoint<AuditTables, typeof consistencyContract.input, typeof consistencyContract.output>(
    consistencyContract,
    proveConsistency,
  ),
]
