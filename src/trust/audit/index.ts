/**
 * Audit: an append-only log of what was done, proven by a Merkle tree (RFC 6962) with signed checkpoints.
 * It is not an application log: nothing here is for debugging, and nothing here decides who may do what.
 * Invariant: an entry exists if and only if its deed was committed; once placed, neither its content nor its
 * place can change without `verifyLog` finding it.
 */
export { append, appendAll, appendBulk } from './append.ts'
export {
  AuditEntry,
  Checkpoint,
  ConsistencyProof,
  Fault,
  Receipt,
  refusals,
  Verification,
} from './contract.ts'
export { auditEndpoints } from './endpoints.ts'
export { listEntries, readEntries } from './list-entries.ts'
export { merkleRootOf } from './merkle-tree.ts'
export { currentCheckpoint, proveConsistency, receiptOf } from './receipt-of.ts'
export { recordRefusal } from './record-refusal.ts'
export { sequenceLog } from './sequence-log.ts'
export type { Signer } from './signed-note.ts'
export { type Evidence, openSigner, readEvidence } from './signing-key.ts'
export type { AuditTables } from './store.ts'
export { verifyLog } from './verify-log.ts'
