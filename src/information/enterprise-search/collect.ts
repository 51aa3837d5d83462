import { isGone, type Reader } from './reader.ts'

export type MatchedBy = 'name' | 'former-name' | 'pinyin' | 'identifier' | 'similar'

/** One document that was found, by its best entry. */
export interface Hit {
  reader: Reader
  document: number
  /** The entry, or the code when found by identifier. */
  entry: number
  matchedBy: MatchedBy
  /** Smaller is better; within a grade the rank of the document decides. */
  grade: number
  /** Where the match lies in the plain text of the entry. */
  positions: readonly number[] | (() => readonly number[])
}

/** Keeps the best hits and counts the documents, each once. */
export interface Collector {
  /** Keeps a hit that `wants` said yes to. */
  offer: (hit: Hit) => void
  /** Counts a document that was found, and says whether a hit of this grade would still be kept: what would not need not be described. */
  wants: (reader: Reader, document: number, grade: number) => boolean
  total: () => number
  /** What was not looked at any more may hold further matches. */
  cut: () => void
  isExact: () => boolean
  hits: () => Hit[]
}

export function collector(limit: number): Collector {
  const hits: Hit[] = []
  const seen = new Map<Reader, Uint32Array>()
  let [total, exact] = [0, true]
  const isWorse = (one: Hit, other: Hit) =>
    one.grade - other.grade ||
    rankOf(other) - rankOf(one) ||
    (one.reader === other.reader ? one.entry - other.entry : 0)
  const count = (reader: Reader, document: number) => {
    let bits = seen.get(reader)
    if (!bits) {
      bits = new Uint32Array((reader.segment.ranks.length + 31) >>> 5)
      seen.set(reader, bits)
    }
    const bit = 1 << (document & 31)
    if ((bits[document >>> 5]! & bit) !== 0) return
    bits[document >>> 5]! |= bit
    total++
  }
  return {
    wants: (reader, document, grade) => {
      if (isGone(reader, document)) return false
      count(reader, document)
      const last = hits.at(-1)
      if (hits.length < limit || !last) return true
      return grade < last.grade || (grade === last.grade && reader.segment.ranks[document]! > rankOf(last))
    },
    offer: (hit) => {
      if (hits.length >= limit && isWorse(hit, hits.at(-1)!) >= 0) return
      const same = hits.findIndex((kept) => kept.document === hit.document && kept.reader === hit.reader)
      if (same >= 0) {
        if (isWorse(hit, hits[same]!) >= 0) return
        hits.splice(same, 1)
      }
      let at = hits.length
      while (at > 0 && isWorse(hit, hits[at - 1]!) < 0) at--
      hits.splice(at, 0, hit)
      if (hits.length > limit) hits.pop()
    },
    total: () => total,
    cut: () => {
      exact = false
    },
    isExact: () => exact,
    hits: () => hits,
  }
}

function rankOf(hit: Hit): number {
  return hit.reader.segment.ranks[hit.document]!
}
