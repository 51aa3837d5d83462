import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { type BucketOf, bucketFinder, bucketOfText } from './bucket-of.ts'
import type { QuarantineReason } from './check.ts'
import { openParts, type Parts } from './divided-parts.ts'
import { formNumbers } from './plain-value.ts'
import type { Fault } from './readers/table-text.ts'
import { emptyRecord, type ScannedRecord, type Scanning, scanRecord, stopsFor } from './record-scanner.ts'
import type { RefineManifest } from './refine-manifest.ts'
import { maskText, openRejected, type Rejected, rawLengthMax } from './rejected-rows.ts'
import type { TableReading } from './staging.ts'

/** How far the rows of a delivery are divided; what stands here is on disk. */
export interface Division {
  /** The table being divided, and how much of its text is done. */
  table: number
  offset: number
  /** Records of the table so far, without blank lines; its header is one. */
  records: number
  parts: (number | null)[]
  rejectedBytes: number
  counts: TableCount[]
}

export interface TableCount {
  rows: number
  /** Rows that went into parts. */
  accepted: number
  /** U+FFFD occurs somewhere. */
  garbled: boolean
  /** Some value may have white space around it. */
  padded: boolean
}

export function beginning(tables: number): Division {
  const counts = Array.from({ length: tables }, () => ({
    rows: 0,
    accepted: 0,
    garbled: false,
    padded: false,
  }))
  return { table: 0, offset: 0, records: 0, parts: [], rejectedBytes: 0, counts }
}

export interface DivisionOptions {
  manifest: RefineManifest
  buckets: number
  /** Rows of plain values are laid apart: worth it unless the delivery is small. */
  plainApart: boolean
  /** Called whenever so many bytes are done and on disk. */
  checkpointBytes: number
  checkpoint: (division: Division) => Promise<void>
  progress: (bytes: number) => void
}

/**
 * Reads the text of every table once and lays each row into the part of its bucket; a row that has too few columns,
 * too many, a quote that is not closed or bytes of no character is set aside here, at the cost of any other row.
 */
export async function divideRows(
  tables: readonly (TableReading | undefined)[],
  from: Division,
  options: DivisionOptions,
): Promise<Division> {
  const rejected = openRejected(options.manifest, from.rejectedBytes)
  let division = from
  try {
    for (let table = from.table; table < tables.length; table++) {
      const reading = tables[table]
      if (table > division.table) division = { ...division, table, offset: 0, records: 0, parts: [] }
      if (reading) division = await divideTable(reading, division, rejected, options)
    }
    if (from.offset > 0 || division.offset > options.checkpointBytes) await options.checkpoint(division)
    return division
  } finally {
    rejected.close()
  }
}

const blockBytes = 1 << 20
const bufferBytes = 4 * blockBytes

async function divideTable(
  reading: TableReading,
  from: Division,
  rejected: Rejected,
  options: DivisionOptions,
): Promise<Division> {
  const { file } = reading
  const delimiter = file.header.delimiter.charCodeAt(0)
  const parts = openParts(options.manifest.folder, from.table, options.buckets, delimiter, from.parts)
  const counts = from.counts.map((count) => ({ ...count }))
  const division = { ...from, counts }
  const forms = options.plainApart ? formNumbers(reading.forms) : new Uint8Array()
  const take = taker(reading, division, parts, rejected, bucketsOf(reading, options), forms)
  const handle = await open(file.path)
  let synced = from.offset
  const save = async () => {
    division.parts = parts.sync()
    division.rejectedBytes = rejected.sync()
    await options.checkpoint({ ...division, counts: counts.map((count) => ({ ...count })) })
    synced = division.offset
  }
  try {
    if (from.offset === 0) addFaults(reading, counts[from.table]!, rejected)
    for await (const { bytes, end, last } of blocksFrom(handle, division)) {
      take(bytes, end, last)
      options.progress(division.offset)
      if (division.offset - synced >= options.checkpointBytes) await save()
    }
  } finally {
    parts.close()
    await handle.close()
  }
  return division
}

/** Blocks of text that begin where the division stands; what is not taken comes again with the next block. */
async function* blocksFrom(handle: FileHandle, division: Division) {
  const bytes = Buffer.allocUnsafe(bufferBytes)
  let begin = division.offset
  let kept = 0
  for (;;) {
    const { bytesRead } = await handle.read(bytes, kept, blockBytes, begin + kept)
    const end = kept + bytesRead
    const last = bytesRead === 0
    if (end > 0) yield { bytes, end, last }
    if (last) return
    const taken = division.offset - begin
    bytes.copyWithin(0, taken, end)
    kept = end - taken
    begin = division.offset
  }
}

/** Rows that the reader of another format set aside count too. */
function addFaults({ file, number, fieldAt }: TableReading, count: TableCount, rejected: Rejected): void {
  if (file.faultsPath === undefined) return
  for (const line of readFileSync(file.faultsPath, 'utf8').split('\n')) {
    if (line === '') continue
    const { row, reason, title, value, raw } = JSON.parse(line) as Fault
    const field = title === null ? undefined : fieldAt(file.header.titles.indexOf(title))
    const shown = value !== null && field?.personal ? maskText(value) : value
    rejected.add(number, { row, reason, field: field?.name ?? title, value: shown, raw })
    count.rows++
  }
}

interface Buckets {
  /** The place of the identifier in the text, -1 when every row has the same. */
  column: number
  of: BucketOf
}

function bucketsOf(reading: TableReading, { manifest, buckets }: DivisionOptions): Buckets {
  const { origin } = reading
  if (buckets > 1 && 'column' in origin) {
    const column = origin.column + (reading.file.numberColumn ? 1 : 0)
    return { column, of: bucketFinder(manifest.source, buckets) }
  }
  const same = 'constant' in origin ? bucketOfText(manifest.source, origin.constant, buckets) : 0
  return { column: -1, of: () => same }
}

type Take = (bytes: Buffer, end: number, last: boolean) => void

function taker(
  reading: TableReading,
  division: Division,
  parts: Parts,
  rejected: Rejected,
  buckets: Buckets,
  forms: Uint8Array,
): Take {
  const { file } = reading
  const own = file.numberColumn ? 1 : 0
  const expected = file.header.titles.length + own
  const scanning: Scanning = {
    delimiter: file.header.delimiter.charCodeAt(0),
    column: buckets.column,
    forms: own === 1 && forms.length > 0 ? Uint8Array.of(0, ...forms) : forms,
    last: false,
  }
  const stops = stopsFor(scanning.delimiter)
  const record = emptyRecord()
  const count = division.counts[division.table]!
  let insideLong = false
  const takeOne = (bytes: Buffer, valid: boolean) => {
    const { from, to } = record
    if (from === to) return
    division.records++
    if (division.records === 1) return
    count.rows++
    const reason = reasonOf(record, expected, bytes, valid, scanning.delimiter)
    if (reason === undefined) {
      count.accepted++
      const bucket = buckets.of(bytes, record.columnFrom, record.columnTo)
      parts.add(bucket, record.plain && forms.length > 0, own ? 0 : division.records, bytes, from, to)
    } else setAside(bytes, reason)
  }
  const setAside = (bytes: Buffer, reason: QuarantineReason) => {
    const { from, to } = record
    const begin = own ? bytes.indexOf(scanning.delimiter, from) + 1 : from
    const row = own ? Number(bytes.toString('latin1', from, begin - 1)) : division.records
    const raw = bytes.toString('utf8', begin, Math.min(to, begin + 4 * rawLengthMax))
    rejected.add(division.table, { row, reason, field: null, value: null, raw })
  }
  return (bytes, end, last) => {
    scanning.last = last
    count.garbled ||= bytes.subarray(0, end).includes('\uFFFD')
    const valid = file.decoded || isUtf8(bytes.subarray(0, wholeCharacters(bytes, end)))
    let at = 0
    while (at < end && scanRecord(bytes, at, end, stops, scanning, record)) {
      at = record.next
      if (insideLong) insideLong = false
      else takeOne(bytes, valid)
    }
    // A line that fills the buffer is no record: its beginning is set aside, its rest is passed over.
    if (at === 0 && end > bufferBytes - blockBytes) {
      if (!insideLong) {
        Object.assign(record, { from: 0, to: end, columns: 0, broken: true })
        takeOne(bytes, true)
      }
      insideLong = true
      at = end
    }
    count.padded ||= record.padded
    division.offset += at
  }
}

function reasonOf(
  record: ScannedRecord,
  expected: number,
  bytes: Buffer,
  valid: boolean,
  delimiter: number,
): QuarantineReason | undefined {
  const { from, to, columns } = record
  if (record.broken) return 'quote-unclosed'
  if (!valid && !isUtf8(bytes.subarray(from, to))) return 'bytes-invalid'
  if (columns === expected) return undefined
  if (columns < expected) return 'columns-missing'
  // One delimiter too many at the end of the row says nothing.
  if (columns === expected + 1 && endsEmpty(bytes, to, delimiter)) return undefined
  return 'columns-surplus'
}

function endsEmpty(bytes: Buffer, to: number, delimiter: number): boolean {
  const empty = bytes[to - 1] === quote && bytes[to - 2] === quote ? to - 2 : to
  return bytes[empty - 1] === delimiter
}

const quote = 34

/** Where a character is cut off at the end of a block, the place before it. */
function wholeCharacters(bytes: Buffer, end: number): number {
  let at = end
  while (at > 0 && end - at < 3 && (bytes[at - 1]! & 0xc0) === 0x80) at--
  return at > 0 && bytes[at - 1]! >= 0xc0 ? at - 1 : end
}
