import { type Description, pinyinInitials } from './description.ts'
import type { Frequencies } from './frequency.ts'

/** A key that more records share tells nothing apart. */
const blockMax = 24
const rarePairs = 4

/**
 * Keys under which two descriptions meet, so that not every pair is compared: the rarest pairs of characters of each
 * name, alone and by twos, the sound of the whole name within the prefecture, and what stays when a firm is renamed: who leads it and
 * when it was established, its capital with the day, its address.
 */
export function keysOf(record: Description, frequencies: Frequencies): string[] {
  const keys: string[] = []
  for (const { core, pairs } of record.names) {
    const counted = Array.from(pairs, (code) => ({ code, count: frequencies.pairCount(code) }))
    const rare = counted
      .sort((one, other) => one.count - other.count || one.code - other.code)
      .slice(0, rarePairs)
    // A brand of a few hundred bearers is no key, but together with another pair of the name it is.
    for (const [place, { code, count }] of rare.entries()) {
      if (count <= blockMax) keys.push(`p${code}`)
      for (const { code: other } of rare.slice(place + 1))
        keys.push(code < other ? `q${code},${other}` : `q${other},${code}`)
    }
    keys.push(`n${core}`, `s${record.region.slice(0, 4)}${pinyinInitials(core)}`)
  }
  if (record.establishedOn !== '') {
    if (record.person !== '') keys.push(`r${record.person}${record.establishedOn}`)
    if (record.capital !== '') keys.push(`c${record.capital}/${record.establishedOn}`)
  }
  if (record.address !== '') {
    keys.push(`a${record.address}`)
    if (record.person !== '') keys.push(`b${record.person}${record.address}`)
  }
  return keys
}

/** Calls `take` once for each pair of a left and a right record that meet under some key. */
export function forEachCandidate(
  left: readonly Description[],
  right: readonly Description[],
  frequencies: Frequencies,
  take: (left: number, right: number) => void,
): void {
  const blocks = new Map<string, number[]>()
  for (const [number, record] of left.entries())
    for (const key of keysOf(record, frequencies)) {
      const block = blocks.get(key)
      if (block === undefined) blocks.set(key, [number])
      else if (block.length <= blockMax) block.push(number)
    }
  const met = new Int32Array(left.length).fill(-1)
  for (const [number, record] of right.entries())
    for (const key of keysOf(record, frequencies)) {
      const block = blocks.get(key)
      if (block === undefined || block.length > blockMax) continue
      for (const other of block) {
        if (met[other] === number) continue
        met[other] = number
        take(other, number)
      }
    }
}
