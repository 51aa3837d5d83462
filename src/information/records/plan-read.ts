import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, shanghaiDay } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { CatalogTables, RecordType } from '../../trust/catalog/index.ts'
import { refuse } from './contract.ts'
import { lacksOf } from './lacking-columns.ts'
import type { ReadableFile } from './lake-file.ts'
import { hash8, lakeFolder } from './lake-folder.ts'
import { type Standing, standingsOf } from './precedence.ts'
import type { PlannedFile, ScanPlan } from './scan-plan.ts'
import { listWithdrawn, type RecordsTables } from './store.ts'
import { type FilesWanted, type LiveFile, listLiveFiles } from './store-files.ts'

export interface ReadWanted {
  recordType: RecordType
  columns: readonly string[]
  asOf: Instant
  /** Null for all enterprises. */
  subjects: readonly string[] | null
  oneEnterprise: boolean
  claims: 'strongest' | 'all'
  /** Rows of withdrawn batches too: for who asks what was ever said. */
  withWithdrawn?: boolean
}

export type PlanningWork = UnitOfWork<RecordsTables & CatalogTables>

/** Plans a read that has been found covered: chooses the files that can hold a row known and happened by the moment. */
export async function planRead(work: PlanningWork, wanted: ReadWanted): Promise<ScanPlan> {
  const { recordType, asOf, subjects } = wanted
  const live = await presentFiles(work, {
    recordType: recordType.id,
    asOf,
    day: shanghaiDay(asOf),
    withWithdrawn: wanted.withWithdrawn === true,
    ...(subjects === null || subjects.length > hashesMax ? {} : { hashes: subjects.map(hash8) }),
  })
  const withdrawn = wanted.withWithdrawn ? [] : await withdrawnIn(work, live, asOf)
  const readable = await readableFiles(work, recordType, live, withdrawn)
  const standings = await standingsOf(work, [...new Set(live.flatMap((file) => file.sources))], asOf)
  const oneEnterprise = wanted.oneEnterprise && subjects !== null && subjects.length > 1
  return {
    recordType,
    columns: [...wanted.columns],
    asOf,
    files: live.map((file, place) => plannedFile(file, readable[place]!, asOf)),
    precedence: standings.map(({ source }) => source),
    contested: isContested(standings, oneEnterprise),
    claims: wanted.claims,
    oneEnterprise,
    subjects: subjects === null ? null : [...subjects],
  }
}

/** Beyond so many subjects nearly every hash is wanted. */
const hashesMax = 200

/**
 * The live files of the manifest, which lie on disk. One that is missing may have been replaced and deleted since
 * the manifest was read: it is read once more before the lake is called damaged.
 */
export async function presentFiles(
  work: UnitOfWork<RecordsTables>,
  wanted: FilesWanted,
): Promise<LiveFile[]> {
  const lake = lakeFolder(work.dataFolder)
  const isMissing = (file: LiveFile) => !existsSync(join(lake, file.path))
  const files = await listLiveFiles(work.db, wanted)
  if (!files.some(isMissing)) return files
  const again = await listLiveFiles(work.db, wanted)
  const missing = again.find(isMissing)
  if (missing)
    refuse('lake-file-damaged', { file: missing.path, ...(missing.batch && { batch: missing.batch }) })
  return again
}

/** The batches of compacted files that were withdrawn by the moment; of others the manifest itself tells. */
export async function withdrawnIn(
  work: UnitOfWork<RecordsTables>,
  files: readonly LiveFile[],
  asOf: Instant,
): Promise<bigint[]> {
  const compacted = files.find((file) => file.batch === null)
  return compacted ? listWithdrawn(work.db, compacted.recordType, asOf) : []
}

/** What reads the rows of files: those of the withdrawn batches left out, later fields as null. */
export async function readableFiles(
  work: PlanningWork,
  recordType: RecordType,
  files: readonly LiveFile[],
  withdrawn: readonly bigint[],
): Promise<ReadableFile[]> {
  const lacks = await lacksOf(work, recordType, files)
  const lake = lakeFolder(work.dataFolder)
  return files.map((file) => ({
    path: join(lake, file.path),
    rows: Number(file.rows),
    hashFrom: file.hashFrom,
    hashTo: file.hashTo,
    batch:
      file.batch === null
        ? null
        : { sequence: Number(file.sequenceFrom), source: file.sources[0]!, publishedAt: file.publishedAt! },
    without:
      file.batch === null
        ? withdrawn.filter((one) => one >= file.sequenceFrom && one <= file.sequenceTo).map(Number)
        : [],
    lacks: lacks.get(file.recordTypeDigest)!,
  }))
}

function plannedFile(file: LiveFile, readable: ReadableFile, asOf: Instant): PlannedFile {
  return {
    ...readable,
    supersedes: file.supersedes,
    checkKnown: file.knownMax !== null && (file.knownMax > asOf || (file.publishedAt ?? asOf) > asOf),
    checkEvent: file.eventMax !== null && file.eventMax > shanghaiDay(asOf),
  }
}

/** Local numbers of two sources are different keys; what is named by the same kind of code may be the same. */
function isContested(standings: readonly Standing[], oneEnterprise: boolean): boolean {
  if (oneEnterprise) return standings.length > 1
  return new Set(standings.map((standing) => standing.subjectPrefix)).size < standings.length
}
