import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type BulkStep, isDiskFull, reportWhile } from '../../foundation/bulk.ts'
import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import { refuse as refuseStore } from '../../foundation/store-refusals.ts'
import { mapColumns, type RecordType } from '../../trust/catalog/index.ts'
import { sqlText } from './check.ts'
import { warningsSql } from './count-warnings.ts'
import { createKnownRowsSql, createRepeatedKeySql, createVersionSql, type KeyHashing } from './deduplicate.ts'
import { digestOfFile } from './file-bytes.ts'
import { createSubjectSql } from './identify.ts'
import { publishSql, subjectsSql } from './lake-file.ts'
import {
  collectRejectedSql,
  createRejectedSql,
  createShiftSql,
  type QuarantinedFile,
  quarantineSql,
} from './quarantine-rows.ts'
import { type ReceivedFile, receiveFile } from './receive.ts'
import { evenLines } from './receive-text.ts'
import { type LakeFileMade, type Refined, type RefineManifest, refinedFiles } from './refine-manifest.ts'
import { createStagedSql, placeOf, type Staging, stageFileSql } from './staging.ts'

type Progress = (step: BulkStep) => void

/** From delivered files to a sorted lake file, a quarantine file and the enterprises they name; nothing is visible yet. */
export async function refine(manifest: RefineManifest, progress: Progress): Promise<Refined> {
  try {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(manifest.threads),
      memory_limit: `${Math.round(manifest.memoryBytes / 1e6)}MB`,
      temp_directory: join(manifest.folder, 'spill'),
    })
    const engine = await instance.connect()
    try {
      return await refineWith(engine, manifest, progress)
    } finally {
      engine.closeSync()
      instance.closeSync()
    }
  } catch (error) {
    if (isDiskFull(error)) refuseStore('disk-full', { folder: manifest.folder })
    throw error
  }
}

async function refineWith(
  engine: DuckDBConnection,
  manifest: RefineManifest,
  progress: Progress,
): Promise<Refined> {
  const { recordType, knownAt } = manifest
  const staging: Staging = { recordType, problems: [], warnings: [] }
  await engine.run(createStagedSql(recordType))
  await engine.run(createRejectedSql)
  const files: QuarantinedFile[] = []
  const received: ReceivedFile[] = []
  for (const [place, delivered] of manifest.files.entries())
    received.push(...(await receiveFile(delivered, manifest.folder, place)))
  for (const [number, file] of received.entries()) {
    if (!file.header) continue
    files.push(
      await watched(engine, progress, 'reading', () => stageFile(engine, staging, manifest, file, number)),
    )
  }
  progress({ stage: 'checking', done: 0 })
  await engine.run(createSubjectSql(manifest.source))
  const counts = await countStages(engine)
  const shifted = counts.rejected > 0
  if (shifted) await engine.run(createShiftSql)

  const withLake = manifest.lake.length > 0 && counts.accepted > counts.problems
  if (withLake) await engine.run(createKnownRowsSql(recordType, manifest.lake))
  const twice = 'SELECT count(*) FROM (SELECT 1 FROM subject GROUP BY subject HAVING count(*) > 1)'
  const hashing: KeyHashing = { withLake, spelledTwice: (await numberOf(engine, twice)) > 0 }
  await engine.run(createRepeatedKeySql(recordType, hashing))
  const repeated = (await numberOf(engine, 'SELECT count(*) FROM repeated_key')) > 0
  const versions = { duplicate: 0, corrected: 0, supersedes: false }
  if (repeated) {
    await engine.run(createVersionSql(recordType, knownAt, hashing))
    const fresh = 'batch = 2147483647'
    versions.duplicate = await numberOf(engine, `SELECT count(*) FROM version WHERE same AND ${fresh}`)
    versions.corrected = await numberOf(engine, `SELECT count(*) FROM version WHERE later AND ${fresh}`)
    // An older version that arrives late makes no row of its own a correction, and still the key has two versions.
    versions.supersedes =
      (await numberOf(engine, `SELECT count(*) FROM version WHERE later OR (same AND NOT ${fresh})`)) > 0
  }
  const rowsQuarantined = counts.problems + counts.badIdentifiers + counts.rejected
  const rowsRead = counts.accepted + counts.rejected
  const lakeFile = await watched(engine, progress, 'publishing', () =>
    writeLake(engine, manifest, rowsRead - rowsQuarantined - versions.duplicate, { repeated, shifted }),
  )
  const found = { problems: counts.problems > 0, identifiers: counts.badIdentifiers > 0, rejected: shifted }
  const quarantine = rowsQuarantined > 0 ? await writeQuarantine(engine, manifest, staging, files, found) : []
  return {
    files: await countFiles(engine, received),
    rowsRead,
    rowsPublished: rowsRead - rowsQuarantined - versions.duplicate,
    rowsQuarantined,
    rowsDuplicate: versions.duplicate,
    rowsCorrected: versions.corrected,
    quarantine,
    warnings: await countWarnings(engine, staging, manifest),
    supersedes: versions.supersedes,
    lakeFile,
  }
}

async function stageFile(
  engine: DuckDBConnection,
  staging: Staging,
  manifest: RefineManifest,
  file: ReceivedFile,
  number: number,
): Promise<QuarantinedFile> {
  const { recordType, source, now } = manifest
  const mapping = mapColumns(recordType, source, file.header!.titles, file.name)
  const when = { now, today: shanghaiDay(now) }
  const before = staging.problems.length
  try {
    await engine.run(stageFileSql(staging, file, number, mapping, when))
  } catch (error) {
    // The reader wants one kind of line break in a file: a copy of it with one kind is read instead.
    if (!(error instanceof Error) || !error.message.includes('invalid state')) throw error
    const even = join(manifest.folder, `${number}.breaks.csv`)
    await evenLines(file.path, even)
    file.path = even
    staging.problems.length = before
    await engine.run(`DROP TABLE IF EXISTS rejects_${number}; DROP TABLE IF EXISTS rejects_${number}_scan`)
    await engine.run(stageFileSql(staging, file, number, mapping, when))
  }
  await engine.run(collectRejectedSql(number, recordType))
  const places = recordType.fields.map((field) => ({ type: field.type, ...placeOf(field, mapping) }))
  return {
    received: file,
    number,
    identifierColumn: places.find((place) => place.type === 'identifier')?.column,
    personalColumns: places.flatMap(({ personal, column }) =>
      personal && column !== undefined ? [column] : [],
    ),
  }
}

async function countStages(engine: DuckDBConnection) {
  return {
    accepted: await numberOf(engine, 'SELECT count(*) FROM staged'),
    problems: await numberOf(engine, 'SELECT count(*) FROM staged WHERE problem IS NOT NULL'),
    badIdentifiers: await numberOf(
      engine,
      'SELECT count(*) FROM staged SEMI JOIN (SELECT id FROM subject WHERE problem > 0) bad USING (id) WHERE problem IS NULL',
    ),
    rejected: await numberOf(engine, 'SELECT count(*) FROM rejected'),
  }
}

async function countWarnings(
  engine: DuckDBConnection,
  staging: Staging,
  manifest: RefineManifest,
): Promise<Refined['warnings']> {
  const rows = await engine.runAndReadAll(warningsSql(staging, manifest.source))
  return rows.getRows().map(([reason, count]) => ({ reason: String(reason), rows: Number(count) }))
}

async function countFiles(
  engine: DuckDBConnection,
  received: readonly ReceivedFile[],
): Promise<Refined['files']> {
  const rows = await engine.runAndReadAll(
    'SELECT file, count(*)::INTEGER FROM (SELECT file FROM staged UNION ALL SELECT file FROM rejected) GROUP BY file',
  )
  const countOf = new Map(rows.getRows().map(([file, count]) => [Number(file), Number(count)]))
  return received.map((file, number) => ({
    name: file.name,
    delivered: file.delivered,
    encoding: file.encoding,
    rows: countOf.get(number) ?? 0,
  }))
}

/**
 * Measured on 1M invoices: a dictionary of more than 5,000 values costs a third of the writing and saves 7 % of the
 * bytes; bloom filters say nothing that the order of the file does not.
 */
const lakeFormat =
  'FORMAT parquet, PARQUET_VERSION v2, COMPRESSION lz4_raw, DICTIONARY_SIZE_LIMIT 5000, WRITE_BLOOM_FILTER false'

async function writeLake(
  engine: DuckDBConnection,
  manifest: RefineManifest,
  rows: number,
  how: { repeated: boolean; shifted: boolean },
): Promise<LakeFileMade | null> {
  if (rows === 0) return null
  const path = join(manifest.folder, refinedFiles.lake)
  const query = publishSql(manifest.recordType, manifest.knownAt, how)
  await engine.run(`COPY (${query}) TO ${sqlText(path)} (${lakeFormat})`)
  const subjects = join(manifest.folder, refinedFiles.subjects)
  await engine.run(
    `COPY (${subjectsSql(manifest.recordType, manifest.source, path)}) TO ${sqlText(subjects)} (FORMAT json)`,
  )
  const [eventMin, eventMax] = eventBoundsSql(manifest.recordType)
  const bounds = await engine.runAndReadAll(
    `SELECT count(*)::INTEGER, ${eventMin}::VARCHAR, ${eventMax}::VARCHAR, epoch_ms(min(known_at))::DOUBLE,
      epoch_ms(max(known_at))::DOUBLE, min(hash8)::INTEGER, max(hash8)::INTEGER FROM read_parquet(${sqlText(path)})`,
  )
  const [count, first, last, knownMin, knownMax, hashFrom, hashTo] = bounds.getRows()[0]!
  if (count !== rows) throw new Error(`${rows} rows were to be published, the file has ${count}`)
  await syncToDisk(path)
  return {
    rows,
    bytes: (await stat(path)).size,
    digest: (await digestOfFile(path)).digest,
    eventMin: first as string | null,
    eventMax: last as string | null,
    knownMin: momentOf(knownMin),
    knownMax: momentOf(knownMax),
    hashFrom: Number(hashFrom),
    hashTo: Number(hashTo),
  }
}

function momentOf(epochMs: unknown): Instant | null {
  return epochMs === null ? null : instant(new Date(Number(epochMs)))
}

/** The first and the last day on which the rows happened; a month happens until its end. */
function eventBoundsSql(recordType: RecordType): [string, string] {
  const field = recordType.fields.find((candidate) => candidate.name === recordType.eventTime)
  if (!field) return ['NULL', 'NULL']
  if (field.type === 'date') return [`min("${field.name}")`, `max("${field.name}")`]
  const end = (x: string) => `last_day(make_date((${x} // 12)::INTEGER, (${x} % 12 + 1)::INTEGER, 1))`
  return [end(`min("${field.name}")`), end(`max("${field.name}")`)]
}

async function writeQuarantine(
  engine: DuckDBConnection,
  manifest: RefineManifest,
  staging: Staging,
  files: readonly QuarantinedFile[],
  found: { problems: boolean; identifiers: boolean; rejected: boolean },
): Promise<Refined['quarantine']> {
  const path = join(manifest.folder, refinedFiles.quarantine)
  const query = quarantineSql(staging, files, found)
  await engine.run(`COPY (${query}) TO ${sqlText(path)} (FORMAT parquet)`)
  await syncToDisk(path)
  const rows = await engine.runAndReadAll(
    `SELECT reason, count(*)::INTEGER FROM read_parquet(${sqlText(path)}) GROUP BY reason ORDER BY 2 DESC, 1`,
  )
  return rows.getRows().map(([reason, count]) => ({ reason: String(reason), rows: Number(count) }))
}

/** Runs long queries and says how far they are; the engine answers in percent, or not at all. */
function watched<Result>(
  engine: DuckDBConnection,
  progress: Progress,
  stage: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return reportWhile(work, () => {
    const { percentage } = engine.progress
    if (percentage > 0) progress({ stage, done: Math.floor(percentage), total: 100 })
  })
}

async function numberOf(engine: DuckDBConnection, query: string): Promise<number> {
  return Number((await engine.runAndReadAll(query)).getRows()[0]![0])
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
