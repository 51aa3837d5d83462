/** What two spellings of a name or code have in common: no white space, brackets or points; half width; lower case. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '')
    .toLowerCase()
}

/** A place in a text as it is shown, in UTF-16 units, as a browser counts. */
export interface TextRange {
  start: number
  length: number
}

/** Positions in the plain form of a text as ranges of the text itself, neighbors joined over what the plain form drops. */
export function rangesInText(text: string, positions: readonly number[]): TextRange[] {
  const wanted = new Set(positions)
  const ranges: TextRange[] = []
  let [at, plainAt, joined] = [0, 0, false]
  for (const character of text) {
    const plainLength = plainText(character).length
    let hit = false
    for (let unit = 0; unit < plainLength; unit++) hit ||= wanted.has(plainAt + unit)
    if (hit) {
      const last = ranges.at(-1)
      if (last && joined) last.length = at + character.length - last.start
      else ranges.push({ start: at, length: character.length })
    }
    if (plainLength > 0) joined = hit
    at += character.length
    plainAt += plainLength
  }
  return ranges
}
