/** The columns that an annotated file has before the delivered ones; a file that goes in again may keep them. */
export const rowTokenTitle = 'sanxin_row'
export const annotationTitles = [
  rowTokenTitle,
  '原因',
  'Reason',
  '出错的列 / Column',
  '出错的值 / Value',
  '怎么改',
  'What to do',
  '原行号 / Row',
] as const

/** Names one row of one file of a batch: `0-17`. */
export function rowToken(file: number, row: number): string {
  return `${file}-${row}`
}

export function readRowToken(token: string): { file: number; row: number } | undefined {
  const match = /^(\d{1,4})-(\d{1,10})$/.exec(token.trim())
  return match ? { file: Number(match[1]), row: Number(match[2]) } : undefined
}

const plainNumber = /^[+-]?(\d+(,\d{3})*(\.\d+)?|\.\d+)%?$/

/**
 * A value that a spreadsheet would take for a formula gets an apostrophe before it: what begins with = + - @, a tab or
 * a carriage return (OWASP, "CSV Injection"). A number may begin with a sign; a value that begins with an apostrophe
 * and such a character gets another, so that every value can be told from its guarded form.
 */
export function guarded(value: string): string {
  return /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) && !plainNumber.test(value)
    ? `'${value}`
    : value
}

/** The other way, for a file that we wrote. */
export function unguarded(value: string): string {
  return value.startsWith("'") && guarded(value.slice(1)) === value ? value.slice(1) : value
}
