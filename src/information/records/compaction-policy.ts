/** What was written together and is read together: a batch, or what a compaction made of several. */
export interface Run {
  run: string
  rows: number
}

/** So many runs of one size are merged into one of the next. */
const runsOfASize = 8

/** Runs up to so many rows are of the smallest size; each further size is eight times as large. */
const smallestRows = 65_536

/** A file of the lake has about so many rows at most: what one thread sorts in a few hundred megabytes. */
export const fileRowsMax = 4_000_000

function sizeOf(rows: number): number {
  let size = 0
  for (let most = smallestRows; rows > most; most *= runsOfASize) size++
  return size
}

/**
 * Which runs of a record type to merge now, if any: all up to the largest size of which there are eight. So each row
 * is written again once a size, and a read never meets more than seven runs of each.
 */
export function runsToMerge(runs: readonly Run[]): Run[] {
  const bySize = Map.groupBy(runs, (run) => sizeOf(run.rows))
  const full = [...bySize].filter(([, same]) => same.length >= runsOfASize).map(([size]) => size)
  if (full.length === 0) return []
  const largest = Math.max(...full)
  return runs.filter((run) => sizeOf(run.rows) <= largest)
}

/** Cuts the 256 hashes into ranges of about as many rows as a file may have; empty ends belong to no file. */
export function hashRanges(rowsOfHash: ReadonlyMap<number, number>): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = []
  let rows = 0
  for (const [hash, count] of [...rowsOfHash].sort(([left], [right]) => left - right)) {
    const last = ranges.at(-1)
    if (last && rows + count <= fileRowsMax) {
      last.to = hash
      rows += count
    } else {
      ranges.push({ from: hash, to: hash })
      rows = count
    }
  }
  return ranges
}
