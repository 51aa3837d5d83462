import type { Document } from './document.ts'

/** What the process that builds a segment is told. */
export interface SegmentManifest {
  /** The segment to go on from; null: from nothing. */
  base: string | null
  /** A line for each change, the latest last. */
  changes: string
  out: string
  sequence: string
}

/** A document as it looks now, or only the identifier of an enterprise that has none any more. */
export type ChangeLine = { enterprise: string } | Document

/** Null: the segment to go on from cannot be read, so that all must be told anew. */
export type SegmentBuilt = { documents: number; bytes: number } | null
