import { existsSync } from 'node:fs'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType, getSource } from '../../trust/catalog/index.ts'
import { headerDigest } from './column-choice.ts'
import type { Encoding } from './contract.ts'
import { refuse } from './contract.ts'
import { getUpload } from './create-upload.ts'
import { requireDeliverer } from './deliverer.ts'
import type { PreviewTable } from './deliveries/contract.ts'
import { annotationTitles } from './fix-columns.ts'
import { knownTitles } from './known-titles.ts'
import { lookInto } from './look-into.ts'
import { mapPreview } from './map-preview.ts'
import { originalPath } from './originals.ts'
import type { IngestionTables } from './store.ts'
import { findRememberedMapping } from './store-deliveries.ts'

const previewRows = 20

type PreviewWork = UnitOfWork<IngestionTables & CatalogTables>

export interface PreviewWish {
  recordType: string
  source: string
  encoding?: Encoding | undefined
}

/** What a file would be read as, before it is delivered: nothing is published and nothing is remembered. */
export async function previewFile(
  work: PreviewWork,
  file: { name: string; path: string },
  wish: PreviewWish,
): Promise<PreviewTable[]> {
  const recordType = await getRecordType(work, wish.recordType)
  const source = await getSource(work, wish.source)
  requireDeliverer(work.actor, source)
  const { tables } = await lookInto(work.dataFolder, {
    task: 'preview',
    files: [{ ...file, encoding: wish.encoding ?? 'auto' }],
    knownTitles: [...knownTitles(recordType, source)],
    rowsMax: previewRows,
  })
  const previews: PreviewTable[] = []
  for (const table of tables) {
    // Corrected rows come with our own columns before those that were remembered.
    const own = table.titles.filter((title) => !annotationTitles.some((ours) => ours === title))
    const key = { recordType: recordType.id, source: source.id, headerDigest: headerDigest(own) }
    const remembered = await findRememberedMapping(work.db, key)
    previews.push(mapPreview(table, { recordType, source, remembered }))
  }
  return previews
}

export async function previewUpload(
  work: PreviewWork,
  wish: PreviewWish & { upload: string },
): Promise<{ upload: string; name: string; tables: PreviewTable[] }> {
  const { id, name, digest } = await getUpload(work, wish.upload)
  const path = originalPath(work.dataFolder, digest)
  if (!existsSync(path)) refuse('upload-unknown', { upload: id })
  return { upload: id, name, tables: await previewFile(work, { name, path }, wish) }
}
