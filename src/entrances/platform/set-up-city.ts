import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { refreshIndicators } from '../../credit/indicators/index.ts'
import { refreshScores, trainScorecard } from '../../credit/scoring/index.ts'
import { type CityManifest, generateCity } from '../../demonstration/sample-city/index.ts'
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

/**
 * Makes the sample city: its files go through the same ingestion that real data takes. Every stage is on record
 * when it is finished, and can itself be run again, so a kill in between loses nothing and repeats at most one.
 */
export async function setUpCity(database: Database, wish: CityWish): Promise<CityManifest> {
  const actor = operatorActor()
  const lastMonth = lastCompleteMonth(instant(new Date()))
  const once = stages(database, wish)
  const manifest = await once('sample-city', (progress) => {
    const folder = join(database.dataFolder, 'sample-city')
    mkdirSync(folder, { recursive: true })
    const { enterprises, seed } = wish
    return generateCity({ enterprises, seed, lastMonth, months: cityMonths, folder, progress })
  })
  await once('ingestion', async (progress) => {
    let rows = 0
    for (const file of manifest.files) {
      const delivery = {
        recordType: file.recordType,
        files: [file.file],
        source: file.source,
        encoding: 'utf-8' as const,
      }
      await ingestFiles(database, actor, { ...delivery, knownAt: instant(new Date()) })
      rows += file.rows
      progress({ stage: '', done: rows, total: manifest.rows })
    }
    return { rows }
  })
  await once('organizations', () => openOrganizations(database, manifest))
  await once('consents', () => grantPlannedConsents(database, manifest.consents))
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
  return manifest
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
