/** A row of a text with separators as plain cells, or undefined where a quote is never closed. */
export type PlainRow = string[] | undefined

/** A quote that is not closed within so many characters is taken as one that nobody closed. */
const rowCharactersMax = 1_000_000

/**
 * Takes a text apart leniently, as spreadsheets and scripts do: a quote counts at the beginning of a cell, and what
 * follows its closing quote belongs to the cell too. A row with an open quote is its first line, and what follows is
 * read as if nothing had happened.
 */
export async function* plainRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<PlainRow> {
  const pending: string[] = []
  let rest = ''
  for await (const part of text) {
    const lines = (rest + part).split('\n')
    rest = lines.pop()!
    for (const line of lines)
      yield* take(pending, line.endsWith('\r') ? line.slice(0, -1) : line, delimiter, false)
  }
  yield* take(pending, rest, delimiter, true)
}

/** The rows that are whole once the line has come; lines of a row that goes on stay pending. */
function* take(pending: string[], line: string, delimiter: string, last: boolean): Generator<PlainRow> {
  if (pending.length === 0 && line.trim() === '') return
  pending.push(line)
  let whole = true
  while (pending.length > 0 && whole) {
    const joined = pending.join('\n')
    const cells = cellsOf(joined, delimiter)
    const open = cells === 'open' && !last && joined.length < rowCharactersMax
    if (open) whole = false
    else if (Array.isArray(cells)) {
      pending.length = 0
      yield cells
    } else {
      pending.shift()
      yield undefined
    }
  }
}

function cellsOf(row: string, delimiter: string): string[] | 'open' {
  if (!row.includes('"')) return row.split(delimiter)
  const cells: string[] = []
  let at = 0
  for (;;) {
    const opened = at + /^ */.exec(row.slice(at, at + 64))![0].length
    if (row[opened] !== '"') {
      const end = row.indexOf(delimiter, at)
      cells.push(row.slice(at, end < 0 ? undefined : end))
      if (end < 0) return cells
      at = end + 1
      continue
    }
    const closed = endOfQuoted(row, opened)
    if (closed < 0) return 'open'
    const inside = row.slice(opened + 1, closed).replaceAll('""', '"')
    const end = row.indexOf(delimiter, closed + 1)
    cells.push(inside + row.slice(closed + 1, end < 0 ? undefined : end))
    if (end < 0) return cells
    at = end + 1
  }
}

/** The place of the closing quote, -1 where there is none. */
function endOfQuoted(row: string, opened: number): number {
  let at = row.indexOf('"', opened + 1)
  while (at >= 0 && row[at + 1] === '"') at = row.indexOf('"', at + 2)
  return at
}
