const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

/** Columns that a terminal needs for a text: Chinese characters take two. */
export function displayWidth(text: string): number {
  return [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0)
}

export interface Column<Row> {
  title: string
  value: (row: Row) => string
  align?: 'right'
}

/** A table for a terminal, columns as wide as their widest cell. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => column.value(row))),
  ]
  const widths = columns.map((_, place) => Math.max(...cells.map((line) => displayWidth(line[place]!))))
  const lines = cells.map((line) =>
    line
      .map((cell, place) => {
        const padding = ' '.repeat(widths[place]! - displayWidth(cell))
        return columns[place]!.align === 'right' ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd(),
  )
  return [lines[0]!, widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)].join('\n')
}

/** Pairs of a name and a value, names aligned. */
export function sheet(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...pairs.map(([name]) => displayWidth(name)))
  return pairs.map(([name, value]) => `${name}${' '.repeat(width - displayWidth(name))}  ${value}`).join('\n')
}
