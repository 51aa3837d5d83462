/**
 * Which entries hold a key, for many keys, in few big arrays. Ordinals ascend, and a smaller ordinal is a better
 * entry: who reads from the start reads the best first. A list that is longer than a bitmap is kept as a bitmap.
 */
export interface Postings {
  /** Ascending. */
  keys: Uint32Array
  counts: Uint32Array
  /** Where each list begins in `data`; one more at the end. */
  starts: Uint32Array
  data: Uint32Array
  /** How many entries there are. */
  universe: number
}

/** The place of a key, or −1. */
export function findKey(postings: Postings, key: number): number {
  const at = lowerBound(postings.keys, key)
  return postings.keys[at] === key ? at : -1
}

/** The first place whose key is not smaller. */
export function lowerBound(keys: Uint32Array, key: number): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (keys[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

export function countOf(postings: Postings, key: number): number {
  const at = findKey(postings, key)
  return at < 0 ? 0 : postings.counts[at]!
}

function isDense(count: number, universe: number): boolean {
  return count > (universe + 31) >>> 5
}

/** The best entries of a list, at most so many. */
export function firstOf(postings: Postings, at: number, limit: number): Uint32Array {
  const { starts, data, counts, universe } = postings
  const [start, count] = [starts[at]!, counts[at]!]
  const size = Math.min(count, limit)
  if (!isDense(count, universe)) return data.subarray(start, start + size)
  return firstOfBits(data.subarray(start, starts[at + 1]!), size)
}

/** The first ordinals that are set, at most so many. */
export function firstOfBits(bits: Uint32Array, limit: number): Uint32Array {
  const found = new Uint32Array(limit)
  let size = 0
  for (let word = 0; word < bits.length && size < limit; word++) {
    let rest = bits[word]!
    while (rest !== 0 && size < limit) {
      const lowest = rest & -rest
      found[size++] = (word << 5) + 31 - Math.clz32(lowest)
      rest ^= lowest
    }
  }
  return size === limit ? found : found.subarray(0, size)
}

/** Adds a list to a set of entries. */
export function addToBits(postings: Postings, at: number, bits: Uint32Array): void {
  const { starts, data, counts, universe } = postings
  const [start, end] = [starts[at]!, starts[at + 1]!]
  if (isDense(counts[at]!, universe)) {
    for (let word = start; word < end; word++) bits[word - start]! |= data[word]!
  } else {
    for (let place = start; place < end; place++) {
      const entry = data[place]!
      bits[entry >>> 5]! |= 1 << (entry & 31)
    }
  }
}

/** Collects pairs of key and entry; entries must come in ascending order. A key may be given twice for one entry. */
export interface PostingsBuilder {
  add: (key: number, entry: number) => void
  finish: (universe: number) => Postings
}

export function buildPostings(): PostingsBuilder {
  const slots = openTable()
  let [heads, sizes, lasts] = [
    new Int32Array(1024).fill(-1),
    new Uint32Array(1024),
    new Int32Array(1024).fill(-1),
  ]
  // Each key's entries are a chain of blocks, so that nothing is counted in a first pass.
  let [pool, used] = [new Uint32Array(1 << 16), 0]
  const tails: number[] = []
  const add = (key: number, entry: number) => {
    const id = slots.idOf(key)
    if (id >= heads.length) {
      heads = grownInt(heads)
      lasts = grownInt(lasts)
      sizes = grown(sizes)
    }
    if (lasts[id] === entry) return
    lasts[id] = entry
    const size = sizes[id]!++
    const within = size % blockEntries
    if (within === 0) {
      if (used + blockEntries + 1 > pool.length) pool = grown(pool)
      if (size === 0) heads[id] = used
      else pool[tails[id]! + blockEntries] = used
      tails[id] = used
      used += blockEntries + 1
    }
    pool[tails[id]! + within] = entry
  }
  const finish = (universe: number): Postings => {
    const order = slots.sortedKeys()
    const words = (universe + 31) >>> 5
    const starts = new Uint32Array(order.length + 1)
    const counts = new Uint32Array(order.length)
    order.forEach((key, at) => {
      counts[at] = sizes[slots.idOf(key)]!
      starts[at + 1] = starts[at]! + (isDense(counts[at]!, universe) ? words : counts[at]!)
    })
    const data = new Uint32Array(starts[order.length]!)
    order.forEach((key, at) => {
      const start = starts[at]!
      const dense = isDense(counts[at]!, universe)
      let block = heads[slots.idOf(key)]!
      for (let done = 0; done < counts[at]!; done++) {
        const within = done % blockEntries
        if (done > 0 && within === 0) block = pool[block + blockEntries]!
        const entry = pool[block + within]!
        if (dense) data[start + (entry >>> 5)]! |= 1 << (entry & 31)
        else data[start + done] = entry
      }
    })
    return { keys: order, counts, starts, data, universe }
  }
  return { add, finish }
}

const blockEntries = 15

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}

function grownInt(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2).fill(-1)
  larger.set(array)
  return larger
}

/** Keys to small numbers in the order of their coming: open addressing, because a Map of a million numbers is slow. */
function openTable(): { idOf: (key: number) => number; sortedKeys: () => Uint32Array } {
  let [mask, count] = [(1 << 12) - 1, 0]
  let table = new Int32Array(mask + 1).fill(-1)
  let keys = new Uint32Array(1 << 11)
  const place = (key: number) => {
    let at = (Math.imul(key, 0x9e3779b1) >>> 8) & mask
    while (table[at] !== -1 && keys[table[at]!] !== key) at = (at + 1) & mask
    return at
  }
  const idOf = (key: number) => {
    const at = place(key)
    if (table[at] !== -1) return table[at]!
    if (count === keys.length) {
      keys = grown(keys)
      mask = mask * 2 + 1
      table = new Int32Array(mask + 1).fill(-1)
      for (let id = 0; id < count; id++) table[place(keys[id]!)] = id
      return idOf(key)
    }
    keys[count] = key
    table[at] = count
    return count++
  }
  return { idOf, sortedKeys: () => keys.slice(0, count).sort() }
}
