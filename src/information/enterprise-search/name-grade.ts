import type { Segment } from './segment.ts'

/**
 * How well a stretch of a name answers: the whole name, all but the legal form, the whole brand, the beginning of
 * the name, the beginning of the brand, anywhere. A name borne in the past stands behind those borne today, unless it is meant in full.
 */
export function nameGrade(segment: Segment, entry: number, place: number, length: number): number {
  const size = segment.entryStarts[entry + 1]! - segment.entryStarts[entry]!
  const end = place + length
  const isFormer = entry >= segment.currentEntries
  if (place === 0 && end === size) return isFormer ? 0.5 : 0
  const endsAtForm = end === segment.formStarts[entry]!
  if (place === 0) return (endsAtForm ? 1 : 2) + (isFormer ? (endsAtForm ? 0.5 : 3) : 0)
  if (place === segment.brandStarts[entry]!) return (endsAtForm ? 1.7 : 3) + (isFormer ? 2.5 : 0)
  return isFormer ? 6 : 4
}

/** Behind the worst grade of a name that holds the text as it was typed. */
export const nameGradeMax = 6
