import { canonicalJson, digestOf } from '../../foundation/canonical-json.ts'
import type { Instant } from '../../foundation/instant.ts'

/**
 * What a read gave, so that it can be shown later that it gives the same: what was asked, what it was made of, under
 * whose authorization, and a digest over the rows. Canonical JSON (RFC 8785) of it is what its own digest is over.
 */
export interface Snapshot {
  form: 'sanxin-snapshot-1'
  takenAt: Instant
  recordType: string
  recordTypeDigest: string
  columns: string[]
  asOf: Instant
  claims: 'strongest' | 'all'
  /** Sources in the order of their strength as of the moment. */
  precedence: string[]
  /** One enterprise, or `*` for all. */
  enterprise: string
  /** The lake keys that were read; null for all. */
  subjects: string[] | null
  /** By field group: the basis and the consents that the read was covered by. */
  authorizations: Record<string, { basis: string; account: string; organization: string; consents: string[] }>
  /** The files as they lay then: a later compaction changes them and not the digest over the rows. */
  files: { path: string; digest: string | null; hashFrom: number; hashTo: number; rows: number }[]
  /** What happened before this day was erased already. */
  erasedBefore: string | null
  rows: number
  contentDigest: string
  /** Over all the rest. */
  digest: string
}

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
