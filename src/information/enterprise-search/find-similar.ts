import type { Collector } from './collect.ts'
import { commonPlaces, editDistance } from './edit-distance.ts'
import { entriesWithMost } from './entries-with-most.ts'
import { examineMax, placeIn } from './find-literal.ts'
import { findSlots } from './find-pinyin.ts'
import { nameGrade } from './name-grade.ts'
import { fitsNearly, type Slot, slotsMax, withMasks } from './pattern.ts'
import { firstOf } from './postings.ts'
import { type Reader, rarestPart, soundOf } from './reader.ts'
import { isHan, type Readings } from './reading.ts'
import type { Segment } from './segment.ts'

const soundGrade = 30
const swappedGrade = 33
const similarGrade = 36

/** Names that sound like the text: 示力机械 for 示例机械. */
export function findSoundAlike(
  reader: Reader,
  units: readonly number[],
  readings: Readings,
  into: Collector,
): void {
  if (units.length < 2 || units.length > slotsMax || !units.every(isHan)) return
  const slots = units.map((unit): Slot => {
    const alike = new Set([unit])
    for (const syllable of readings.syllablesOf(unit))
      for (const other of reader.vocabulary.bySound.get(soundOf(syllable)) ?? []) alike.add(other)
    return { units: [...alike], initial: undefined }
  })
  findSlots(reader, slots, into, (entry, place) => {
    const start = reader.segment.entryStarts[entry]! + place
    const different = units.filter((unit, at) => reader.segment.text[start + at] !== unit).length
    const grade = soundGrade + different / 10 + nameGrade(reader.segment, entry, place, units.length) / 100
    return { matchedBy: 'similar', grade }
  })
}

/** Names that hold the text with two neighbors swapped. */
export function findSwapped(reader: Reader, units: readonly number[], into: Collector): void {
  if (units.length < 3) return
  for (let at = 0; at + 1 < units.length; at++) {
    if (units[at] === units[at + 1]) continue
    const swapped = [...units]
    ;[swapped[at], swapped[at + 1]] = [units[at + 1]!, units[at]!]
    const part = rarestPart(reader.segment, swapped)
    if (!part) continue
    for (const entry of firstOf(reader.segment[part.table], part.at, examineMax)) {
      const place = placeIn(reader.segment, entry, swapped)
      if (place < 0) continue
      const grade = swappedGrade + nameGrade(reader.segment, entry, place, units.length) / 100
      const document = reader.segment.entryDocuments[entry]!
      if (!into.wants(reader, document, grade)) continue
      const positions = () => units.map((_, step) => place + step)
      into.offer({ reader, document, entry, matchedBy: 'similar', grade, positions })
    }
  }
}

/** Names that hold the text but for a wrong, missing or further character; two of them in a long text. */
export function findMisspelt(reader: Reader, units: readonly number[], errors: 1 | 2, into: Collector): void {
  const telling = units.slice(0, slotsMax)
  if (telling.length < (errors === 1 ? 3 : 6)) return
  const { segment } = reader
  const slots = telling.map((unit): Slot => ({ units: [unit], initial: undefined }))
  const query = String.fromCharCode(...units)
  const entries = entriesWithMost(segment, telling, errors, examineMax)
  if (entries.length === examineMax) into.cut()
  withMasks(slots, (masks) => {
    let described = 0
    for (const entry of entries) {
      if (!fitsNearly(segment, entry, slots.length, masks, errors)) continue
      if (!into.wants(reader, segment.entryDocuments[entry]!, similarGrade) || ++described > describedMax)
        continue
      offerMisspelt(reader, entry, query, into)
    }
  })
}

/** So many near hits are compared in full; the best of them are far fewer. */
const describedMax = 400

function offerMisspelt(reader: Reader, entry: number, query: string, into: Collector): void {
  const { segment } = reader
  const name = nameAt(segment, entry)
  const positions = commonPlaces(query, name)
  const first = Math.max(0, (positions[0] ?? 0) - query.indexOf(name[positions[0] ?? 0]!))
  const stretch = name.slice(first, (positions.at(-1) ?? 0) + 1)
  const distance = editDistance(query, stretch)
  const isFirst = first === 0 || first === segment.brandStarts[entry]
  into.offer({
    reader,
    document: segment.entryDocuments[entry]!,
    entry,
    matchedBy: 'similar',
    grade: similarGrade + distance + (isFirst ? 0 : 0.5) + (entry < segment.currentEntries ? 0 : 0.2),
    positions,
  })
}

export function nameAt(segment: Segment, entry: number): string {
  return String.fromCharCode(
    ...segment.text.subarray(segment.entryStarts[entry]!, segment.entryStarts[entry + 1]!),
  )
}
