/** A text as a cell of a file: always quoted, so that no value can be taken for a separator or a line. */
export function quotedCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
