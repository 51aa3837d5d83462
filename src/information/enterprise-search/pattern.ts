import { addToBits, findKey, firstOf, firstOfBits, lowerBound, type Postings } from './postings.ts'
import type { Reader } from './reader.ts'
import { initialsKey, type Segment } from './segment.ts'

/** One character of a name, told by what it may be: itself, how it is read, or the initial of how it is read. */
export interface Slot {
  units: readonly number[]
  /** The one initial that all of them share, where there is one. */
  initial: number | undefined
}

/** Bits of slots fit into one machine word. */
export const slotsMax = 31

/** More pairs than this are not looked up one by one. */
const productMax = 4000

/** The entries that may hold the slots next to each other, the best first; not all of them do. */
export function candidatesFor(
  reader: Reader,
  slots: readonly Slot[],
  limit: number,
): { entries: Uint32Array; isCut: boolean } {
  const { segment } = reader
  const choices = slots.length === 1 ? [unitLists(segment, slots[0]!)] : listsOf(segment, slots)
  let best: Lists | undefined
  for (const choice of choices) if (!best || choice.count < best.count) best = choice
  if (!best) return { entries: new Uint32Array(0), isCut: false }
  return { entries: union(best, limit), isCut: best.count > limit }
}

interface Lists {
  table: Postings
  ats: number[]
  /** Together; an entry in two lists counts twice. */
  count: number
}

function unitLists(segment: Segment, slot: Slot): Lists {
  return gather(
    segment.units,
    slot.units.map((unit) => findKey(segment.units, unit)),
  )
}

/** Each pair of slots by the pairs of their characters, and each three by their initials. */
function* listsOf(segment: Segment, slots: readonly Slot[]): Generator<Lists> {
  for (let place = 0; place + 1 < slots.length; place++) {
    const [one, two] = [slots[place]!, slots[place + 1]!]
    if (one.units.length * two.units.length <= productMax) yield pairLists(segment, one, two)
    if (one.initial === undefined || two.initial === undefined) continue
    const third = slots[place + 2]?.initial
    const from = initialsKey(one.initial, two.initial, third ?? 0)
    const to = third === undefined ? initialsKey(one.initial, two.initial, 255) : from
    yield gather(segment.initials, stretch(segment.initials, from, to))
  }
}

function pairLists(segment: Segment, one: Slot, two: Slot): Lists {
  const ats: number[] = []
  for (const first of one.units) {
    for (const second of two.units) {
      const at = findKey(segment.pairs, ((first << 16) | second) >>> 0)
      if (at >= 0) ats.push(at)
    }
  }
  return gather(segment.pairs, ats)
}

function stretch(table: Postings, from: number, to: number): number[] {
  const ats: number[] = []
  for (let at = lowerBound(table.keys, from); at < table.keys.length && table.keys[at]! <= to; at++)
    ats.push(at)
  return ats
}

function gather(table: Postings, ats: readonly number[]): Lists {
  const there = ats.filter((at) => at >= 0)
  return { table, ats: there, count: there.reduce((sum, at) => sum + table.counts[at]!, 0) }
}

function union({ table, ats }: Lists, limit: number): Uint32Array {
  if (ats.length === 1) return firstOf(table, ats[0]!, limit)
  const bits = new Uint32Array((table.universe + 31) >>> 5)
  for (const at of ats) addToBits(table, at, bits)
  return firstOfBits(bits, limit)
}

/** Which slots a character fits, as bits. Kept for one query at a time, and emptied after it. */
const masks = new Uint32Array(65_536)

/** Runs a search whose slots are laid out as masks. */
export function withMasks<Result>(slots: readonly Slot[], search: (masks: Uint32Array) => Result): Result {
  slots.forEach((slot, at) => {
    for (const unit of slot.units) masks[unit]! |= 1 << at
  })
  try {
    return search(masks)
  } finally {
    for (const slot of slots) for (const unit of slot.units) masks[unit] = 0
  }
}

/** Where a name fits the slots next to each other (Shift-And), at its brand before anywhere else; −1: nowhere. */
export function fitIn(segment: Segment, entry: number, length: number, fits: Uint32Array): number {
  const { text, entryStarts } = segment
  const [start, end] = [entryStarts[entry]!, entryStarts[entry + 1]!]
  const brand = segment.brandStarts[entry]!
  const last = 1 << (length - 1)
  let [state, first] = [0, -1]
  for (let at = start; at < end; at++) {
    state = ((state << 1) | 1) & fits[text[at]!]!
    if ((state & last) === 0) continue
    const place = at - start - length + 1
    if (place === 0 || place === brand) return place
    if (first < 0) first = place
    if (place > brand) break
  }
  return first
}

/** Whether a name fits the slots but for so many wrong, missing or further characters (Wu and Manber 1992). */
export function fitsNearly(
  segment: Segment,
  entry: number,
  length: number,
  fits: Uint32Array,
  errors: 1 | 2,
): boolean {
  const { text, entryStarts } = segment
  const last = 1 << (length - 1)
  let [none, one, two] = [0, 1, 3]
  for (let at = entryStarts[entry]!; at < entryStarts[entry + 1]!; at++) {
    const fit = fits[text[at]!]!
    const [hadNone, hadOne] = [none, one]
    none = ((none << 1) | 1) & fit
    one = (((one << 1) | 1) & fit) | hadNone | (hadNone << 1) | (none << 1) | 1
    two = (((two << 1) | 1) & fit) | hadOne | (hadOne << 1) | (one << 1) | 3
    if (((errors === 1 ? one : two) & last) !== 0) return true
  }
  return false
}
