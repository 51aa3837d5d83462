/** Candidate pairs in columns: a few bytes each, because a large set has tens of millions. */
export interface PairList {
  add: (left: number, right: number, pattern: number, rarity: number) => void
  forEach: (take: (left: number, right: number, pattern: number, rarity: number) => void) => void
  size: () => number
}

const first = 1 << 16

export function pairList(): PairList {
  let whole = new Int32Array(3 * first)
  let rarities = new Float32Array(first)
  let size = 0
  return {
    add: (left, right, pattern, rarity) => {
      if (size === rarities.length) {
        whole = grown(whole, new Int32Array(2 * whole.length))
        rarities = grown(rarities, new Float32Array(2 * rarities.length))
      }
      whole[3 * size] = left
      whole[3 * size + 1] = right
      whole[3 * size + 2] = pattern
      rarities[size++] = rarity
    },
    forEach: (take) => {
      for (let place = 0; place < size; place++)
        take(whole[3 * place]!, whole[3 * place + 1]!, whole[3 * place + 2]!, rarities[place]!)
    },
    size: () => size,
  }
}

function grown<Column extends Int32Array | Float32Array>(column: Column, larger: Column): Column {
  larger.set(column)
  return larger
}
