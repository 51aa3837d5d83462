import { open, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Encoding, refuse } from './contract.ts'
import { detectEncoding, detectionBytes, isUtf8, type TextEncodingName } from './encoding.ts'
import { contains } from './file-bytes.ts'
import { rowTokenTitle, unguarded } from './fix-columns.ts'
import { type Header, headerBytesMax, readHeader } from './header.ts'
import { plainTitle } from './readers/header-row.ts'
import { readingLimits } from './readers/limits.ts'
import { readJsonLines } from './readers/read-json-lines.ts'
import { readParquetFile } from './readers/read-parquet.ts'
import { type ReadTable, readWorkbook } from './readers/read-workbook.ts'
import { sniff } from './readers/sniff.ts'
import { quoted } from './readers/table-text.ts'
import { extractEntry, gunzipFile } from './readers/unpack.ts'
import { isWorkbook } from './readers/workbook.ts'
import { type Archive, openArchive } from './readers/zip-archive.ts'
import { receiveText } from './receive-text.ts'
import { tableRecords } from './table-records.ts'

/** What a delivered file was before it became text with separators. */
export type FileFormat = 'csv' | 'xlsx' | 'jsonl' | 'parquet'

/**
 * A table of a delivered file as UTF-8 text with separators on disk: the file itself where it is that already, else a
 * copy in the work folder. A workbook gives one, an archive as many as it has files.
 */
export interface ReceivedFile {
  /** As delivered; a file within an archive is named `archive.zip/file.csv`. */
  name: string
  /** The place, from 0, of the delivered file that it came with. */
  delivered: number
  format: FileFormat
  path: string
  encoding: TextEncodingName
  /** Undefined when the file is empty. */
  header: Header | undefined
  /** Bytes that the encoding does not know have become U+FFFD. */
  decoded: boolean
  /** The text came with U+FFFD in it: bytes were lost before it was delivered. */
  garbled: boolean
  /**
   * The text has a column before those of the header: the number of the row in the delivered file as a person counts
   * it there (row of the sheet, line of JSON lines, row of a Parquet file). Without it the place in the text is meant.
   */
  numberColumn: boolean
  /** Lines of JSON, each a `Fault` of readers/table-text.ts: rows that the reader itself set aside. */
  faultsPath?: string | undefined
}

export interface FileToReceive {
  name: string
  path: string
  encoding: Encoding
}

/** What a file is read in: where copies may lie, and by which titles a header is told from what stands above it. */
interface Reading {
  folder: string
  delivered: number
  encoding: Encoding
  knownTitles: ReadonlySet<string>
}

/**
 * Makes a delivered file readable, as one table or several: unpacks, finds the format and the encoding, decodes, evens
 * out the line breaks. Whatever the file holds, it costs a bounded amount of memory and disk, and is read or refused.
 */
export async function receiveFile(
  file: FileToReceive,
  folder: string,
  number: number,
  knownTitles: ReadonlySet<string> = new Set(),
): Promise<ReceivedFile[]> {
  const { name, encoding } = file
  const reading: Reading = { folder, delivered: number, encoding, knownTitles }
  const received = await receivePacked({ name, path: file.path }, reading, String(number))
  for (const [place, table] of received.entries()) {
    // Two sheets or files of one name would be taken for one another in the quarantine.
    if (received.findIndex((other) => other.name === table.name) < place) table.name += ` (${place + 1})`
    if (table.header?.titles.some((title) => plainTitle(title) === rowTokenTitle)) await unguardTable(table)
  }
  return received
}

async function receivePacked(
  file: { name: string; path: string },
  reading: Reading,
  label: string,
): Promise<ReceivedFile[]> {
  const { name, path } = file
  if (sniff(await readHead(path, name)) !== 'gzip') return receivePlain(file, reading, label)
  const unpacked = join(reading.folder, `${label}.unpacked`)
  await gunzipFile(path, unpacked, name)
  return receivePlain({ name, path: unpacked }, reading, label, 'packed')
}

/** A file that we wrote ourselves for somebody to correct: the guards against formulas come off again. */
async function unguardTable(table: ReceivedFile): Promise<void> {
  const path = `${table.path}.unguarded.csv`
  const { delimiter } = table.header!
  await writeFile(path, unguardedText(table.path, delimiter))
  Object.assign(table, { path, header: { ...table.header!, delimiter: ',' } })
}

async function* unguardedText(path: string, delimiter: string): AsyncGenerator<string> {
  for await (const { cells, broken } of tableRecords(path, delimiter))
    yield `${broken ?? cells.map((cell) => quoted(unguarded(cell))).join(',')}\n`
}

async function receivePlain(
  file: { name: string; path: string },
  reading: Reading,
  label: string,
  inside?: 'packed',
): Promise<ReceivedFile[]> {
  const { name, path } = file
  const { folder, encoding: wanted } = reading
  const head = await readHead(path, name)
  const format = sniff(head)
  if (format === 'zip') return receiveZip(file, reading, label, inside)
  if (format === 'gzip') return refuse('archive-nested', { file: name })
  if (format === 'parquet') {
    const table = await readParquetFile(path, name, { path: join(folder, `${label}.csv`), folder })
    return [await asReceived(table, 'parquet', name, reading)]
  }
  if (format === 'old-excel') refuse('file-old-excel', { file: name })
  if (format === 'other') refuse('file-not-text', { file: name })
  const encoding = wanted === 'auto' ? detectEncoding(head) : wanted
  if (wanted === 'utf-8' && !isUtf8(head)) refuse('file-encoding', { file: name, encoding })
  const start = new TextDecoder(encoding).decode(head.subarray(0, headerBytesMax), { stream: true })
  if (/^\uFEFF?\s*\[\s*[[{\]]/.test(start)) refuse('json-not-lines', { file: name })
  const target = join(folder, label)
  if (/^\uFEFF?\s*\{/.test(start)) {
    const text = encoding === 'utf-8' ? { path } : await receiveText(path, encoding, target)
    const table = await readJsonLines(text.path, name, { path: `${target}.csv` })
    return [{ ...(await asReceived(table, 'jsonl', name, reading)), encoding }]
  }
  if (head.length > headerBytesMax && !/[\r\n]/.test(start)) refuse('line-too-long', { file: name, row: 1 })
  const header = readHeader(start, name)
  if ((header?.titles.length ?? 0) > readingLimits.columnsMax)
    refuse('columns-too-many', { file: name, columns: header!.titles.length, max: readingLimits.columnsMax })
  const text = await receiveText(path, encoding, target)
  const { delivered } = reading
  return [{ name, delivered, format: 'csv', encoding, header, numberColumn: false, ...text }]
}

/** Left by file managers, meant by nobody. */
const strays = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i

async function receiveZip(
  file: { name: string; path: string },
  reading: Reading,
  label: string,
  inside: 'packed' | undefined,
): Promise<ReceivedFile[]> {
  const archive = await openArchive(file.path, file.name)
  try {
    if (isWorkbook(archive)) return await receiveWorkbook(archive, file.name, reading, label)
    if (inside === 'packed') refuse('archive-nested', { file: file.name })
    const entries = archive.entries.filter(({ name }) => !name.endsWith('/') && !strays.test(name))
    if (entries.length === 0) refuse('archive-empty', { file: file.name })
    const packed = (await stat(file.path)).size
    const received: ReceivedFile[] = []
    let before = 0
    for (const [place, entry] of entries.entries()) {
      const path = join(reading.folder, `${label}-${place}.unpacked`)
      before += await extractEntry(entry, path, { file: file.name, before, packed })
      const name = `${file.name}/${entry.name.replace(/^.*\//, '')}`
      const tables = await receivePlain({ name, path }, reading, `${label}-${place}`, 'packed')
      if (!tables.some((table) => table.path === path)) await rm(path)
      received.push(...tables)
    }
    return received
  } finally {
    archive.close()
  }
}

async function receiveWorkbook(
  archive: Archive,
  name: string,
  reading: Reading,
  label: string,
): Promise<ReceivedFile[]> {
  const { folder, knownTitles } = reading
  const tables = await readWorkbook(archive, name, { folder, name: label, knownTitles })
  const received: ReceivedFile[] = []
  for (const table of tables) {
    const named = tables.length === 1 ? name : `${name}/${table.sheet}`
    received.push(await asReceived(table, 'xlsx', named, reading))
  }
  if (received.length > 0) return received
  const { delivered } = reading
  const path = join(folder, `${label}.csv`)
  const nothing = { header: undefined, decoded: false, garbled: false, numberColumn: true }
  return [{ name, delivered, format: 'xlsx', path, encoding: 'utf-8', ...nothing }]
}

async function asReceived(
  table: ReadTable,
  format: FileFormat,
  name: string,
  { delivered }: Reading,
): Promise<ReceivedFile> {
  const { path, titles, faultsPath } = table
  const header: Header = { titles, delimiter: ',' }
  const numbers = { numberColumn: true, decoded: false, garbled: await contains(path, '\uFFFD') }
  return { name, delivered, format, path, encoding: 'utf-8', header, faultsPath, ...numbers }
}

async function readHead(path: string, name: string): Promise<Uint8Array> {
  const handle = await open(path).catch(() => refuse('file-missing', { file: name }))
  try {
    const buffer = Buffer.alloc(Math.min(detectionBytes, (await handle.stat()).size))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
