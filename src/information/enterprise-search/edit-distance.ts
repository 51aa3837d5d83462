/** Wrong, missing, further and swapped characters between two texts (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  const width = other.length + 1
  const rows = new Uint16Array((one.length + 1) * width)
  for (let at = 0; at <= one.length; at++) rows[at * width] = at
  for (let at = 0; at < width; at++) rows[at] = at
  for (let i = 1; i <= one.length; i++) {
    for (let j = 1; j < width; j++) {
      const same = one[i - 1] === other[j - 1]
      let cost = Math.min(
        rows[(i - 1) * width + j]! + 1,
        rows[i * width + j - 1]! + 1,
        rows[(i - 1) * width + j - 1]! + (same ? 0 : 1),
      )
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) cost = Math.min(cost, rows[(i - 2) * width + j - 2]! + 1)
      rows[i * width + j] = cost
    }
  }
  return rows.at(-1)!
}

/** Places in `text` of the characters that it has in common with `query`, in order (longest common subsequence). */
export function commonPlaces(query: string, text: string): number[] {
  const width = text.length + 1
  const rows = new Uint16Array((query.length + 1) * width)
  for (let i = query.length - 1; i >= 0; i--) {
    for (let j = text.length - 1; j >= 0; j--) {
      rows[i * width + j] =
        query[i] === text[j]
          ? rows[(i + 1) * width + j + 1]! + 1
          : Math.max(rows[(i + 1) * width + j]!, rows[i * width + j + 1]!)
    }
  }
  const places: number[] = []
  for (let i = 0, j = 0; i < query.length && j < text.length; ) {
    if (query[i] === text[j]) {
      places.push(j)
      i++
      j++
    } else if (rows[(i + 1) * width + j]! >= rows[i * width + j + 1]!) i++
    else j++
  }
  return places
}
