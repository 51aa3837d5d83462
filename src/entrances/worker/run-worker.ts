import type { Database } from '../../foundation/database.ts'
import { startWorker } from '../../foundation/jobs.ts'
import { repeat } from '../../foundation/repeat.ts'
import { runWork } from '../../foundation/run-work.ts'
import { linkageQueue, suggestLinks } from '../../information/enterprises/index.ts'
import { processDeliveryQueue, purgeOriginals, runDelivery } from '../../information/ingestion/index.ts'
import { openSigner, sequenceLog } from '../../trust/audit/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { buildRelationsJob, buildRelationsQueue, orderRelations } from './build-relations.ts'
import { careForLake, careForLakeQueue, orderLakeCare } from './care-for-lake.ts'
import { carryChannels } from './carry-channels.ts'
import { orderDossiers, refreshDossiersJob, refreshDossiersQueue } from './keep-dossiers.ts'
import { keepSearchIndex } from './keep-search-index.ts'
import { orderRefreshes, refreshCredit, refreshCreditQueue } from './refresh-credit.ts'
import { measureLakeJob, measureLakeQueue, watchQuality } from './watch-quality.ts'

const sequenceEveryMs = 1000
const lookForFactsEveryMs = 2000
const lookAtLakeEveryMs = 60_000
const purgeEveryMs = 24 * 3_600_000

export interface PlatformWorker {
  stop: () => Promise<void>
}

/**
 * What runs by the clock while the platform serves: the audit log is sequenced and signed every second, facts of
 * lower rooms become jobs, and jobs are done.
 */
export async function runWorker(
  database: Database,
  onFault: (error: unknown) => void,
): Promise<PlatformWorker> {
  const jobs = await startWorker(database, onFault)
  await jobs.work(refreshCreditQueue, (job) => refreshCredit(database, job))
  await jobs.work(refreshDossiersQueue, (job) => refreshDossiersJob(database, job))
  await jobs.work(processDeliveryQueue, (job) => runDelivery(database, job))
  await jobs.work(measureLakeQueue, (job) => measureLakeJob(database, job))
  await jobs.work(careForLakeQueue, (job) => careForLake(database, job))
  await jobs.work(buildRelationsQueue, (job) => buildRelationsJob(database, job))
  await jobs.work(linkageQueue, ({ progress }) => suggestLinks(database, operatorActor(), { progress }))
  const signer = openSigner(database.dataFolder)
  const sequence = () => sequenceLog(database, signer)
  const clocks = [
    ...carryChannels(database, onFault),
    keepSearchIndex(database, onFault),
    watchQuality(database, onFault),
    repeat(() => purgeOriginals(database, operatorActor()), purgeEveryMs, onFault),
    repeat(sequence, sequenceEveryMs, onFault),
    repeat(() => runWork(database, operatorActor(), orderRefreshes), lookForFactsEveryMs, onFault),
    repeat(() => runWork(database, operatorActor(), orderRelations), lookForFactsEveryMs, onFault),
    repeat(() => runWork(database, operatorActor(), orderDossiers), lookForFactsEveryMs, onFault),
    repeat(() => runWork(database, operatorActor(), orderLakeCare), lookAtLakeEveryMs, onFault),
  ]
  return {
    stop: async () => {
      await Promise.all(clocks.map((clock) => clock.stop()))
      await jobs.stop()
      // What was done until the last moment is signed too.
      await sequence()
    },
  }
}
