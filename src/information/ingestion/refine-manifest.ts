import type { Instant } from '../../foundation/instant.ts'
import type { RecordType, Source } from '../../trust/catalog/index.ts'
import type { KnownFile } from '../records/index.ts'
import type { Encoding } from './contract.ts'

/** What the bulk process is told. It sees no store: what it must know of the lake stands here. */
export interface RefineManifest {
  recordType: RecordType
  source: Source
  files: { name: string; path: string; encoding: Encoding }[]
  /** What counts as the future. */
  now: Instant
  /** For history: when the platform would have known it. Null for a live batch, which becomes known when it commits. */
  knownAt: Instant | null
  /** Files of the lake with rows of the same type and source, in the order of their publication. */
  lake: KnownFile[]
  /** An empty folder of its own; everything it writes lies there. */
  folder: string
  threads: number
  memoryBytes: number
}

export interface LakeFileMade {
  rows: number
  bytes: number
  digest: string
  eventMin: string | null
  eventMax: string | null
  /** Null when the rows become known with their batch. */
  knownMin: Instant | null
  knownMax: Instant | null
  hashFrom: number
  hashTo: number
}

/** What it answers. */
export interface Refined {
  /** Every table that was found: `delivered` is the place of the file that it came with. */
  files: { name: string; delivered: number; encoding: string; rows: number }[]
  rowsRead: number
  rowsPublished: number
  rowsQuarantined: number
  rowsDuplicate: number
  rowsCorrected: number
  quarantine: { reason: string; rows: number }[]
  /** What only warns, counted over the rows that are not quarantined. */
  warnings: { reason: string; rows: number }[]
  /** Some row is a later version of a key that is known already, or twice in the batch. */
  supersedes: boolean
  lakeFile: LakeFileMade | null
}

/** Names of what the bulk process leaves in its folder. */
export const refinedFiles = {
  lake: 'lake.parquet',
  quarantine: 'quarantine.parquet',
  subjects: 'subjects.ndjson',
} as const
