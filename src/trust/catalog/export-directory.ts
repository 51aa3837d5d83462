import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { ExportFormat } from './contract.ts'
import { directoryCsv } from './directory-csv.ts'
import { directoryDcat } from './directory-dcat.ts'
import { directoryPage } from './directory-page.ts'
import { listRecordTypes } from './get-record-type.ts'
import { findInDirectory } from './search-directory.ts'
import type { CatalogTables } from './store.ts'

/** The directory, or what a text is found in, as a file to hand on. */
export async function exportDirectory(
  work: UnitOfWork<CatalogTables>,
  wish: { format: ExportFormat; text?: string | undefined },
): Promise<{ fileName: string; mediaType: string; text: string }> {
  const found = findInDirectory(await listRecordTypes(work), { text: wish.text })
  const recordTypes = found.map(({ recordType }) => recordType)
  switch (wish.format) {
    case 'dcat':
      return {
        fileName: 'directory.jsonld',
        mediaType: 'application/ld+json',
        text: `${JSON.stringify(directoryDcat(recordTypes, work.now), null, 1)}\n`,
      }
    case 'csv':
      return {
        fileName: 'directory.csv',
        mediaType: 'text/csv; charset=utf-8',
        text: directoryCsv(recordTypes),
      }
    case 'html':
      return {
        fileName: 'directory.html',
        mediaType: 'text/html; charset=utf-8',
        text: directoryPage(recordTypes, work.now),
      }
  }
}
