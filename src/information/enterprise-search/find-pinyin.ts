import type { Collector } from './collect.ts'
import { examineMax } from './find-literal.ts'
import { nameGrade, nameGradeMax } from './name-grade.ts'
import { candidatesFor, fitIn, type Slot, withMasks } from './pattern.ts'
import { slotsOfLetters } from './pinyin-slots.ts'
import type { Reader } from './reader.ts'

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
