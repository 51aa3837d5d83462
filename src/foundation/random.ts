/** A seeded generator of uniform numbers in [0, 1). */
export type Random = () => number

/**
 * sfc32 (Small Fast Counter, Doty-Humphrey, PractRand): 128 bits of state, passes PractRand to 16 TB. Not for
 * secrets. The seed is text or a number; equal seeds give equal sequences on every machine.
 */
export function seededRandom(seed: string | number): Random {
  let hash = 2166136261
  for (const character of String(seed)) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619)
  let [a, b, c, counter] = [hash | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 16; round++) next()
  return next
}

/** A standard normal deviate by the Box-Muller transform. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Fisher-Yates, in place. */
export function shuffle<Item>(items: Item[], random: Random): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[items[last], items[other]] = [items[other]!, items[last]!]
  }
  return items
}
