import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { refreshIndicators } from '../../credit/indicators/index.ts'
import { refreshDossiers } from '../../credit/profile/index.ts'
import { refreshScores, trainScorecard } from '../../credit/scoring/index.ts'
import {
  type CityManifest,
  firmsOf,
  generateCity,
  openCity,
  planConsents,
  planRefusedUses,
} from '../../demonstration/sample-city/index.ts'
import type { Database } from '../../foundation/database.ts'
import { instant } from '../../foundation/instant.ts'
import { addMonths, lastCompleteMonth } from '../../foundation/month.ts'
import type { Progress } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { ingestFiles } from '../../information/ingestion/index.ts'
import { publishDemonstrationProducts } from '../../lending/products/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { type EntranceTables, findFinishedStage, keepFinishedStage } from '../store.ts'
import { passOverFacts } from '../worker/refresh-credit.ts'
import { grantPlannedConsents } from './grant-planned-consents.ts'
import { openOrganizations } from './open-organizations.ts'
import { tryRefusedUses } from './try-refused-uses.ts'

export interface CityWish {
  enterprises: number
  seed: string
  progress: Progress
  /** Names of the stages in the reader's language. */
  stageName: (stage: Stage) => string
}

export const cityMonths = 36

/** Months whose scores are reckoned at the start, so that a score has a course. */
const shownScores = 6

/** In order; each is done once, and a start that was killed goes on where it stopped. */
export type Stage =
  | 'sample-city'
  | 'ingestion'
  | 'organizations'
  | 'consents'
  | 'indicators'
  | 'scorecard'
  | 'scores'
  | 'products'
  | 'dossiers'

/**
 * Makes the sample city: its files go through the same ingestion that real data takes. Every stage is on record
 * when it is finished, and can itself be run again, so a kill in between loses nothing and repeats at most one.
 */
export async function setUpCity(database: Database, wish: CityWish): Promise<CityManifest> {
  const actor = operatorActor()
  const lastMonth = lastCompleteMonth(instant(new Date()))
  const once = stages(database, wish)
  const manifest = await once('sample-city', async (progress) => {
    const folder = cityFolder(database)
    // What is there is of a start that was killed before it could say so.
    rmSync(folder, { recursive: true, force: true })
    const plan = { enterprises: wish.enterprises, seed: wish.seed, lastMonth, months: cityMonths }
    return (await generateCity({ ...plan, folder, format: 'csv', progress })).manifest
  })
  await once('ingestion', (progress) => ingestCity(database, manifest, progress))
  await once('organizations', () => openOrganizations(database, manifest))
  await once('consents', () => settleConsents(database, manifest))
  await once('scorecard', (progress) =>
    trainScorecard(database, actor, { lastMonth: manifest.lastMonth, progress }),
  )
  await once('indicators', (progress) =>
    refreshIndicators(database, actor, { month: manifest.lastMonth, asOf: instant(new Date()), progress }),
  )
  await once('scores', async (progress) => {
    for (let back = shownScores - 1; back >= 0; back--) {
      await refreshScores(database, actor, { month: addMonths(manifest.lastMonth, -back) })
      progress({ stage: '', done: shownScores - back, total: shownScores })
    }
    await passOverFacts(database)
    return { months: shownScores }
  })
  await once('products', () => runWork(database, actor, publishDemonstrationProducts))
  await once('dossiers', (progress) => refreshDossiers(database, actor, { progress }))
  return manifest
}

function cityFolder(database: Database): string {
  return join(database.dataFolder, 'sample-city')
}

/** Each source delivers each of its record types once, with all parts; registrations come first, the others two at a time. */
async function ingestCity(
  database: Database,
  manifest: CityManifest,
  progress: Progress,
): Promise<{ rows: number }> {
  const delivered = manifest.files.filter(({ source }) => source !== null)
  const total = delivered.reduce((sum, file) => sum + file.rows, 0)
  let rows = 0
  const ingest = async (files: CityManifest['files']) => {
    const { recordType, source } = files[0]!
    await ingestFiles(database, operatorActor(), {
      recordType,
      source: source!,
      files: files.map(({ file }) => join(cityFolder(database), file)),
      encoding: 'utf-8',
      knownAt: instant(new Date()),
    })
    for (const file of files) rows += file.rows
    progress({ stage: '', done: rows, total })
  }
  const [first, ...others] = Map.groupBy(delivered, lineOf).values()
  await ingest(first!)
  const next = others.values()
  await Promise.all(Array.from({ length: linesAtATime }, () => ingestAll(next, ingest)))
  return { rows }
}

const linesAtATime = 2

function lineOf({ recordType, source }: CityManifest['files'][number]): string {
  return `${recordType} ${source}`
}

/** Takes the next one that nobody has taken, until there is none. */
async function ingestAll<Item>(items: Iterable<Item>, act: (item: Item) => Promise<void>): Promise<void> {
  for (const item of items) await act(item)
}

/** Consents as the firms give them, and looks of banks that have none: those are refused, and on record. */
async function settleConsents(
  database: Database,
  manifest: CityManifest,
): Promise<{ consents: number; refused: number }> {
  const city = openCity(manifest)
  const { consents } = await grantPlannedConsents(database, planConsents(firmsOf(city)))
  const { refused } = await tryRefusedUses(database, planRefusedUses(firmsOf(city)))
  return { consents, refused }
}

function stages(database: Database, wish: CityWish) {
  const actor = operatorActor()
  return async <Result>(stage: Stage, act: (progress: Progress) => Promise<Result>): Promise<Result> => {
    const read = (work: UnitOfWork<EntranceTables>) => findFinishedStage(work.db, stage)
    const earlier = await runWork(database, actor, read)
    if (earlier !== undefined) return earlier as Result
    const name = wish.stageName(stage)
    wish.progress({ stage: name, done: 0 })
    const result = await act((step) => wish.progress({ ...step, stage: name }))
    wish.progress({ stage: name, done: 1, total: 1 })
    const keep = (work: UnitOfWork<EntranceTables>) =>
      keepFinishedStage(work.db, stage, result ?? {}, work.now)
    await runWork(database, actor, keep)
    return result
  }
}

/** The manifest of the city that was set up, or undefined before. */
export async function findCity(database: Database): Promise<CityManifest | undefined> {
  const read = (work: UnitOfWork<EntranceTables>) => findFinishedStage(work.db, 'sample-city')
  return (await runWork(database, operatorActor(), read)) as CityManifest | undefined
}
