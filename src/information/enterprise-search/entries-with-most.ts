import { addToBits, findKey, firstOfBits } from './postings.ts'
import { byRarity } from './reader.ts'
import type { Segment } from './segment.ts'

/** Common characters tell little: no more than this many, the rarest, decide who is looked at. */
const tellingMax = 8

/** Entries that hold all but at most so many of the units, by bitmaps: its cost does not depend on how common they are. */
export function entriesWithMost(
  segment: Segment,
  units: readonly number[],
  missingMax: 0 | 1 | 2,
  limit: number,
): Uint32Array {
  const words = (segment.entryDocuments.length + 31) >>> 5
  // Bits of entries that lack none, exactly one, exactly two of the units so far.
  const none = new Uint32Array(words).fill(0xffffffff)
  const one = new Uint32Array(words)
  const two = new Uint32Array(words)
  const scratch = new Uint32Array(words)
  for (const { unit } of byRarity(segment, units).slice(0, tellingMax)) {
    scratch.fill(0)
    const at = findKey(segment.units, unit)
    if (at >= 0) addToBits(segment.units, at, scratch)
    for (let word = 0; word < words; word++) {
      const has = scratch[word]!
      const lacks = ~has
      if (missingMax === 2) two[word] = (two[word]! & has) | (one[word]! & lacks)
      if (missingMax >= 1) one[word] = (one[word]! & has) | (none[word]! & lacks)
      none[word]! &= has
    }
  }
  if (missingMax >= 1) for (let word = 0; word < words; word++) none[word]! |= one[word]! | two[word]!
  const spare = segment.entryDocuments.length & 31
  if (spare !== 0) none[words - 1]! &= (1 << spare) - 1
  return firstOfBits(none, limit)
}
