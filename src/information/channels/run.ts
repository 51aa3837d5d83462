import { Refusal } from '../../foundation/refusal.ts'
import type { BatchResult } from '../ingestion/index.ts'
import type { StoredRun } from './store.ts'

type Outcome = Pick<StoredRun, 'outcome' | 'batch' | 'rowsRead' | 'rowsQuarantined' | 'refusal'>

/** What a run came to when ingestion took what it carried. */
export function carried(result: BatchResult): Outcome {
  return {
    outcome: 'published',
    batch: result.batch,
    rowsRead: BigInt(result.rowsRead),
    rowsQuarantined: BigInt(result.rowsQuarantined),
    refusal: null,
  }
}

/** What a run came to that carried nothing. */
export function notCarried(outcome: 'refused' | 'failed', code: string, message: string): Outcome {
  return { outcome, batch: null, rowsRead: 0n, rowsQuarantined: 0n, refusal: { code, message } }
}

/** Asking again would get the same answer; what can pass (a full disk, a busy store) is tried again. */
export function isLasting(error: unknown): error is Refusal {
  return error instanceof Refusal && error.entry.kind !== 'busy' && error.code !== 'disk-full'
}
