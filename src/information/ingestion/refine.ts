import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type BulkStep, isDiskFull, reportWhile } from '../../foundation/bulk.ts'
import { digestOf } from '../../foundation/canonical-json.ts'
import { shanghaiDay } from '../../foundation/instant.ts'
import { refuse as refuseStore } from '../../foundation/store-refusals.ts'
import { mapColumns } from '../../trust/catalog/index.ts'
import { readCheckpoint, saveCheckpoint } from './checkpoint.ts'
import { beginning, type Division, divideRows } from './divide-rows.ts'
import { joinBuckets } from './join-buckets.ts'
import { knownTitles } from './known-titles.ts'
import { type ReceivedFile, receiveFile } from './receive.ts'
import { type BucketMade, type BucketWork, refineBucket } from './refine-bucket.ts'
import { bucketFile, divisionFile, type Refined, type RefineManifest } from './refine-manifest.ts'
import { sqlText } from './sql-text.ts'
import { type Staging, type TableReading, tableReading } from './staging.ts'

type Progress = (step: BulkStep) => void

/**
 * From delivered files to sorted lake files, a quarantine file and the enterprises they name; nothing is visible yet.
 * The rows are divided by enterprise into buckets of a bounded size, and one bucket is worked on at a time: memory is
 * flat, time is in proportion to the rows, and what is done before a crash is not done again.
 */
export async function refine(manifest: RefineManifest, progress: Progress): Promise<Refined> {
  try {
    const state = await divide(manifest, progress)
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(manifest.threads),
      memory_limit: `${Math.round(manifest.memoryBytes / 1e6)}MB`,
      temp_directory: join(manifest.folder, 'spill'),
      preserve_insertion_order: 'false',
    })
    const engine = await instance.connect()
    try {
      await engine.run(createListedSql(manifest))
      const made = await refineBuckets(engine, manifest, state, progress)
      progress({ stage: 'publishing', done: 0 })
      return await joinBuckets(engine, manifest, state, made)
    } finally {
      engine.closeSync()
      instance.closeSync()
    }
  } catch (error) {
    if (isDiskFull(error)) refuseStore('disk-full', { folder: manifest.folder })
    throw error
  }
}

function createListedSql({ lists }: RefineManifest): string {
  const table = 'CREATE TABLE listed_code (list VARCHAR, code VARCHAR)'
  const filled = Object.entries(lists).map(
    ([list, codes]) =>
      `INSERT INTO listed_code SELECT ${sqlText(list)}, unnest([${codes.map(sqlText).join(', ')}]::VARCHAR[])`,
  )
  return [table, ...filled].join('; ')
}

/** What is known of a delivery once its rows are divided. */
export interface DividedDelivery {
  received: ReceivedFile[]
  staging: Staging
  tables: TableReading[]
  buckets: number
  division: Division
}

/** What the division of a delivery depends on, and how far it is; kept only of large deliveries. */
interface DivisionSaved {
  identity: string
  received: ReceivedFile[]
  division: Division
  done: boolean
}

/** Less text is read faster in one part: each has a statement of its own. */
const plainApartMin = 4e6

async function divide(manifest: RefineManifest, progress: Progress): Promise<DividedDelivery> {
  const path = join(manifest.folder, divisionFile)
  const identity = digestOf({
    format: 2,
    recordType: manifest.recordType.digest,
    lists: manifest.lists,
    source: manifest.source,
    files: manifest.files,
    bucketBytes: manifest.bucketBytes,
  })
  const found = await readCheckpoint<DivisionSaved>(path)
  const saved = found?.identity === identity ? found : undefined
  const received = saved?.received ?? (await receiveAll(manifest))
  const staging: Staging = { recordType: manifest.recordType, problems: [], warnings: [], known: false }
  const readings = received.map((file, number) => readingOf(staging, manifest, file, number))
  const bytes = await totalBytes(received)
  const buckets = Math.min(256, Math.max(1, Math.ceil(bytes / manifest.bucketBytes)))
  const save = async (division: Division, done = false) =>
    saveCheckpoint(path, { identity, received, division, done } satisfies DivisionSaved)
  const division = saved?.done
    ? saved.division
    : await divideRows(readings, saved?.division ?? beginning(received.length), {
        manifest,
        buckets,
        plainApart: buckets > 1 || bytes > plainApartMin,
        checkpointBytes: manifest.checkpointBytes,
        checkpoint: save,
        progress: (done) => progress({ stage: 'reading', done, total: bytes }),
      })
  if (saved?.done !== true && bytes > manifest.checkpointBytes) await save(division, true)
  const tables = readings.filter((reading) => reading !== undefined)
  return { received, staging, tables, buckets, division }
}

async function receiveAll(manifest: RefineManifest): Promise<ReceivedFile[]> {
  const titles = knownTitles(manifest.recordType, manifest.source)
  const received: ReceivedFile[] = []
  for (const [place, delivered] of manifest.files.entries()) {
    received.push(...(await receiveFile(delivered, manifest.folder, place, titles)))
  }
  return received
}

async function totalBytes(received: readonly ReceivedFile[]): Promise<number> {
  let bytes = 0
  for (const { path, header } of received) if (header) bytes += (await stat(path)).size
  return bytes
}

function readingOf(
  staging: Staging,
  manifest: RefineManifest,
  file: ReceivedFile,
  number: number,
): TableReading | undefined {
  const { header } = file
  if (!header) return undefined
  const mapping = mapColumns(manifest.recordType, manifest.source, header.titles, file.name)
  const when = { now: manifest.now, today: shanghaiDay(manifest.now) }
  return tableReading(staging, { ...file, header }, number, mapping, when)
}

/** Works bucket by bucket; what an earlier attempt finished is taken as it is, unless the lake has changed since. */
async function refineBuckets(
  engine: DuckDBConnection,
  manifest: RefineManifest,
  { staging, tables, buckets, division }: DividedDelivery,
  progress: Progress,
): Promise<BucketMade[]> {
  const { knownAt, now, lake } = manifest
  const identity = digestOf({ knownAt, today: shanghaiDay(now), lake, buckets, counts: division.counts })
  const made: BucketMade[] = []
  for (let bucket = 0; bucket < buckets; bucket++) {
    const path = join(manifest.folder, bucketFile('done', bucket))
    const found = await readCheckpoint<{ identity: string; made: BucketMade }>(path)
    if (found?.identity === identity) {
      made.push(found.made)
      continue
    }
    const counts = division.counts
    const work: BucketWork = { engine, manifest, staging, tables, counts, bucket, buckets }
    const one = await reportWhile(
      () => refineBucket(work),
      () => progress({ stage: 'checking', done: bucket, total: buckets }),
    )
    if (buckets > 1) await saveCheckpoint(path, { identity, made: one })
    made.push(one)
  }
  return made
}
