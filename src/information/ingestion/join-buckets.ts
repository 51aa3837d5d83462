import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { syncFile } from '../../foundation/durable-file.ts'
import { addUnknownCodes, filesToMeasure, measureRows } from './measure.ts'
import { joinQuarantineSql } from './quarantine-rows.ts'
import type { DividedDelivery } from './refine.ts'
import type { BucketMade } from './refine-bucket.ts'
import { bucketFile, quarantineFile, type Refined, type RefineManifest } from './refine-manifest.ts'
import { rejectedPath } from './rejected-rows.ts'
import { joinResultsSql, type RowOutcome, type RowResult, rowResultsMax } from './row-results.ts'
import { sqlText } from './sql-text.ts'

/** Adds up what the buckets came to, and makes one quarantine file of theirs. Every row read is accounted for here. */
export async function joinBuckets(
  engine: DuckDBConnection,
  manifest: RefineManifest,
  { received, division }: DividedDelivery,
  made: readonly BucketMade[],
): Promise<Refined> {
  const { counts } = division
  const sum = (of: (one: BucketMade) => number) => made.reduce((total, one) => total + of(one), 0)
  const rowsRead = counts.reduce((total, { rows }) => total + rows, 0)
  const accepted = counts.reduce((total, count) => total + count.accepted, 0)
  const inBuckets = sum(({ rows }) => rows)
  if (inBuckets !== accepted) throw new Error(`${accepted} rows were divided, the buckets have ${inBuckets}`)
  const rowsQuarantined = rowsRead - accepted + sum(({ quarantined }) => quarantined)
  const rowsDuplicate = sum(({ duplicate }) => duplicate)
  const lakeFiles = made.flatMap(({ lakeFile }) => lakeFile ?? [])
  const names = received.map(({ name }) => name)
  const quarantine = rowsQuarantined > 0 ? await joinQuarantine(engine, manifest, names, made) : []
  if (quarantine.reduce((total, { rows }) => total + rows, 0) !== rowsQuarantined) {
    throw new Error(`${rowsQuarantined} rows were set aside, the quarantine has others`)
  }
  const warnings = addUp(made.flatMap((one) => one.warnings))
  const counted = {
    rowsRead,
    rowsPublished: sum(({ published }) => published),
    rowsQuarantined,
    rowsDuplicate,
    rowsCorrected: sum(({ corrected }) => corrected),
  }
  return {
    files: received.map((file, number) => ({
      name: file.name,
      delivered: file.delivered,
      encoding: file.encoding,
      rows: counts[number]!.rows,
    })),
    ...counted,
    quarantine,
    warnings,
    supersedes: made.some(({ supersedes }) => supersedes),
    lakeFiles,
    subjectFiles: made.flatMap(({ lakeFile }, bucket) => (lakeFile ? [bucketFile('subjects', bucket)] : [])),
    measures: await measureBatch(engine, manifest, counted, lakeFiles, { quarantine, warnings }),
    ...(manifest.rowResults && rowsRead <= rowResultsMax
      ? { rowResults: await joinResults(engine, manifest, names, made.length, rowsQuarantined > 0) }
      : {}),
  }
}

async function joinQuarantine(
  engine: DuckDBConnection,
  { folder }: RefineManifest,
  names: readonly string[],
  made: readonly BucketMade[],
): Promise<Refined['quarantine']> {
  const parts = made.flatMap(({ quarantined }, bucket) =>
    quarantined > 0 ? [join(folder, bucketFile('quarantine', bucket))] : [],
  )
  const rejected = rejectedPath(folder)
  const anyRejected = (await stat(rejected)).size > 0
  const path = join(folder, quarantineFile)
  const query = joinQuarantineSql(names, parts, anyRejected ? rejected : undefined)
  await engine.run(`COPY (${query}) TO ${sqlText(path)} (FORMAT parquet)`)
  await syncFile(path)
  const answer = await engine.runAndReadAll(
    `SELECT reason, count(*)::INTEGER FROM read_parquet(${sqlText(path)}) GROUP BY reason`,
  )
  return addUp(answer.getRows().map(([reason, rows]) => ({ reason: String(reason), rows: Number(rows) })))
}

/** The most frequent first. */
function addUp(counted: readonly { reason: string; rows: number }[]): Refined['quarantine'] {
  const rowsOf = new Map<string, number>()
  for (const { reason, rows } of counted) rowsOf.set(reason, (rowsOf.get(reason) ?? 0) + rows)
  return [...rowsOf]
    .map(([reason, rows]) => ({ reason, rows }))
    .sort((left, right) => right.rows - left.rows || (left.reason < right.reason ? -1 : 1))
}

async function measureBatch(
  engine: DuckDBConnection,
  manifest: RefineManifest,
  counted: Pick<Refined, 'rowsRead' | 'rowsQuarantined' | 'rowsDuplicate' | 'rowsCorrected'>,
  lakeFiles: Refined['lakeFiles'],
  reasons: Pick<Refined, 'quarantine' | 'warnings'>,
): Promise<Refined['measures']> {
  const { folder, recordType, now } = manifest
  const paths = filesToMeasure(lakeFiles).map(({ file }) => join(folder, file))
  const measured = await measureRows(engine, recordType, paths, now)
  const byReason = (list: Refined['quarantine']) =>
    Object.fromEntries(list.map(({ reason, rows }) => [reason, rows]))
  if (reasons.quarantine.some(({ reason }) => reason === 'code-unknown')) {
    await addUnknownCodes(engine, measured.fields, join(folder, quarantineFile))
  }
  return {
    rows: counted.rowsRead,
    quarantined: counted.rowsQuarantined,
    duplicate: counted.rowsDuplicate,
    corrected: counted.rowsCorrected,
    ...measured,
    enterprises: lakeFiles.reduce((sum, { enterprises }) => sum + enterprises, 0),
    quarantine: byReason(reasons.quarantine),
    warnings: byReason(reasons.warnings),
  }
}

async function joinResults(
  engine: DuckDBConnection,
  { folder }: RefineManifest,
  names: readonly string[],
  buckets: number,
  anyQuarantined: boolean,
): Promise<RowResult[]> {
  const parts = Array.from({ length: buckets }, (_, bucket) => join(folder, bucketFile('results', bucket)))
  const quarantine = anyQuarantined ? join(folder, quarantineFile) : undefined
  const answer = await engine.runAndReadAll(joinResultsSql(names, parts, quarantine))
  return answer.getRows().map(([file, row, outcome]) => ({
    file: String(file),
    row: Number(row),
    outcome: outcome as RowOutcome,
  }))
}
