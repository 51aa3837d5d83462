import { resolve } from 'node:path'
import type { Database } from '../../../foundation/database.ts'
import { type Progress, unwatched } from '../../../foundation/progress.ts'
import { runWork } from '../../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../../foundation/unit-of-work.ts'
import {
  type BatchResult,
  getBatch,
  type IngestionTables,
  ingestFiles,
  type QuarantinedRow,
  readQuarantine,
} from '../../../information/ingestion/index.ts'
import type { AuditTables } from '../../../trust/audit/index.ts'
import {
  type CatalogTables,
  getRecordType,
  getSource,
  mapColumns,
  type RecordType,
  type Source,
} from '../../../trust/catalog/index.ts'
import {
  createOrganization,
  findOrganization,
  type OrganizationTables,
} from '../../../trust/organizations/index.ts'
import { type DeliveredProfile, profileDelivered } from './delivered-profile.ts'
import { registryJson, registryText } from './present-registry.ts'
import { registryFiles, registryFolder } from './registry-folder.ts'

export const registrySource = 'enterprise-cn'
export const registryRecordType = 'registry-entry'

type Work = UnitOfWork<CatalogTables & OrganizationTables & AuditTables & IngestionTables>

/** A file of the registry: what became of its rows, and what it was like as it came. */
export interface RegistryFile {
  name: string
  batch: BatchResult
  delivered: DeliveredProfile
  /** A few rows that were set aside, values of personal fields masked. */
  examples: QuarantinedRow[]
}

export interface RegistryStudy {
  folder: string
  files: RegistryFile[]
  seconds: number
}

export interface RegistryOutcome {
  study: RegistryStudy
  json: ReturnType<typeof registryJson>
  text: { zh: string; en: string }
}

/**
 * Takes a folder of registry files in through the ordinary ingestion, each file as a batch, and accounts for every row.
 * A file that is there already changes nothing and is accounted for by the batch that it first came in.
 */
export async function runEnterpriseCn(
  database: Database,
  actor: Actor,
  wish: { folder?: string; progress?: Progress } = {},
): Promise<RegistryOutcome> {
  const started = performance.now()
  const progress = wish.progress ?? unwatched
  const folder = resolve(wish.folder ?? registryFolder)
  const inputs = registryFiles(folder)
  const { source, recordType } = await runWork(database, actor, openRegistry)
  const taken: Omit<RegistryFile, 'delivered'>[] = []
  // The text of a file is counted while the store takes in what the next one claims.
  let counting: Promise<DeliveredProfile[]> = Promise.resolve([])
  for (const [done, { name, path }] of inputs.entries()) {
    progress({ stage: 'ingest', done, total: inputs.length })
    const delivery = { recordType: recordType.id, files: [path], source: source.id }
    const result = await ingestFiles(database, actor, delivery)
    const batch = await firstOf(database, actor, result, taken)
    const { items } = await runWork(database, actor, (work: Work) =>
      readQuarantine(work, { batch: batch.batch, pageSize: examplesRead }),
    )
    taken.push({ name, batch, examples: items })
    const mapOf = (header: readonly string[]) => mapColumns(recordType, source, header, name)
    const wish = { path, encoding: batch.files[0]!.encoding, delimiter: ',', mapOf }
    const before = await counting
    counting = profileDelivered(wish).then((profile) => [...before, profile])
    counting.catch(() => {})
  }
  const delivered = await counting
  const files = taken.map((file, place) => ({ ...file, delivered: delivered[place]! }))
  progress({ stage: 'ingest', done: inputs.length, total: inputs.length })
  const study = { folder, files, seconds: (performance.now() - started) / 1000 }
  return { study, json: registryJson(study), text: registryText(study) }
}

/** Enough to have an example of each reason. */
const examplesRead = 1000

/** The organization that answers for the registry, once. */
async function openRegistry(work: Work): Promise<{ source: Source; recordType: RecordType }> {
  const source = await getSource(work, registrySource)
  if (!(await findOrganization(work, source.organization)))
    await createOrganization(work, { id: source.organization, kind: 'agency', name: source.zh })
  return { source, recordType: await getRecordType(work, registryRecordType) }
}

/** The batch in which these bytes first came, unless that was as another file of this very run. */
async function firstOf(
  database: Database,
  actor: Actor,
  result: BatchResult,
  before: readonly Pick<RegistryFile, 'batch'>[],
): Promise<BatchResult> {
  const { repeats } = result
  if (repeats === undefined || before.some(({ batch }) => batch.batch === repeats)) return result
  return runWork(database, actor, (work: Work) => getBatch(work, { batch: repeats }))
}
