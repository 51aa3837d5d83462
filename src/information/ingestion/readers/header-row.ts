/** How titles are compared: case, white space and a byte order mark do not matter. */
export function plainTitle(title: string): string {
  return title
    .replace(/^\uFEFF/, '')
    .replace(/[\s\u3000]+/g, '')
    .toLowerCase()
}

export interface HeaderRow {
  row: number
  titles: string[]
  /** Titles that the record type knows. */
  known: number
}

/**
 * The header among the first rows of a sheet: the row with the most titles that are known, and of equals the first.
 * Where no title is known, the first row with the most cells. Title rows above it have few cells and no known title.
 */
export function chooseHeader(
  rows: readonly { row: number; titles: string[] }[],
  knownTitles: ReadonlySet<string>,
): HeaderRow | undefined {
  let best: HeaderRow | undefined
  for (const { row, titles } of rows) {
    const known = titles.filter((title) => knownTitles.has(plainTitle(title))).length
    const wider = filled(titles) > filled(best?.titles ?? [])
    if (best === undefined || known > best.known || (known === 0 && best.known === 0 && wider))
      best = { row, titles, known }
  }
  return best
}

function filled(titles: readonly string[]): number {
  return titles.filter((title) => title !== '').length
}
