import { plainEnd } from './plain-value.ts'

/** Where a record lies in a block of text, and whether it is one. */
export interface ScannedRecord {
  /** First byte, and the first one behind the last; the line break is not in. */
  from: number
  to: number
  /** Where the next record begins. */
  next: number
  columns: number
  /** A quote is not closed, or is followed by other characters: `to` is then the end of the first line. */
  broken: boolean
  /** The column that was asked for, with its quotes if it has any; empty when the record is too short. */
  columnFrom: number
  columnTo: number
  /** Some value may begin or end with white space. Never unset here. */
  padded: boolean
  /** Every value of a column with a form is empty or written in it. */
  plain: boolean
}

export const emptyRecord = (): ScannedRecord => ({
  from: 0,
  to: 0,
  next: 0,
  columns: 0,
  broken: false,
  columnFrom: 0,
  columnTo: 0,
  padded: false,
  plain: false,
})

const lineFeed = 10
const carriageReturn = 13
const blank = 32
const quote = 34

/** A quoted value that is longer is taken as a quote that nobody closed. */
export const recordBytesMax = 2 * 1024 * 1024

export interface Scanning {
  delimiter: number
  /** The place, from 0, of the column to find; -1 for none. */
  column: number
  /** The plain form of each column; empty when nobody asks. */
  forms: Uint8Array
  /** Nothing follows the block. */
  last: boolean
}

/** Bytes at which a scan must stop and look: the delimiter, the quote and both line breaks. */
export function stopsFor(delimiter: number): Uint8Array {
  const stops = new Uint8Array(256)
  for (const byte of [delimiter, quote, lineFeed, carriageReturn]) stops[byte] = 1
  return stops
}

/**
 * Finds the record that begins at `at`, by the grammar of RFC 4180 as the bulk parser reads it: a quote counts at the
 * beginning of a value, blanks around a quoted value are nothing, a line ends at LF, CR or both. False when the block
 * ends before the record does.
 */
export function scanRecord(
  bytes: Uint8Array,
  at: number,
  end: number,
  stops: Uint8Array,
  scanning: Scanning,
  record: ScannedRecord,
): boolean {
  const { delimiter, column, forms } = scanning
  // Most bytes are digits and letters, beyond every byte that matters: one comparison passes them over.
  const highest = Math.max(delimiter, quote)
  record.from = at
  record.broken = false
  record.columnFrom = at
  record.columnTo = at
  record.plain = true
  let columns = 0
  let start = at
  let place = at
  if (forms[0]! > 0) place = pastPlain(forms[0]!, bytes, at, end, stops, record)
  for (; place < end; place++) {
    const byte = bytes[place]!
    if (byte > highest || stops[byte] === 0) continue
    if (byte === quote) {
      if (!onlyBlanks(bytes, start, place)) continue
      const closed = endOfQuoted(bytes, place, end, delimiter)
      // The value may go on in the next block, unless it is too long to be one or nothing follows.
      if (closed === unfinished && !scanning.last && end - at < recordBytesMax) return false
      if (closed < 0) return breakOff(bytes, at, end, scanning, record)
      place = closed - 1
      record.padded = true
      continue
    }
    if (start < place && (endsValue[bytes[place - 1]!] === 1 || beginsValue[bytes[start]!] === 1)) {
      record.padded = true
    }
    if (columns === column) {
      record.columnFrom = start
      record.columnTo = place
    }
    columns++
    start = place + 1
    if (byte === delimiter) {
      // Most of these values are plain, and need no second look for where they end.
      const form = forms[columns]!
      if (form > 0) place = pastPlain(form, bytes, start, end, stops, record) - 1
      continue
    }
    record.to = place
    record.columns = columns
    // Whether a line feed follows the carriage return is not known yet.
    if (byte === carriageReturn && place + 1 === end && !scanning.last) return false
    record.next =
      place + (byte === carriageReturn && bytes[place + 1] === lineFeed && place + 1 < end ? 2 : 1)
    return true
  }
  if (!scanning.last) return false
  if (columns === column) {
    record.columnFrom = start
    record.columnTo = end
  }
  record.padded = true
  record.to = end
  record.columns = columns + 1
  record.next = end
  return true
}

/** The end of a plain value; of any other its beginning, and the record is not plain. */
function pastPlain(
  form: number,
  bytes: Uint8Array,
  from: number,
  end: number,
  stops: Uint8Array,
  record: ScannedRecord,
): number {
  const to = plainEnd(form, bytes, from, end, stops)
  if (to >= 0) return to
  record.plain = false
  return from
}

/** Bytes with which white space ends: ASCII controls and blank, and the last ones of U+3000 and U+00A0. */
const endsValue = new Uint8Array(256)
/** Bytes with which it begins. Other characters may have them too: what matters is that none is missed. */
const beginsValue = new Uint8Array(256)
for (let byte = 0; byte <= blank; byte++) endsValue[byte] = beginsValue[byte] = 1
endsValue[0x80] = endsValue[0xa0] = 1
beginsValue[0xe3] = beginsValue[0xc2] = 1

function onlyBlanks(bytes: Uint8Array, from: number, to: number): boolean {
  for (let place = from; place < to; place++) if (bytes[place] !== blank) return false
  return true
}

const unfinished = -1
const brokenQuote = -2

/** The place of the delimiter or line break behind a quoted value. */
function endOfQuoted(bytes: Uint8Array, opened: number, end: number, delimiter: number): number {
  let place = opened + 1
  for (;;) {
    while (place < end && bytes[place] !== quote) place++
    if (place + 1 >= end) return place >= end ? unfinished : end
    if (bytes[place + 1] !== quote) break
    place += 2
  }
  place++
  while (place < end && bytes[place] === blank) place++
  if (place >= end) return end
  const byte = bytes[place]
  return byte === delimiter || byte === lineFeed || byte === carriageReturn ? place : brokenQuote
}

/** The record is its first line; what follows is read as if nothing had happened. */
function breakOff(
  bytes: Uint8Array,
  at: number,
  end: number,
  scanning: Scanning,
  record: ScannedRecord,
): boolean {
  let place = at
  while (place < end && bytes[place] !== lineFeed && bytes[place] !== carriageReturn) place++
  if (place >= end && !scanning.last && end - at < recordBytesMax) return false
  record.broken = true
  record.to = place
  record.columns = 0
  record.columnTo = record.columnFrom
  record.next = Math.min(
    end,
    place + (bytes[place] === carriageReturn && bytes[place + 1] === lineFeed ? 2 : 1),
  )
  return true
}
