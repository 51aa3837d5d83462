import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getSource } from '../../trust/catalog/index.ts'
import { mayDeliver, requireDeliverer } from '../ingestion/index.ts'
import { shownChannel } from './channel.ts'
import { type Channel, type ChannelRun, refuse } from './contract.ts'
import { type ChannelsTables, findChannel, selectChannels, selectRuns, summarizeRuns } from './store.ts'

type Work = UnitOfWork<ChannelsTables & CatalogTables>

/** The channels of the sources that the actor answers for; the platform sees all. */
export async function listChannels(work: Work, wish: { source?: string }): Promise<{ items: Channel[] }> {
  if (wish.source !== undefined) requireDeliverer(work.actor, await getSource(work, wish.source))
  const found = await selectChannels(work.db, { source: wish.source })
  const own = []
  for (const channel of found) {
    if (mayDeliver(work.actor, await getSource(work, channel.source))) own.push(channel)
  }
  const summaries = await summarizeRuns(
    work.db,
    own.map((channel) => channel.id),
  )
  return { items: own.map((channel) => shownChannel(channel, summaries.get(channel.id))) }
}

export async function listChannelRuns(
  work: Work,
  wish: { channel: string; pageSize?: number },
): Promise<{ items: ChannelRun[] }> {
  const channel = await findChannel(work.db, wish.channel)
  if (channel === undefined) return refuse('channel-unknown', { channel: wish.channel })
  requireDeliverer(work.actor, await getSource(work, channel.source))
  const runs = await selectRuns(work.db, channel.id, wish.pageSize ?? 50)
  return {
    items: runs.map((run) => ({
      id: run.id,
      startedAt: inShanghai(run.startedAt),
      finishedAt: inShanghai(run.finishedAt),
      outcome: run.outcome,
      batch: run.batch,
      files: run.files,
      rowsRead: Number(run.rowsRead),
      rowsQuarantined: Number(run.rowsQuarantined),
      failure: run.refusal,
    })),
  }
}
