import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Document } from './document.ts'
import type { Postings } from './postings.ts'
import { type Segment, uuidAt } from './segment.ts'

/** Raised when what is kept or how changes: an older file is then as good as none. */
const layout = 'sanxin-search-1'

interface Header {
  layout: string
  sequence: string
  currentEntries: number
  /** Of all bytes behind the header. */
  checksum: number
  arrays: { name: string; kind: ArrayKind; length: number; at: number }[]
  universes: Record<string, number>
}

type ArrayKind = 'Uint8Array' | 'Uint16Array' | 'Uint32Array' | 'Float64Array'
const kinds = { Uint8Array, Uint16Array, Uint32Array, Float64Array }
type AnyArray = Uint8Array | Uint16Array | Uint32Array | Float64Array

const plainArrays = [
  'ids',
  'ranks',
  'entryDocuments',
  'entryStarts',
  'text',
  'brandStarts',
  'formStarts',
  'byName',
  'byBrand',
  'codeDocuments',
  'codeStarts',
  'codeText',
  'byCode',
] as const
const postingTables = ['units', 'pairs', 'initials', 'codeParts'] as const
const postingArrays = ['keys', 'counts', 'starts', 'data'] as const

const headerBytes = 16_384

/** Writes the segment so that it is there whole or not at all. Returns its size in bytes. */
export function writeSegment(path: string, segment: Segment, sequence: bigint): number {
  const arrays = arraysOf(segment)
  let at = 0
  const header: Header = {
    layout,
    sequence: String(sequence),
    currentEntries: segment.currentEntries,
    checksum: 0,
    arrays: [],
    universes: Object.fromEntries(postingTables.map((table) => [table, segment[table].universe])),
  }
  const draft = `${path}.draft`
  const file = openSync(draft, 'w')
  try {
    for (const [name, array] of arrays) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
      const padded = Math.ceil(bytes.length / 8) * 8
      header.arrays.push({
        name,
        kind: array.constructor.name as ArrayKind,
        length: array.length,
        at,
      })
      writeAll(file, bytes, headerBytes + at)
      const padding = new Uint8Array(padded - bytes.length)
      writeAll(file, padding, headerBytes + at + bytes.length)
      header.checksum = crc32(padding, crc32(bytes, header.checksum))
      at += padded
    }
    writeAll(file, Buffer.from(JSON.stringify(header).padEnd(headerBytes)), 0)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
  return headerBytes + at
}

/** The segment in a file, or undefined when the file is missing, cut, altered or of another layout. */
export function readSegment(path: string): { segment: Segment; sequence: bigint; bytes: number } | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const head = Buffer.alloc(headerBytes)
    readSync(file, head, 0, headerBytes, 0)
    const header = headerOf(head.toString())
    if (!header) return undefined
    const last = header.arrays.at(-1)!
    const size = Math.ceil((last.at + last.length * kinds[last.kind].BYTES_PER_ELEMENT) / 8) * 8
    const bytes = new Uint8Array(size)
    for (let done = 0; done < size; ) {
      const read = readSync(file, bytes, done, Math.min(size - done, 1 << 28), headerBytes + done)
      if (read === 0) return undefined
      done += read
    }
    if (crc32(bytes) !== header.checksum) return undefined
    return { segment: segmentOf(header, bytes.buffer), sequence: BigInt(header.sequence), bytes: size }
  } finally {
    closeSync(file)
  }
}

function headerOf(text: string): Header | undefined {
  try {
    const header = JSON.parse(text) as Header
    return header.layout === layout ? header : undefined
  } catch {
    return undefined
  }
}

function arraysOf(segment: Segment): [string, AnyArray][] {
  return [
    ...plainArrays.map((name): [string, AnyArray] => [name, segment[name]]),
    ...postingTables.flatMap((table) =>
      postingArrays.map((part): [string, AnyArray] => [`${table}.${part}`, segment[table][part]]),
    ),
  ]
}

function segmentOf(header: Header, buffer: ArrayBuffer): Segment {
  const arrays = new Map(
    header.arrays.map(({ name, kind, length, at }) => [name, new kinds[kind](buffer, at, length)]),
  )
  const plain = Object.fromEntries(plainArrays.map((name) => [name, arrays.get(name)]))
  const tables = Object.fromEntries(
    postingTables.map((table) => [
      table,
      {
        ...Object.fromEntries(postingArrays.map((part) => [part, arrays.get(`${table}.${part}`)])),
        universe: header.universes[table],
      } as Postings,
    ]),
  )
  return { ...plain, ...tables, currentEntries: header.currentEntries } as unknown as Segment
}

function writeAll(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
}

/** What a segment was made of, so that the next one needs only what changed since. */
export function* documentsIn(segment: Segment): Generator<Document> {
  const size = segment.ranks.length
  const documents: Document[] = Array.from({ length: size }, (_, at) => ({
    enterprise: uuidAt(segment.ids, at),
    names: [],
    codes: [],
    rank: segment.ranks[at]!,
  }))
  segment.entryDocuments.forEach((document, entry) => {
    const units = segment.text.subarray(segment.entryStarts[entry]!, segment.entryStarts[entry + 1]!)
    const former = entry >= segment.currentEntries
    documents[document]!.names.push({ plain: String.fromCharCode(...units), former })
  })
  const codes = Buffer.from(segment.codeText.buffer, segment.codeText.byteOffset, segment.codeText.length)
  segment.codeDocuments.forEach((document, code) => {
    const [start, end] = [segment.codeStarts[code]!, segment.codeStarts[code + 1]!]
    documents[document]!.codes.push(codes.toString('latin1', start, end))
  })
  yield* documents
}
