import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { refuse } from './contract.ts'
import { detectEncoding, detectionBytes, isOtherFormat, isUtf8, type TextEncodingName } from './encoding.ts'
import { blocksOf, contains } from './file-bytes.ts'
import { type Header, headerBytesMax, readHeader } from './header.ts'
import { normalizedLines } from './line-breaks.ts'
import type { RefineManifest } from './refine-manifest.ts'

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
  garbled?: boolean
  /**
   * The text has a column before those of the header: the number of the row in the delivered file as a person counts
   * it there (row of the sheet, line of JSON lines, row of a Parquet file). Without it the place in the text is meant.
   */
  numberColumn: boolean
}

type Delivered = RefineManifest['files'][number]

/** Makes a delivered file readable, as one table or several: unpacks, finds the encoding, decodes, evens out the line breaks. */
export async function receiveFile(file: Delivered, folder: string, number: number): Promise<ReceivedFile[]> {
  const packed = await isGzip(file)
  const head = await readHead(file, packed)
  if (isOtherFormat(head)) refuse('file-not-text', { file: file.name })
  const encoding = file.encoding === 'auto' ? detectEncoding(head) : file.encoding
  if (file.encoding === 'utf-8' && !isUtf8(head)) refuse('file-encoding', { file: file.name, encoding })

  let path = file.path
  const decoded = encoding !== 'utf-8'
  if (packed || decoded) {
    path = join(folder, `${number}.csv`)
    await unpack(file, packed, encoding, path)
  }
  if (await hasBlankLine(path)) {
    const even = join(folder, `${number}.even.csv`)
    await evenLines(path, even)
    path = even
  }
  const text = new TextDecoder(encoding).decode(head.subarray(0, headerBytesMax), { stream: true })
  const header = readHeader(text, file.name)
  const { name } = file
  const garbled = !decoded && (await contains(path, '\uFFFD'))
  return [
    { name, delivered: number, format: 'csv', path, encoding, header, decoded, garbled, numberColumn: false },
  ]
}

/** Rewrites a file with one kind of line break and no blank lines; what stands between quotes is left alone. */
export async function evenLines(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), normalizedLines, createWriteStream(to))
}

async function isGzip(file: Delivered): Promise<boolean> {
  const handle = await open(file.path).catch(() => refuse('file-missing', { file: file.name }))
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

async function readHead(file: Delivered, packed: boolean): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of bytesOf(file.path, packed) as AsyncIterable<Buffer>) {
      parts.push(part)
      length += part.length
      if (length >= detectionBytes) break
    }
  } catch (error) {
    refuseDamaged(error, file.name)
  }
  return Buffer.concat(parts).subarray(0, detectionBytes)
}

function bytesOf(path: string, packed: boolean): Readable {
  const bytes = createReadStream(path, { highWaterMark: 1 << 20 })
  if (!packed) return bytes
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  bytes.on('error', (error) => gunzip.destroy(error))
  return bytes.pipe(gunzip)
}

async function unpack(
  file: Delivered,
  packed: boolean,
  encoding: TextEncodingName,
  to: string,
): Promise<void> {
  const bytes = bytesOf(file.path, packed)
  try {
    if (encoding === 'utf-8') await pipeline(bytes, createWriteStream(to))
    else {
      const text = Readable.toWeb(bytes).pipeThrough(new TextDecoderStream(encoding) as never)
      await pipeline(Readable.fromWeb(text as never), createWriteStream(to))
    }
  } catch (error) {
    refuseDamaged(error, file.name)
  }
}

function refuseDamaged(error: unknown, file: string): never {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code.startsWith('Z_')) refuse('file-truncated', { file })
  throw error
}

/** Blank lines would shift the row numbers: the engine skips them without a word. The end of the file may be blank. */
async function hasBlankLine(path: string): Promise<boolean> {
  let tail: Buffer = Buffer.alloc(0)
  let seen = false
  for await (const block of blocksOf(path)) {
    const joined = tail.length > 0 ? Buffer.concat([tail, block.subarray(0, 3)]) : tail
    for (const bytes of [joined, block]) {
      if (seen && hasText(bytes)) return true
      const at = blankAt(bytes)
      if (at < 0) continue
      seen = true
      if (hasText(bytes.subarray(at))) return true
    }
    tail = Buffer.from(block.subarray(-3))
  }
  return false
}

function hasText(bytes: Buffer): boolean {
  return bytes.some((byte) => byte !== 10 && byte !== 13)
}

function blankAt(bytes: Buffer): number {
  const places = [bytes.indexOf('\n\n'), bytes.indexOf('\n\r\n')].filter((place) => place >= 0)
  return places.length > 0 ? Math.min(...places) : -1
}
