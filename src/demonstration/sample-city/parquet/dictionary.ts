/** More different values than this are not worth a dictionary. */
const entriesMax = 1 << 15
const lookAt = 2048

/** The different texts of a column and the place of each value among them. */
export class Dictionary {
  readonly #places = new Map<string, number>()
  readonly entries: string[] = []

  /**
   * Fills `indices` for the texts that are there, in their order, and says how many; -1 when nearly every text is a
   * new one, so that they are better written as they are.
   */
  index(texts: readonly (string | null)[], count: number, indices: Int32Array): number {
    this.#places.clear()
    this.entries.length = 0
    let present = 0
    let last: string | null = null
    let lastPlace = 0
    for (let at = 0; at < count; at++) {
      const text = texts[at]!
      if (text === null) continue
      if (text !== last) {
        last = text
        lastPlace = this.#placeOf(text)
        if (lastPlace >= entriesMax) return -1
      }
      indices[present++] = lastPlace
      if (present === lookAt && this.entries.length > lookAt / 2) return -1
    }
    return present
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.entries.length)
    return this.entries.push(text) - 1
  }
}

/** The same for whole numbers that lie close together, such as months and days. */
export class NumberDictionary {
  #base = 0
  #places = new Int32Array(4096)
  readonly entries: number[] = []

  index(numbers: Float64Array, count: number, indices: Int32Array): number {
    this.entries.length = 0
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (let at = 0; at < count; at++) {
      const value = numbers[at]!
      if (value < least) least = value
      if (value > most) most = value
    }
    if (most < least) return 0
    this.#base = least
    const width = most - least + 1
    if (this.#places.length < width) this.#places = new Int32Array(2 * width)
    this.#places.fill(-1, 0, width)
    let present = 0
    for (let at = 0; at < count; at++) {
      const value = numbers[at]!
      if (Number.isNaN(value)) continue
      let place = this.#places[value - this.#base]!
      if (place < 0) {
        place = this.entries.push(value) - 1
        this.#places[value - this.#base] = place
      }
      indices[present++] = place
    }
    return present
  }
}

/** How many bits the greatest place takes; one at least, which every reader understands. */
export function bitWidthOf(entries: number): number {
  return entries < 2 ? 1 : 32 - Math.clz32(entries - 1)
}
