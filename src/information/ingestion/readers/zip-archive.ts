import type { Readable } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { refuse } from './contract.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'

/** A file within an archive. Its name is a label for people; nothing is ever written under it. */
export interface ArchiveEntry {
  name: string
  bytes: number
  open: () => Promise<Readable>
}

export interface Archive {
  entries: ArchiveEntry[]
  close: () => void
}

/**
 * Opens a zip file and looks through its directory before any content is unpacked: no password, no entry that
 * overlaps another (Fifield, "A better zip bomb", WOOT 2019), bounded number, size and ratio. The reader of the entries
 * counts for itself: an entry that unpacks to more than the directory says is an error.
 */
export async function openArchive(
  path: string,
  file: string,
  limits: ReadingLimits = readingLimits,
): Promise<Archive> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }
  const damaged = () => refuse('file-truncated', { file })
  const zip = await openPromise(path, options).catch(damaged)
  try {
    if (zip.entryCount > limits.archiveEntriesMax)
      refuse('archive-entries-too-many', { file, entries: zip.entryCount, max: limits.archiveEntriesMax })
    const found = await entriesOf(zip).catch(damaged)
    requireSane(found, zip, file, limits)
    const entries = found.map((entry) => ({
      name: nameOf(entry),
      bytes: entry.uncompressedSize,
      open: () => zip.openReadStreamPromise(entry).catch(damaged),
    }))
    return { entries, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  return entries
}

const stored = 0
const deflated = 8
/** The least bytes before the content of an entry: its local header without the name. */
const localHeaderBytes = 30

function requireSane(entries: readonly Entry[], zip: ZipFile, file: string, limits: ReadingLimits): void {
  let [end, unpacked, packed] = [0, 0, 0]
  const inOrder = [...entries].sort(
    (left, right) => left.relativeOffsetOfLocalHeader - right.relativeOffsetOfLocalHeader,
  )
  for (const entry of inOrder) {
    const within = nameOf(entry)
    if (entry.isEncrypted()) refuse('archive-encrypted', { file, within })
    if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated)
      refuse('file-truncated', { file, within, method: entry.compressionMethod })
    const begin = entry.relativeOffsetOfLocalHeader
    if (begin < end) refuse('archive-suspicious', { file, within })
    end = begin + localHeaderBytes + entry.compressedSize
    unpacked += entry.uncompressedSize
    packed += entry.compressedSize
  }
  if (end > zip.fileSize) refuse('archive-suspicious', { file })
  requireRatio({ unpacked, packed }, file, limits)
}

/** Refuses what grows too large, in bytes or in proportion. */
export function requireRatio(
  size: { unpacked: number; packed: number },
  file: string,
  limits: ReadingLimits = readingLimits,
): void {
  const { unpackedBytesMax: bytesMax, ratioMax, ratioFreeBytes } = limits
  const { unpacked, packed } = size
  if (unpacked > bytesMax || (unpacked > ratioFreeBytes && unpacked > packed * ratioMax))
    refuse('unpacked-too-large', { file, unpacked, packed, bytesMax, ratioMax })
}

const namesAreUtf8 = 0x800

/** Names as their maker meant them: marked UTF-8, else valid UTF-8, else what Chinese Windows writes. */
function nameOf(entry: Entry): string {
  const bytes = entry.fileNameRaw
  const marked = (entry.generalPurposeBitFlag & namesAreUtf8) !== 0
  let name: string
  try {
    name = new TextDecoder('utf-8', { fatal: !marked }).decode(bytes)
  } catch {
    name = new TextDecoder('gb18030').decode(bytes)
  }
  return name.replaceAll('\\', '/').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
}
