import { endpoint } from '../../foundation/endpoint.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  approveProposalContract,
  exportDirectoryContract,
  getDirectoryEntryContract,
  getReferenceListContract,
  listProposalsContract,
  listRecordTypesContract,
  listSourcesContract,
  previewProposalContract,
  proposeContract,
  rejectProposalContract,
  searchDirectoryContract,
} from './contract.ts'
import { exportDirectory } from './export-directory.ts'
import { bySubject } from './field-group.ts'
import { getDirectoryEntry, listShownSources } from './get-directory-entry.ts'
import { listRecordTypes } from './get-record-type.ts'
import { getReferenceList } from './get-reference-list.ts'
import { listProposals } from './list-proposals.ts'
import { previewProposal, propose } from './propose.ts'
import { approveProposal, rejectProposal } from './review.ts'
import { searchDirectory } from './search-directory.ts'
import type { CatalogTables } from './store.ts'

type Work = UnitOfWork<CatalogTables>

export const catalogEndpoints = [
  endpoint(listRecordTypesContract, async (work: Work) => ({
    items: (await listRecordTypes(work)).toSorted(bySubject),
  })),
  endpoint(searchDirectoryContract, searchDirectory),
  endpoint(getDirectoryEntryContract, getDirectoryEntry),
  endpoint(listSourcesContract, async (work: Work) => ({ items: await listShownSources(work) })),
  endpoint(getReferenceListContract, (work: Work, { list }) => getReferenceList(work, list)),
  endpoint(exportDirectoryContract, exportDirectory),
  endpoint(previewProposalContract, previewProposal),
  endpoint(proposeContract, propose),
  endpoint(listProposalsContract, listProposals),
  endpoint(approveProposalContract, approveProposal),
  endpoint(rejectProposalContract, rejectProposal),
]
