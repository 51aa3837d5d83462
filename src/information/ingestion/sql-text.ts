/** The greatest amount in fen: sums run in float64, which counts without a gap up to here (2^53 - 1). */
export const fenMax = 9007199254740991n

/** White space as files have it: blanks, tabs, the ideographic and the non-breaking space. */
export const blanks = "' \t\r\n\u3000\u00A0'"

export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
