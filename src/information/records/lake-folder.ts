import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** Where the files of the lake lie below the data folder. */
export function lakeFolder(dataFolder: string): string {
  return join(dataFolder, 'lake')
}

/** The place of a batch in the lake, relative to its folder. */
export function lakePath(recordType: string, batch: string): string {
  return `${recordType}/${batch}.parquet`
}

/**
 * The first byte of the MD5 of the subject, by which files are sorted first: a slice of enterprises is a run of
 * row groups, and work divides evenly. Not for secrets; any engine computes the same byte.
 */
export function hash8(subject: string): number {
  return createHash('md5').update(subject).digest()[0]!
}
