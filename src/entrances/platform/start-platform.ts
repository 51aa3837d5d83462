import { join } from 'node:path'
import type { CityManifest } from '../../demonstration/sample-city/index.ts'
import { type Database, openDatabase } from '../../foundation/database.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import { buildServer } from '../http/server.ts'
import { runWorker } from '../worker/run-worker.ts'
import { buildWebIfStale } from './build-web.ts'
import { type DemonstrationAccount, readAccounts } from './demonstration-accounts.ts'
import { listen } from './listen.ts'
import { findCity, type Stage, setUpCity } from './set-up-city.ts'

export interface PlatformOptions {
  dataFolder: string
  url?: string | undefined
  port: number
  /** Makes the sample city at the first start. */
  demonstration: boolean
  enterprises: number
  seed: string
  withWeb?: boolean
  requestsPerMinuteMax?: number
  progress?: Progress
  stageName?: (stage: Stage | 'store' | 'pages') => string
}

export interface Platform {
  address: string
  database: Database
  accounts: DemonstrationAccount[]
  city: CityManifest | undefined
  close: () => Promise<void>
}

/** Store, sample city, pages, worker, server: in this order; `close` undoes it backwards. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const progress = options.progress ?? unwatched
  const stageName = options.stageName ?? ((stage: string) => stage)
  progress({ stage: stageName('store'), done: 0 })
  const database = await openDatabase({ dataFolder: options.dataFolder, url: options.url })
  try {
    const { enterprises, seed } = options
    if (options.demonstration) await setUpCity(database, { enterprises, seed, progress, stageName })
    const webFolder = options.withWeb === false ? undefined : await builtPages(progress, stageName('pages'))
    const app = await buildServer(database, {
      ...(webFolder === undefined ? {} : { webFolder }),
      ...(options.requestsPerMinuteMax === undefined
        ? {}
        : { requestsPerMinuteMax: options.requestsPerMinuteMax }),
    })
    const address = await listen(app, options.port)
    const worker = await runWorker(database, (error) => app.log.error({ err: error }, 'worker'))
    const close = async () => {
      await app.close()
      await worker.stop()
      await database.close()
    }
    return {
      address,
      database,
      accounts: readAccounts(options.dataFolder),
      city: await findCity(database),
      close,
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function builtPages(progress: Progress, stage: string): Promise<string> {
  progress({ stage, done: 0 })
  await buildWebIfStale()
  progress({ stage, done: 1 })
  return join(import.meta.dirname, '../../../web/dist')
}
