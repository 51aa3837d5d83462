import { canonicalJson, digestOf } from '../../foundation/canonical-json.ts'
import type { Snapshot } from './snapshot.contract.ts'

export function sealSnapshot(unsealed: Omit<Snapshot, 'digest'>): Snapshot {
  return { ...unsealed, digest: digestOf(unsealed) }
}

/** Whether the manifest is as it was written. */
export function isSealed({ digest, ...unsealed }: Snapshot): boolean {
  return digestOf(unsealed) === digest
}

/** The one text of a snapshot. */
export function snapshotText(snapshot: Snapshot): string {
  return canonicalJson(snapshot)
}
