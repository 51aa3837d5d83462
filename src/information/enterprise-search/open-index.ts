import { join } from 'node:path'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type EnterpriseTables, listEnterpriseChanges, searchDocuments } from '../enterprises/index.ts'
import { type Document, documentOf } from './document.ts'
import { findDocument } from './find-document.ts'
import { indexFolder } from './index-folder.ts'
import { isGone, openReader, type Reader, setGone } from './reader.ts'
import { openReadings, type Readings } from './reading.ts'
import { buildSegment } from './segment.ts'
import { documentsIn, readSegment } from './segment-file.ts'
import { type EnterpriseSearchTables, findLatestSegment } from './store.ts'

/** The index of one data folder as this process has it: the segment of the file, and small ones of what changed since. */
interface OpenIndex {
  file: string | undefined
  sequence: bigint
  readers: Reader[]
}

export interface CurrentIndex {
  readers: readonly Reader[]
  readings: Readings
  /** The last change that is in. */
  sequence: bigint
  /** False while more has changed than a search can take in by itself: a segment is due. */
  isCurrent: boolean
}

/** A search takes in so many changes itself; more wait for the next segment. */
export const changesAtOnceMax = 2000
/** More small segments than this are made one. */
const readersMax = 6

/** Files that this process could not read: a segment is due in their place. */
const unreadable = new Set<string>()

export function isReadable(file: string): boolean {
  return !unreadable.has(file)
}

const opened = new Map<string, OpenIndex>()
const updates = new Map<string, Promise<unknown>>()

/** The index with all that the store says has changed. Searches of one process bring it up to date one after the other. */
export async function currentIndex(
  work: UnitOfWork<EnterpriseTables & EnterpriseSearchTables>,
): Promise<CurrentIndex> {
  const readings = await openReadings()
  const before = updates.get(work.dataFolder) ?? Promise.resolve()
  const update = before.catch(() => {}).then(() => bringUpToDate(work, readings))
  updates.set(work.dataFolder, update)
  return update
}

async function bringUpToDate(
  work: UnitOfWork<EnterpriseTables & EnterpriseSearchTables>,
  readings: Readings,
): Promise<CurrentIndex> {
  let index = opened.get(work.dataFolder) ?? (await loadIndex(work, readings))
  let changes = await listEnterpriseChanges(work, index.sequence, changesAtOnceMax + 1)
  if (changes.length > changesAtOnceMax && (await findLatestSegment(work.db))?.file !== index.file) {
    index = await loadIndex(work, readings)
    changes = await listEnterpriseChanges(work, index.sequence, changesAtOnceMax + 1)
  }
  if (changes.length > changesAtOnceMax) return { ...index, readings, isCurrent: false }
  if (changes.length > 0) {
    const changed = [...new Set(changes.map((change) => change.enterprise))]
    const documents = (await searchDocuments(work, changed)).map(documentOf)
    index = withChanges(index, changed, documents, changes.at(-1)!.sequence, readings)
    opened.set(work.dataFolder, index)
  }
  return { ...index, readings, isCurrent: true }
}

/** A file that is missing or damaged is as good as none: everything is then a change since the beginning. */
async function loadIndex(work: UnitOfWork<EnterpriseSearchTables>, readings: Readings): Promise<OpenIndex> {
  const row = await findLatestSegment(work.db)
  const read = row && readSegment(join(indexFolder(work.dataFolder), row.file))
  if (row && !read) unreadable.add(row.file)
  const index: OpenIndex = read
    ? { file: row.file, sequence: read.sequence, readers: [openReader(read.segment, readings)] }
    : { file: row?.file, sequence: 0n, readers: [] }
  opened.set(work.dataFolder, index)
  return index
}

/** Documents that changed are gone from the segments before, and are in a new small one as they look now. */
function withChanges(
  index: OpenIndex,
  changed: readonly string[],
  documents: readonly Document[],
  sequence: bigint,
  readings: Readings,
): OpenIndex {
  for (const enterprise of changed) {
    for (const reader of index.readers) {
      const document = findDocument(reader, enterprise)
      if (document >= 0) setGone(reader, document)
    }
  }
  const readers = [...index.readers]
  if (documents.length > 0) readers.push(openReader(buildSegment(documents, readings), readings))
  const fromFile = index.file === undefined || index.sequence === 0n ? 0 : 1
  if (readers.length - fromFile > readersMax) {
    const living = readers.splice(fromFile).flatMap(livingDocuments)
    readers.push(openReader(buildSegment(living, readings), readings))
  }
  return { ...index, sequence, readers }
}

function livingDocuments(reader: Reader): Document[] {
  return [...documentsIn(reader.segment)].filter((_, document) => !isGone(reader, document))
}

/** As in a process that has just begun. */
export function forgetIndex(dataFolder: string): void {
  opened.delete(dataFolder)
}
