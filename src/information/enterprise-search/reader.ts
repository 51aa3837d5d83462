import { countOf, findKey } from './postings.ts'
import { isHan, isLetterOrDigit, type Readings } from './reading.ts'
import type { Segment } from './segment.ts'

/** A segment with what a search over it needs: which documents are gone, and which characters sound how. */
export interface Reader {
  segment: Segment
  /** A bit for each document that a later segment has anew, or that is no more. */
  gone: Uint32Array
  goneCount: number
  vocabulary: Vocabulary
}

/** The characters of the names by how they are read. */
interface Vocabulary {
  bySyllable: ReadonlyMap<string, readonly number[]>
  byInitial: ReadonlyMap<number, readonly number[]>
  /** The initial of the most usual reading of a character. */
  usualInitials: ReadonlyMap<number, number>
  /** By a syllable in which sounds that many speakers do not tell apart are one. */
  bySound: ReadonlyMap<string, readonly number[]>
}

export function openReader(segment: Segment, readings: Readings): Reader {
  const bySyllable = new Map<string, number[]>()
  const byInitial = new Map<number, number[]>()
  const bySound = new Map<string, number[]>()
  const usualInitials = new Map<number, number>()
  for (const unit of segment.units.keys) {
    if (!isHan(unit) && !isLetterOrDigit(unit)) continue
    const [usual] = readings.initialsOf(unit)
    if (usual !== undefined) usualInitials.set(unit, usual)
    for (const initial of readings.initialsOf(unit)) push(byInitial, initial, unit)
    if (!isHan(unit)) continue
    const syllables = readings.syllablesOf(unit)
    for (const syllable of syllables) push(bySyllable, syllable, unit)
    for (const sound of new Set(syllables.map(soundOf))) push(bySound, sound, unit)
  }
  const gone = new Uint32Array((segment.ranks.length + 31) >>> 5)
  return { segment, gone, goneCount: 0, vocabulary: { bySyllable, byInitial, usualInitials, bySound } }
}

/** zh, ch, sh as z, c, s; -ng as -n; l as n: what southern speech does not tell apart. */
export function soundOf(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^l/, 'n')
    .replace(/(?<=[aei])ng$/, 'n')
}

function push<Key>(map: Map<Key, number[]>, key: Key, unit: number): void {
  const list = map.get(key)
  if (list) list.push(unit)
  else map.set(key, [unit])
}

export function isGone(reader: Reader, document: number): boolean {
  return ((reader.gone[document >>> 5]! >>> (document & 31)) & 1) === 1
}

export function setGone(reader: Reader, document: number): void {
  if (isGone(reader, document)) return
  reader.gone[document >>> 5]! |= 1 << (document & 31)
  reader.goneCount++
}

/** The rarest neighboring pair of a text of at least two units, or the text's unit; undefined when no name has it. */
export function rarestPart(
  segment: Segment,
  units: readonly number[],
): { table: 'units' | 'pairs'; at: number; count: number } | undefined {
  if (units.length === 1) {
    const at = findKey(segment.units, units[0]!)
    return at < 0 ? undefined : { table: 'units', at, count: segment.units.counts[at]! }
  }
  let best: { table: 'pairs'; at: number; count: number } | undefined
  for (let place = 0; place + 1 < units.length; place++) {
    const at = findKey(segment.pairs, ((units[place]! << 16) | units[place + 1]!) >>> 0)
    if (at < 0) return undefined
    const count = segment.pairs.counts[at]!
    if (!best || count < best.count) best = { table: 'pairs', at, count }
  }
  return best
}

/** The units of a query, each once, the rarest first. */
export function byRarity(segment: Segment, units: readonly number[]): { unit: number; count: number }[] {
  return [...new Set(units)]
    .map((unit) => ({ unit, count: countOf(segment.units, unit) }))
    .sort((one, other) => one.count - other.count)
}
