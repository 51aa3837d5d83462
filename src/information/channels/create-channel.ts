import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { type CatalogTables, getRecordType, getSource } from '../../trust/catalog/index.ts'
import { placeOf, shownChannel } from './channel.ts'
import { type Channel, type CreateChannel, refuse } from './contract.ts'
import { seal } from './sealed-secret.ts'
import { type ChannelsTables, insertChannel, type StoredChannel } from './store.ts'

/** Registers a channel. The connection string is sealed before it is stored, and stands in no log and no answer. */
export async function createChannel(
  work: UnitOfWork<ChannelsTables & CatalogTables & AuditTables>,
  wish: CreateChannel,
): Promise<Channel> {
  const recordType = await getRecordType(work, wish.recordType)
  const source = await getSource(work, wish.source)
  const place = placeOf(wish)
  const channel: StoredChannel = {
    id: wish.id,
    kind: wish.kind,
    source: source.id,
    recordType: recordType.id,
    definition: { place, ...(wish.pull === undefined ? {} : { pull: wish.pull }) },
    sealedConnection: wish.connection === undefined ? null : seal(work.dataFolder, wish.id, wish.connection),
    state: 'running',
    watermark: null,
    nextRunAt: wish.kind === 'pull' ? work.now : null,
    createdBy: work.actor.account,
    createdAt: work.now,
  }
  if (!(await insertChannel(work.db, channel))) refuse('channel-exists', { channel: wish.id })
  const { id, kind, definition } = channel
  const detail = { kind, source: source.id, recordType: recordType.id, definition }
  await append(work, { kind: 'channel-created', subject: id, detail })
  return shownChannel(channel, undefined)
}
