import type { Instant } from '../../foundation/instant.ts'
import type { RecordType, Source } from '../../trust/catalog/index.ts'
import type { BatchMeasures } from '../quality/index.ts'
import type { KnownFile } from '../records/index.ts'
import type { Encoding } from './contract.ts'
import type { RowResult } from './row-results.ts'

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
  /** The codes of the reference lists that fields of the record type name, those no longer in force too. */
  lists: Record<string, string[]>
  /** An empty folder of its own; everything it writes lies there. */
  folder: string
  threads: number
  /** What the engine may hold before it puts rows aside on disk. */
  memoryBytes: number
  /** So much text is worked on at a time: what makes memory flat. */
  bucketBytes: number
  /** After so much text it is put down how far the work is. */
  checkpointBytes: number
  /** Of a small delivery: what became of each row. */
  rowResults: boolean
}

export interface LakeFileMade {
  /** Its name in the folder. */
  file: string
  rows: number
  enterprises: number
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
  /** One for each bucket that publishes a row; they do not overlap in hash8. */
  lakeFiles: LakeFileMade[]
  /** Lines of JSON with the enterprises, one file for each lake file. */
  subjectFiles: string[]
  measures: BatchMeasures
  /** Only when asked for, and of at most 10,000 rows. */
  rowResults?: RowResult[]
}

/** The name of the quarantine that the bulk process leaves in its folder, if any row is in it. */
export const quarantineFile = 'quarantine.parquet'

/** Where a large delivery says how far it is: a folder that has it can be gone on with. */
export const divisionFile = 'division.json'

/** What the bulk process leaves of one bucket in its folder. */
export function bucketFile(
  of: 'lake' | 'subjects' | 'quarantine' | 'results' | 'done',
  bucket: number,
): string {
  const kinds = {
    subjects: 'ndjson',
    done: 'json',
    lake: 'parquet',
    quarantine: 'parquet',
    results: 'parquet',
  }
  return `${of}-${bucket}.${kinds[of]}`
}
