import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { shownChannel } from './channel.ts'
import { type Channel, refuse } from './contract.ts'
import { type ChannelsTables, findChannel, summarizeRuns, updateChannel } from './store.ts'

/** Pauses a channel, or lets it run again, a pull at once. */
export async function setChannelState(
  work: UnitOfWork<ChannelsTables & AuditTables>,
  wish: { channel: string; state: 'running' | 'paused' },
): Promise<Channel> {
  const found = await findChannel(work.db, wish.channel)
  if (found === undefined) return refuse('channel-unknown', { channel: wish.channel })
  const nextRunAt = found.kind === 'pull' && wish.state === 'running' ? work.now : null
  await updateChannel(work.db, found.id, { state: wish.state, nextRunAt })
  const detail = { from: found.state, to: wish.state }
  await append(work, { kind: 'channel-state-set', subject: found.id, detail })
  const summary = (await summarizeRuns(work.db, [found.id])).get(found.id)
  return shownChannel({ ...found, state: wish.state, nextRunAt }, summary)
}
