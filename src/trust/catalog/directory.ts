import { createHash } from 'node:crypto'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { RecordType, RecordTypeData, ReferenceList, Source } from './contract.ts'
import { asRecordType, standardRecordTypes } from './record-type.ts'
import { parseSource } from './source.ts'
import { standardSources } from './standard-sources.ts'
import { type CatalogTables, readRevision, selectCurrent } from './store.ts'

/** Everything that is current. Nobody changes one: it is shared by units of work. */
export interface Directory {
  revision: string
  recordTypes: ReadonlyMap<string, RecordType>
  sources: ReadonlyMap<string, Source>
  referenceLists: ReadonlyMap<string, ReferenceList>
  /** By kind and name, of what is registered; what came with the platform has its own number. */
  versions: ReadonlyMap<string, number>
}

const standardRevision = 'standard'

const standardDirectory: Directory = {
  revision: standardRevision,
  recordTypes: standardRecordTypes,
  sources: standardSources,
  referenceLists: new Map(),
  versions: new Map(),
}

/** By revision, the newest last. A revision is a digest of all that was approved, so equal ones are equal anywhere. */
const known = new Map<string, Directory>([[standardRevision, standardDirectory]])
const knownMax = 8

const ofWork = new WeakMap<UnitOfWork<CatalogTables>, Promise<Directory>>()

/** The directory for this unit of work: one small query for its revision, and all of it only when that is new here. */
export function directoryOf(work: UnitOfWork<CatalogTables>): Promise<Directory> {
  const found = ofWork.get(work)
  if (found) return found
  const opened = openDirectory(work)
  ofWork.set(work, opened)
  opened.catch(() => ofWork.delete(work))
  return opened
}

/** After an approval in this unit of work. */
export function forgetDirectory(work: UnitOfWork<CatalogTables>): void {
  ofWork.delete(work)
}

/** The revision that follows when a definition is approved. */
export function nextRevision(revision: string, digest: string): string {
  return createHash('sha256').update(`${revision} ${digest}`).digest('hex')
}

async function openDirectory(work: UnitOfWork<CatalogTables>): Promise<Directory> {
  const revision = await readRevision(work.db)
  const found = known.get(revision)
  if (found) return found
  const directory = await readDirectory(work, revision)
  // An approval may have come between the two queries: what was read then goes under no name.
  if ((await readRevision(work.db)) !== revision) return openDirectory(work)
  known.set(revision, directory)
  for (const old of known.keys()) {
    if (known.size <= knownMax) break
    if (old !== standardRevision) known.delete(old)
  }
  return directory
}

async function readDirectory(work: UnitOfWork<CatalogTables>, revision: string): Promise<Directory> {
  const recordTypes = new Map(standardRecordTypes)
  const sources = new Map(standardSources)
  const referenceLists = new Map<string, ReferenceList>()
  const versions = new Map<string, number>()
  for (const { kind, name, version, content } of await selectCurrent(work.db)) {
    const data: unknown = JSON.parse(content)
    versions.set(`${kind} ${name}`, version)
    if (kind === 'record-type') recordTypes.set(name, asRecordType(data as RecordTypeData))
    else if (kind === 'source') sources.set(name, parseSource(data))
    else referenceLists.set(name, data as ReferenceList)
  }
  return { revision, recordTypes: byName(recordTypes), sources: byName(sources), referenceLists, versions }
}

function byName<Value>(map: Map<string, Value>): Map<string, Value> {
  return new Map([...map].sort(([left], [right]) => (left < right ? -1 : 1)))
}
