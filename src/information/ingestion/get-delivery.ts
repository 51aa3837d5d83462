import { isIdentifier } from '../../foundation/identifier.ts'
import { inShanghai } from '../../foundation/instant.ts'
import { findJob, type JobStatus } from '../../foundation/jobs.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getSource } from '../../trust/catalog/index.ts'
import { findMeasured, type QualityTables } from '../quality/index.ts'
import { refuse } from './contract.ts'
import { mayDeliver } from './deliverer.ts'
import type { DeliveryView } from './deliveries/contract.ts'
import { getBatchIfThere } from './get-batch.ts'
import type { IngestionTables } from './store.ts'
import { type DeliveryReceipt, findReceipt } from './store-deliveries.ts'

/** Where a delivery stands: from the moment it is on record until its batch is, or why it will not be. */
export async function getDelivery(
  work: UnitOfWork<IngestionTables & QualityTables & CatalogTables>,
  wish: { delivery: string },
): Promise<DeliveryView> {
  const receipt = isIdentifier(wish.delivery) ? await findReceipt(work.db, wish.delivery) : undefined
  // A delivery of somebody else's source is as unknown as one that never came.
  if (receipt === undefined || !mayDeliver(work.actor, await getSource(work, receipt.source)))
    return refuse('delivery-unknown', { delivery: wish.delivery })
  const result = await getBatchIfThere(work, receipt.id)
  const job = receipt.job === null ? undefined : await findJob(work, receipt.job)
  return {
    delivery: receipt.id,
    recordType: receipt.recordType,
    source: receipt.source,
    files: receipt.files.map(({ name }) => name),
    state:
      result !== null && !isUnderWay(job)
        ? 'published'
        : ((await waitingState(work, receipt.id)) ?? stateOf(job)),
    receivedAt: inShanghai(receipt.receivedAt),
    receivedBy: receipt.receivedBy,
    replaces: receipt.replaces,
    ...progressOf(receipt, result === null ? job : undefined, Date.parse(work.now)),
    refusal: result === null ? refusalOf(job) : null,
    result,
  }
}

/** After the batch is there, the job still says which rows of an earlier one it fixed. */
function isUnderWay(job: JobStatus | undefined): boolean {
  return job?.state === 'running' || job?.state === 'retrying'
}

/** What a person has to decide, or has decided, goes before what the job says. */
async function waitingState(
  work: UnitOfWork<QualityTables>,
  batch: string,
): Promise<'held' | 'refused' | undefined> {
  const outcome = (await findMeasured(work, batch))?.outcome
  return outcome === 'held' ? 'held' : outcome === 'rejected' ? 'refused' : undefined
}

const stages = ['reading', 'checking', 'publishing'] as const

function stateOf(job: JobStatus | undefined): DeliveryView['state'] {
  if (job === undefined || job.state === 'waiting') return 'waiting'
  if (job.state === 'failed') return job.failure?.code === undefined ? 'failed' : 'refused'
  return stages.find((stage) => stage === job.stage) ?? 'reading'
}

type Progress = Pick<DeliveryView, 'percent' | 'bytesDone' | 'bytesPerSecond' | 'secondsLeft'>

/** Told from the share of the present stage that is done, and the time since the job began. */
function progressOf(receipt: DeliveryReceipt, job: JobStatus | undefined, nowMs: number): Progress {
  const none = { percent: null, bytesDone: null, bytesPerSecond: null, secondsLeft: null }
  if (job === undefined || job.startedAt === null || job.percent === null) return none
  const bytes = receipt.files.reduce((sum, file) => sum + file.bytes, 0)
  const seconds = Math.max(0.001, (nowMs - Date.parse(job.startedAt)) / 1000)
  const share = job.percent / 100
  const bytesDone = Math.round(bytes * share)
  const rate = bytesDone / seconds
  return {
    percent: job.percent,
    bytesDone,
    bytesPerSecond: Math.round(rate),
    secondsLeft: rate > 0 ? Math.ceil((bytes - bytesDone) / rate) : null,
  }
}

function refusalOf(job: JobStatus | undefined): DeliveryView['refusal'] {
  const { code, where = {}, entry } = job?.failure ?? {}
  if (job?.state !== 'failed' || code === undefined || entry === undefined) return null
  const { zh, en, todo } = entry
  return { code, zh, en, todo: { ...todo }, where: { ...where } }
}
