import type { ColumnMapping, Field } from '../../trust/catalog/index.ts'

/** How a column is written in nearly every row, if the engine may read it as what it is and not as text. */
export type PlainForm = 'text' | 'amount' | 'integer' | 'date'

const places: readonly PlainForm[] = ['text', 'amount', 'integer', 'date']

/** What the engine reads a column as in rows whose values are all plain. */
export const plainTypes: Readonly<Record<PlainForm, string>> = {
  text: 'VARCHAR',
  amount: 'DECIMAL(15, 2)',
  integer: 'BIGINT',
  date: 'DATE',
}

const formOfType: Readonly<Partial<Record<Field['type'], PlainForm>>> = {
  fen: 'amount',
  integer: 'integer',
  date: 'date',
}

/** The form of each column of a table: text, unless one field alone reads it and no word of the source means empty. */
export function plainForms(fields: readonly Field[], mapping: ColumnMapping, columns: number): PlainForm[] {
  const forms = new Array<PlainForm>(columns).fill('text')
  if (mapping.emptyWords.length > 0) return forms
  const readers = new Map<number, Field[]>()
  for (const field of fields) {
    const origin = mapping.origins[field.name]!
    if ('column' in origin) readers.set(origin.column, [...(readers.get(origin.column) ?? []), field])
  }
  for (const [column, [field, ...others]] of readers) {
    if (others.length > 0 || column === mapping.knownAtColumn) continue
    forms[column] = formOfType[field!.type] ?? 'text'
  }
  return forms
}

/** The same as numbers, for the pass over the bytes; 0 is text. */
export function formNumbers(forms: readonly PlainForm[]): Uint8Array {
  return Uint8Array.from(forms, (form) => places.indexOf(form))
}

const amount = places.indexOf('amount')
const date = places.indexOf('date')
const hyphen = 45
const point = 46
const zero = 48
const quote = 34
const amountDigitsMax = 12
const integerDigitsMax = 15

/**
 * The end of a value that is empty or written exactly as the engine writes it back (`-12.50`, `7`, `2024-02-29`), so
 * that nothing of the text is lost when it is read as a number or a day; -1 for every other value.
 */
export function plainEnd(
  form: number,
  bytes: Uint8Array,
  from: number,
  end: number,
  stops: Uint8Array,
): number {
  if (from >= end) return -1
  const first = bytes[from]!
  const at =
    stops[first] === 1 ? from : form === date ? dateEnd(bytes, from) : numberEnd(form, bytes, from, end)
  if (at < 0 || at >= end) return -1
  const stop = bytes[at]!
  return stops[stop] === 1 && stop !== quote ? at : -1
}

function numberEnd(form: number, bytes: Uint8Array, from: number, end: number): number {
  let begin = from
  // The engine writes no sign before a zero that has one.
  if (bytes[from] === hyphen && bytes[++begin] === zero) return -1
  let at = begin
  while (at < end && isDigit(bytes[at]!)) at++
  const digits = at - begin
  if (digits === 0 || (digits > 1 && bytes[begin] === zero)) return -1
  if (form !== amount) return digits <= integerDigitsMax ? at : -1
  const decimals = bytes[at] === point && isDigit(bytes[at + 1]!) && isDigit(bytes[at + 2]!)
  return decimals && digits <= amountDigitsMax ? at + 3 : -1
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= zero + 9
}

/** A day of the calendar as YYYY-MM-DD, from 1900 to 2199. */
function dateEnd(bytes: Uint8Array, from: number): number {
  if (bytes[from + 4] !== hyphen || bytes[from + 7] !== hyphen) return -1
  const century = twoDigits(bytes, from)
  const year = twoDigits(bytes, from + 2)
  const month = twoDigits(bytes, from + 5)
  const day = twoDigits(bytes, from + 8)
  if (century < 19 || century > 21 || year < 0 || month < 1 || month > 12 || day < 1) return -1
  if (day > 28 && day > daysOf(century * 100 + year, month)) return -1
  return from + 10
}

/** -1 when they are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - zero
  const ones = bytes[at + 1]! - zero
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
