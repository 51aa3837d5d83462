import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runBulk } from '../../foundation/bulk.ts'
import type { Database } from '../../foundation/database.ts'
import { type Instant, inShanghai } from '../../foundation/instant.ts'
import type { Month } from '../../foundation/month.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { findRegistrationsOf } from '../../information/enterprises/index.ts'
import { authorizeProcessing } from '../../trust/consent/index.ts'
import { type AsOf, parseAsOf } from './as-of.ts'
import { definitionsVersion, findIndicatorIndex, indicators } from './catalogue.ts'
import type { VectorManifest, VectorsMade } from './compute-vectors.ts'
import type { LakeState } from './lake-state.ts'
import { keptSeriesSize, packSeries } from './month-series.ts'
import { packVector } from './packed-vector.ts'
import { comparedIndicators, createPeerGathering, type PeerGathering } from './peer-groups.ts'
import { planVectors, processedFieldGroups } from './plan-vectors.ts'
import { computeSeveral, type ResolvedBlock, resolveVectors } from './resolve-vectors.ts'
import {
  findRefresh,
  type IndicatorTables,
  insertPeerGroups,
  insertVectors,
  lockRefresh,
  type RefreshRow,
  replaceRefresh,
} from './store.ts'

export interface RefreshWish {
  month: Month
  /** What was known by when; the very end of the month unless given. An online platform refreshes as of now. */
  asOf?: Instant
  progress?: Progress | undefined
}

export interface Refreshed {
  asOf: string
  month: string
  enterprises: number
  rows: number
  seconds: number
  cpuSeconds: number
  peakMemoryBytes: number
  vectorsDigest: string
  /** False when newer vectors are online already: those stay. */
  online: boolean
}

const script = new URL('./compute-vectors.ts', import.meta.url)

/** A folder of its own for the files between the two processes, gone afterwards. */
export async function withVectorFolder<Result>(
  database: Database,
  task: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = join(database.dataFolder, 'indicators', `${process.pid}-${performance.now()}`)
  mkdirSync(folder, { recursive: true })
  try {
    return await task(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Computes the vectors of all enterprises in a child process and puts them online, with the medians of their industries. */
export async function refreshIndicators(
  database: Database,
  actor: Actor,
  wish: RefreshWish,
): Promise<Refreshed> {
  const started = performance.now()
  const own = process.cpuUsage()
  const progress = wish.progress ?? unwatched
  const { asOf, job, state } = await runWork(database, actor, async (work: UnitOfWork<IndicatorTables>) => {
    const moment = parseAsOf(wish.asOf ?? wish.month, work.now)
    const authorization = await authorizeProcessing(work, { fieldGroups: processedFieldGroups })
    return { asOf: moment, ...(await planVectors(work, authorization, moment)) }
  })
  return withVectorFolder(database, async (folder) => {
    const manifest: VectorManifest = { folder, jobs: [job] }
    const bulk = await runBulk<VectorsMade>(script, manifest, { progress })
    const made = bulk.result.jobs[0]!
    progress({ stage: 'committing', done: 0, total: made.subjects })
    const kept = await runWork(database, actor, (work: UnitOfWork<IndicatorTables>) =>
      keepVectors(work, { folder, asOf, state, made }),
    )
    const cpu = process.cpuUsage(own)
    return {
      asOf: inShanghai(asOf.at),
      month: asOf.month,
      enterprises: kept.enterprises,
      rows: made.rows,
      seconds: (performance.now() - started) / 1000,
      cpuSeconds: bulk.cpuSeconds + (cpu.user + cpu.system) / 1e6,
      peakMemoryBytes: bulk.peakMemoryBytes,
      vectorsDigest: made.digest,
      online: kept.online,
    }
  })
}

interface Made {
  folder: string
  asOf: AsOf
  state: LakeState
  made: VectorsMade['jobs'][number]
}

async function keepVectors(
  work: UnitOfWork<IndicatorTables>,
  { folder, asOf, state, made }: Made,
): Promise<{ enterprises: number; online: boolean }> {
  await lockRefresh(work.db)
  const newest = await findRefresh(work.db)
  const online = newest === undefined || newest.asOf <= asOf.at
  const refresh: RefreshRow = {
    id: work.newId(),
    month: asOf.month,
    asOf: asOf.at,
    definitionsVersion,
    enterprises: made.subjects,
    rows: BigInt(made.rows),
    vectorsDigest: made.digest,
    batches: state.batches,
    lastSequence: state.lastSequence,
    dataAsOf: state.dataAsOf,
    committedAt: work.now,
  }
  if (online) await replaceRefresh(work.db, refresh)
  const peers = createPeerGathering()
  let enterprises = 0
  const { several } = await resolveVectors(
    work,
    { folder, job: 0, size: indicators.length },
    async (block) => {
      enterprises += block.enterprises.filter((enterprise) => enterprise !== undefined).length
      if (online) await keepBlock(work, refresh.id, block, peers)
    },
  )
  if (online) {
    await keepSeveral(work, refresh.id, { enterprises: several, asOf, state })
    await insertPeerGroups(work.db, peers.settle(asOf.month))
  }
  return { enterprises: enterprises + several.length, online }
}

function seriesAt(series: Float64Array, index: number): Float64Array {
  return series.subarray(index * keptSeriesSize, (index + 1) * keptSeriesSize)
}

async function keepBlock(
  work: UnitOfWork<IndicatorTables>,
  refresh: string,
  block: ResolvedBlock,
  peers: PeerGathering,
): Promise<void> {
  const size = indicators.length
  const taken = block.enterprises.flatMap((enterprise, index) =>
    enterprise === undefined ? [] : [{ enterprise, index }],
  )
  await insertVectors(
    work.db,
    refresh,
    taken.map(({ enterprise }) => enterprise),
    taken.map(({ index }) => packVector(block.vectors, index, size)),
    taken.map(({ index }) => packSeries(seriesAt(block.series, index))),
  )
  const registrations = await findRegistrationsOf(
    work,
    taken.map(({ enterprise }) => enterprise),
  )
  const compared = comparedIndicators.map((id) => findIndicatorIndex(id)!)
  for (const { enterprise, index } of taken) {
    const values = compared.map((at) =>
      block.vectors.reasons[index * size + at] === 0 ? block.vectors.values[index * size + at]! : null,
    )
    const series = seriesAt(block.series, index)
    peers.add(registrations.get(enterprise)?.industry ?? null, series, values)
  }
}

async function keepSeveral(
  work: UnitOfWork<IndicatorTables>,
  refresh: string,
  wish: { enterprises: string[]; asOf: AsOf; state: LakeState },
): Promise<void> {
  if (wish.enterprises.length === 0) return
  const authorization = await authorizeProcessing(work, {
    fieldGroups: processedFieldGroups,
    enterprises: wish.enterprises,
  })
  const { vectors, series } = await computeSeveral(work, authorization, wish)
  const packed = wish.enterprises.map((_, index) => packVector(vectors, index, indicators.length))
  const kept = wish.enterprises.map((_, index) => packSeries(seriesAt(series, index)))
  await insertVectors(work.db, refresh, wish.enterprises, packed, kept)
}
