import type { Collector } from './collect.ts'
import { examineMax } from './find-literal.ts'
import { nameGrade, nameGradeMax } from './name-grade.ts'
import { candidatesFor, fitIn, type Slot, withMasks } from './pattern.ts'
import { slotsOfLetters } from './pinyin-slots.ts'
import type { Reader } from './reader.ts'
import type { Segment } from './segment.ts'

/** Names that are read as the typed letters say. */
export function findPinyin(reader: Reader, plain: string, into: Collector): void {
  for (const slots of slotsOfLetters(reader, plain)) {
    findSlots(reader, slots, into, (entry, place) => ({
      matchedBy: 'pinyin',
      grade:
        nameGradeMax +
        1 +
        nameGrade(reader.segment, entry, place, slots.length) +
        (isUsual(reader, entry, place, slots) ? 0 : 0.4),
    }))
  }
}

/** Whether each character is read as it mostly is: 广 is guang, and an only in old books. */
function isUsual(
  { segment, vocabulary }: Reader,
  entry: number,
  place: number,
  slots: readonly Slot[],
): boolean {
  const start = segment.entryStarts[entry]! + place
  return slots.every(
    ({ initial }, at) =>
      initial === undefined || vocabulary.usualInitials.get(segment.text[start + at]!) === initial,
  )
}

/** So many characters of a place stand before the word that is left out: nn for 南宁市, gxnn for 广西南宁市. */
const placeLengths = [2, 4]
const gappedGrade = 15

/** Names that are read as the letters say when the generic word behind the place is left out: nnsljx for 南宁市示例机械. */
export function findGappedPinyin(reader: Reader, plain: string, into: Collector): void {
  const { segment } = reader
  for (const slots of slotsOfLetters(reader, plain)) {
    for (const length of placeLengths) {
      const rest = slots.slice(length)
      if (rest.length < 2) continue
      const { entries, isCut } = candidatesFor(reader, rest, examineMax)
      if (isCut) into.cut()
      withMasks(slots, (masks) => {
        for (const entry of entries) {
          if (!fitsAroundPlaceWord(segment, entry, slots.length, length, masks)) continue
          const document = segment.entryDocuments[entry]!
          const size = segment.entryStarts[entry + 1]! - segment.entryStarts[entry]!
          const grade =
            gappedGrade + (size - slots.length) / 1000 + (entry < segment.currentEntries ? 0 : 0.5)
          if (!into.wants(reader, document, grade)) continue
          const positions = slots.map((_, at) =>
            at < length ? at : segment.brandStarts[entry]! + at - length,
          )
          into.offer({ reader, document, entry, matchedBy: 'pinyin', grade, positions })
        }
      })
    }
  }
}

/** Whether the first slots are the beginning of the name, and the others the beginning of its brand. */
function fitsAroundPlaceWord(
  { text, entryStarts, brandStarts }: Segment,
  entry: number,
  slots: number,
  length: number,
  masks: Uint32Array,
): boolean {
  const start = entryStarts[entry]!
  const brand = start + brandStarts[entry]!
  if (brand <= start + length || brand + slots - length > entryStarts[entry + 1]!) return false
  for (let slot = 0; slot < slots; slot++) {
    const at = slot < length ? start + slot : brand + slot - length
    if (((masks[text[at]!]! >>> slot) & 1) === 0) return false
  }
  return true
}

/** Names that fit the slots next to each other. */
export function findSlots(
  reader: Reader,
  slots: readonly Slot[],
  into: Collector,
  describe: (entry: number, place: number) => { matchedBy: 'pinyin' | 'similar'; grade: number },
): void {
  const { segment } = reader
  const { entries, isCut } = candidatesFor(reader, slots, examineMax)
  if (isCut) into.cut()
  withMasks(slots, (masks) => {
    for (const entry of entries) {
      const place = fitIn(segment, entry, slots.length, masks)
      if (place < 0) continue
      const document = segment.entryDocuments[entry]!
      const { matchedBy, grade } = describe(entry, place)
      if (!into.wants(reader, document, grade)) continue
      into.offer({
        reader,
        document,
        entry,
        matchedBy,
        grade,
        positions: () => slots.map((_, at) => place + at),
      })
    }
  })
}
