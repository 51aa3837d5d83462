import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../foundation/database.ts'
import { newIdentifier } from '../../foundation/identifier.ts'
import { type Instant, instant } from '../../foundation/instant.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { ingestFiles } from '../ingestion/index.ts'
import { nextRunAt, queryName } from './channel.ts'
import { type Pulled, pullRows } from './pull-rows.ts'
import { carried, notCarried } from './run.ts'
import { unseal } from './sealed-secret.ts'
import {
  type ChannelsTables,
  carryAlone,
  findChannel,
  insertRun,
  type PullChannel,
  type StoredRun,
  selectChannels,
  updateChannel,
} from './store.ts'

type Work = UnitOfWork<ChannelsTables & AuditTables>

/** After a fault the other side is left alone for a while. */
const minutesAfterFault = 5

/** One round: every pull that is due. Answers how many rows were read. */
export async function pullChannels(database: Database, onFault: (error: unknown) => void): Promise<number> {
  const now = instant(new Date())
  const channels = await runWork(database, operatorActor(), (work: Work) =>
    selectChannels(work.db, { kind: 'pull' }),
  )
  let rows = 0
  for (const { id, state, nextRunAt: due } of channels) {
    if (state !== 'running' || (due !== null && due > now)) continue
    try {
      rows += (await carryAlone(database.locks, `pull ${id}`, () => pullChannel(database, id))) ?? 0
    } catch (error) {
      onFault(error)
    }
  }
  return rows
}

/**
 * Reads what is new, ingests it, and only then moves the watermark, with the record of the run. Killed in between,
 * the same rows are read again and are duplicates in ingestion: exactly once in effect.
 */
async function pullChannel(database: Database, id: string): Promise<number> {
  const actor = operatorActor()
  const channel = (await runWork(database, actor, (work: Work) => findChannel(work.db, id))) as PullChannel
  const { pull, place } = channel.definition
  const startedAt = instant(new Date())
  const folder = join(database.dataFolder, 'channels', 'pulls')
  const name = `${id}-${queryName(pull.query)}-${startedAt.replaceAll(/[^0-9TZ]/g, '')}.csv`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const detail = { place, query: queryName(pull.query), after: channel.watermark }
  const run = { id: newIdentifier(), channel: id, startedAt, files: [name] }
  try {
    const connection = unseal(database.dataFolder, id, channel.sealedConnection)
    const pulled = await pullRows(connection, pull, channel.watermark, join(folder, name))
    if (pulled.rows === 0) return await finish(database, channel, startedAt, pulled)
    const { source, recordType } = channel
    const files = [join(folder, name)]
    const result = await ingestFiles(database, actor, { source, recordType, files, encoding: 'utf-8' })
    const success = { ...run, ...carried(result), detail: { ...detail, upTo: pulled.watermark } }
    return await finish(database, channel, startedAt, pulled, success)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const outcome = error.entry.kind === 'busy' ? 'failed' : 'refused'
    const message = String(error.where.cause ?? error.entry.en)
    await putDown(database, { ...run, ...notCarried(outcome, error.code, message), detail })
    return 0
  } finally {
    await rm(join(folder, name), { force: true })
  }
}

async function finish(
  database: Database,
  channel: PullChannel,
  startedAt: Instant,
  pulled: Pulled,
  run?: Omit<StoredRun, 'finishedAt'>,
): Promise<number> {
  const due = nextRunAt(startedAt, channel.definition.pull.everyMinutes, pulled.more)
  await runWork(database, operatorActor(), async (work: Work) => {
    const moved = pulled.watermark === null ? {} : { watermark: pulled.watermark }
    await updateChannel(work.db, channel.id, { nextRunAt: due, ...moved })
    if (run === undefined) return
    await insertRun(work.db, { ...run, finishedAt: work.now })
    const { files, batch, detail } = run
    await append(work, { kind: 'channel-pulled', subject: channel.id, detail: { files, batch, ...detail } })
  })
  return pulled.rows
}

async function putDown(database: Database, run: Omit<StoredRun, 'finishedAt'>): Promise<void> {
  await runWork(database, operatorActor(), async (work: Work) => {
    await insertRun(work.db, { ...run, finishedAt: work.now })
    const later = new Date(Date.parse(work.now) + minutesAfterFault * 60_000)
    await updateChannel(work.db, run.channel, { nextRunAt: instant(later) })
  })
}
