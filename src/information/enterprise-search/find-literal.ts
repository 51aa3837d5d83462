import type { Collector } from './collect.ts'
import { nameGrade } from './name-grade.ts'
import { firstOf } from './postings.ts'
import { type Reader, rarestPart } from './reader.ts'
import type { Segment } from './segment.ts'

/** So many entries are looked at for a part of a query; what lies behind has a lower rank. */
export const examineMax = 10_000
/** Where more names than that begin with the text, the shortest are looked at beside those of the highest rank. */
const shortestMax = 500

/** Names that hold the text as it was typed. Those that begin with it are looked up in order, however rare. */
export function findLiteral(
  reader: Reader,
  units: readonly number[],
  into: Collector,
  /** Added to the grade of what is found, when the text is not quite what was typed. */
  behind = 0,
): void {
  const { segment } = reader
  const part = rarestPart(segment, units)
  if (!part) return
  const offer = (entry: number) => {
    const place = placeIn(segment, entry, units)
    if (place >= 0) offerName(reader, entry, place, units.length, into, behind)
  }
  for (const entry of beginning(segment, segment.byName, undefined, units)) offer(entry)
  for (const entry of beginning(segment, segment.byBrand, segment.brandStarts, units)) offer(entry)
  for (const entry of firstOf(segment[part.table], part.at, examineMax)) offer(entry)
  if (part.count > examineMax) into.cut()
}

function offerName(
  reader: Reader,
  entry: number,
  place: number,
  length: number,
  into: Collector,
  behind: number,
): void {
  const document = reader.segment.entryDocuments[entry]!
  const grade = behind + nameGrade(reader.segment, entry, place, length)
  if (!into.wants(reader, document, grade)) return
  const matchedBy = entry < reader.segment.currentEntries ? 'name' : 'former-name'
  into.offer({
    reader,
    document,
    entry,
    matchedBy,
    grade,
    positions: () => Array.from({ length }, (_, at) => place + at),
  })
}

/** Where a name holds the text, at its brand before anywhere else; −1: nowhere. */
export function placeIn(segment: Segment, entry: number, units: readonly number[]): number {
  const { text, entryStarts } = segment
  const start = entryStarts[entry]!
  const last = entryStarts[entry + 1]! - units.length
  const brand = start + segment.brandStarts[entry]!
  if (brand > start && brand <= last && !holds(text, start, units) && holds(text, brand, units))
    return brand - start
  for (let at = start; at <= last; at++) if (holds(text, at, units)) return at - start
  return -1
}

function holds(text: Uint16Array, at: number, units: readonly number[]): boolean {
  for (let unit = 0; unit < units.length; unit++) if (text[at + unit] !== units[unit]) return false
  return true
}

/** Entries whose name, or whose name from the brand on, begins with the text; of very many only the shortest. */
function beginning(
  segment: Segment,
  order: Uint32Array,
  offsets: Uint8Array | undefined,
  units: readonly number[],
): Uint32Array {
  const compareWith = (entry: number): number => {
    const start = segment.entryStarts[entry]! + (offsets ? offsets[entry]! : 0)
    const end = segment.entryStarts[entry + 1]!
    for (let unit = 0; unit < units.length; unit++) {
      if (start + unit >= end) return -1
      const difference = segment.text[start + unit]! - units[unit]!
      if (difference !== 0) return difference
    }
    return 0
  }
  const from = firstWhere(order, (entry) => compareWith(entry) >= 0)
  const to = firstWhere(order, (entry) => compareWith(entry) > 0)
  return order.subarray(from, to - from > examineMax ? from + shortestMax : to)
}

/** The first place at which an ordered condition holds. */
export function firstWhere(order: Uint32Array, condition: (ordinal: number) => boolean): number {
  let [low, high] = [0, order.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (condition(order[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
