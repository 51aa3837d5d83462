import type { Collector } from './collect.ts'
import { entriesWithMost } from './entries-with-most.ts'
import { examineMax } from './find-literal.ts'
import { findKey, firstOf } from './postings.ts'
import { byRarity, type Reader } from './reader.ts'
import type { Segment } from './segment.ts'

const scatteredGrade = 16

/** Names that hold the characters in their order with gaps: 南宁示例机械 for 南宁市示例机械有限公司. */
export function findScattered(reader: Reader, units: readonly number[], into: Collector): void {
  if (units.length < 2) return
  const { segment } = reader
  const rarest = byRarity(segment, units)[0]!
  if (rarest.count === 0) return
  const few = rarest.count <= examineMax
  const entries = few
    ? firstOf(segment.units, findKey(segment.units, rarest.unit), examineMax)
    : entriesWithMost(segment, units, 0, examineMax)
  if (entries.length === examineMax) into.cut()
  for (const entry of entries) {
    const positions = scatter(segment, entry, units)
    if (!positions) continue
    const pieces = piecesOf(positions)
    const isFirst = positions[0] === 0 || positions[0] === segment.brandStarts[entry]
    // Single characters picked from the middle of a name are chance, not an abbreviation.
    if (!isFirst && (units.length < 3 || pieces > 2)) continue
    const spread = positions.at(-1)! - positions[0]! + 1 - units.length
    const isFormer = entry >= segment.currentEntries
    const grade =
      scatteredGrade + pieces + Math.min(spread, 50) / 100 + (isFirst ? 0 : 0.5) + (isFormer ? 0.5 : 0)
    const document = segment.entryDocuments[entry]!
    if (!into.wants(reader, document, grade)) continue
    into.offer({ reader, document, entry, matchedBy: isFormer ? 'former-name' : 'name', grade, positions })
  }
}

/** Places of the units in order; each stretch is continued as long as it goes on. */
function scatter(segment: Segment, entry: number, units: readonly number[]): number[] | undefined {
  const { text, entryStarts } = segment
  const [start, end] = [entryStarts[entry]!, entryStarts[entry + 1]!]
  const places: number[] = []
  let at = start
  for (let unit = 0; unit < units.length; unit++) {
    // The next two together, where they stand together further on, are one piece of the name.
    const next = units[unit + 1]
    let single = -1
    let joined = -1
    for (let place = at; place < end && joined < 0; place++) {
      if (text[place] !== units[unit]) continue
      if (single < 0) single = place
      if (place === at || next === undefined || text[place + 1] === next) joined = place
    }
    const place = joined >= 0 && fitsBehind(text, joined, end, units, unit) ? joined : single
    if (place < 0) return undefined
    places.push(place - start)
    at = place + 1
  }
  return places
}

function fitsBehind(
  text: Uint16Array,
  from: number,
  end: number,
  units: readonly number[],
  unit: number,
): boolean {
  let at = from
  for (let rest = unit; rest < units.length; rest++, at++) {
    while (at < end && text[at] !== units[rest]) at++
    if (at >= end) return false
  }
  return true
}

function piecesOf(positions: readonly number[]): number {
  let pieces = 1
  for (let at = 1; at < positions.length; at++) if (positions[at] !== positions[at - 1]! + 1) pieces++
  return pieces
}
