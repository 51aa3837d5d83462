import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { newIdentifier } from '../../foundation/identifier.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import {
  type CatalogTables,
  type Field,
  getRecordTypeByDigest,
  getSource,
  type RecordType,
  type Source,
} from '../../trust/catalog/index.ts'
import type { AnnotateWish } from './annotated-row.ts'
import type { ColumnChoice } from './column-choice.ts'
import { reasons, refuse } from './contract.ts'
import { mayDeliver } from './deliverer.ts'
import { getOwnDelivery, listMarks } from './get-batch.ts'
import { knownTitles } from './known-titles.ts'
import { lookInto } from './look-into.ts'
import { plainTitle } from './readers/header-row.ts'
import { keptFiles } from './run-delivery.ts'
import type { IngestionTables } from './store.ts'
import { findReceipt, listFixedRows } from './store-deliveries.ts'

export interface AnnotatedFile {
  fileName: string
  rows: number
  content: Readable
}

/**
 * Makes the file of the bad rows that are still open, for a person to correct and deliver again: the columns as
 * delivered, before them why, what to do and the token of the row. Who may deliver for the source sees the values as
 * they are, because it is their file; for others what touches a person is masked.
 */
export async function annotateQuarantine(
  work: UnitOfWork<IngestionTables & CatalogTables & AuditTables>,
  wish: { batch: string },
): Promise<AnnotatedFile> {
  const stored = await getOwnDelivery(work, wish.batch)
  const receipt = (await findReceipt(work.db, stored.id)) ?? refuse('original-gone', { batch: stored.id })
  const recordType = await getRecordTypeByDigest(work, stored.recordTypeDigest)
  const source = await getSource(work, stored.source)
  const fixed = new Set((await listFixedRows(work.db, stored.id)).map(({ file, row }) => `${row} ${file}`))
  const marks = (await listMarks(work, stored.id)).filter(({ file, row }) => !fixed.has(`${row} ${file}`))
  const titles = titlesByField(recordType, source, receipt.mapping)
  const own = mayDeliver(work.actor, source)
  const personal = recordType.fields.filter((field) => field.personal)
  const folder = join(work.dataFolder, 'looks')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${newIdentifier()}.csv`)
  const annotate: AnnotateWish = {
    to: path,
    marks,
    fileNames: stored.files.map(({ name }) => name),
    words: reasons as unknown as AnnotateWish['words'],
    fieldTitles: titles,
    maskedTitles: own ? [] : personal.flatMap(({ name }) => titles[name]!),
  }
  const { encoding } = receipt
  const files = keptFiles(work.dataFolder, receipt).map(({ name, path }) => ({ name, path, encoding }))
  await lookInto(work.dataFolder, {
    task: 'annotate',
    files,
    knownTitles: [...knownTitles(recordType, source)],
    ...annotate,
  })
  await append(work, {
    kind: 'quarantine-exported',
    subject: stored.id,
    detail: { rows: marks.length, masked: !own },
  })
  return {
    fileName: `${stored.recordType}-${stored.id}.csv`,
    rows: marks.length,
    content: await readOnce(path),
  }
}

/** The name goes before the content is read: whatever happens to the reader, no copy stays on disk. */
async function readOnce(path: string): Promise<Readable> {
  const handle = await open(path)
  await rm(path)
  return handle.createReadStream()
}

function titlesByField(
  recordType: RecordType,
  source: Source,
  mapping: ColumnChoice | null,
): Record<string, string[]> {
  const given = [
    ...source.layouts
      .filter((layout) => layout.recordType === recordType.id)
      .flatMap(({ columns }) => Object.entries(columns)),
    ...Object.entries(mapping ?? {}),
  ]
  const titlesOf = ({ name, zh, en, synonyms }: Field) => [
    ...[name, zh, en, ...(synonyms ?? [])],
    ...given.flatMap(([title, field]) => (field === name ? [title] : [])),
  ]
  return Object.fromEntries(recordType.fields.map((field) => [field.name, titlesOf(field).map(plainTitle)]))
}
