import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { ListSummary, RecordType, Source, Version } from './contract.ts'
import { directoryOf } from './directory.ts'
import { getRecordType } from './get-record-type.ts'
import { findReferenceList } from './get-reference-list.ts'
import { listSources } from './get-source.ts'
import { storedProposal } from './proposal.ts'
import { standardRecordTypes } from './record-type.ts'
import { type CatalogTables, selectHistory } from './store.ts'

type Work = UnitOfWork<CatalogTables>

interface DirectoryEntry {
  recordType: RecordType
  standard: boolean
  /** Those whose owner is the record type's, and those with a layout for it. */
  sources: Source[]
  referenceLists: ListSummary[]
  history: Version[]
}

/** All that the directory says of a record type. */
export async function getDirectoryEntry(work: Work, wish: { recordType: string }): Promise<DirectoryEntry> {
  const recordType = await getRecordType(work, wish.recordType)
  const directory = await directoryOf(work)
  const lists = new Set(recordType.fields.flatMap(({ list }) => list ?? []))
  const history = await selectHistory(work.db, 'record-type', recordType.id)
  return {
    recordType,
    standard: standardRecordTypes.get(recordType.id)?.digest === recordType.digest,
    sources: (await listShownSources(work)).filter(
      ({ organization, layouts }) =>
        organization === recordType.owner.organization ||
        layouts.some((layout) => layout.recordType === recordType.id),
    ),
    referenceLists: [...lists].flatMap((id) => {
      const list = findReferenceList(directory, id)
      return list ? { id, version: list.version, zh: list.zh, en: list.en, codes: list.codes.length } : []
    }),
    history: history.map((row) => {
      const { state: _, reason: __, proposedBy, reviewedBy, ...version } = storedProposal(row)
      const whoIsShown = isKeeper(work.actor)
      return {
        ...version,
        proposedBy: whoIsShown ? proposedBy : null,
        reviewedBy: whoIsShown ? reviewedBy : null,
      }
    }),
  }
}

/** The sources, with the person to call only for those who keep the directory. */
export async function listShownSources(work: Work): Promise<Source[]> {
  const sources = await listSources(work)
  return isKeeper(work.actor) ? sources : sources.map((source) => ({ ...source, contact: null }))
}

function isKeeper({ permissions }: Actor): boolean {
  return permissions.has('catalog:manage') || permissions.has('catalog:review')
}
