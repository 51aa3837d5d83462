import { digestOf } from '../../foundation/canonical-json.ts'
import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType, getSource } from '../../trust/catalog/index.ts'
import { requireDeliverer } from '../ingestion/index.ts'
import { type EventReceipt, type PushedRecord, refuse } from './contract.ts'
import { requireKnownFields } from './record-file.ts'
import type { ChannelsTables } from './store.ts'
import { findEvents, insertEvents, type NewEvent, type StoredEvent } from './store-events.ts'

export interface PushedEvents {
  recordType: string
  source: string
  events: { id: string; record: PushedRecord }[]
}

/**
 * Accepts events durably: when this commits they will be carried, whatever happens to the process. The same event
 * again is accepted again and changes nothing; another fact under the same identifier is refused, all of the request.
 */
export async function acceptEvents(
  work: UnitOfWork<ChannelsTables & CatalogTables>,
  pushed: PushedEvents,
): Promise<{ accepted: number; repeated: number }> {
  const recordType = await getRecordType(work, pushed.recordType)
  const source = await getSource(work, pushed.source)
  requireDeliverer(work.actor, source)
  requireKnownFields(
    recordType,
    pushed.events.map((event) => event.record),
  )
  const line = { source: source.id, recordType: recordType.id }
  const events = onePerIdentifier(pushed.events)
  const fresh = await insertEvents(work.db, line, events, { account: work.actor.account, at: work.now })
  const known = events.filter((event) => !fresh.has(event.eventId))
  if (known.length > 0) {
    const stored = await findEvents(
      work.db,
      line,
      known.map((event) => event.eventId),
    )
    const digests = new Map(stored.map((event) => [event.eventId, event.digest]))
    for (const event of known) {
      if (digests.get(event.eventId) !== event.digest) refuse('event-reused', { event: event.eventId })
    }
  }
  return { accepted: fresh.size, repeated: pushed.events.length - fresh.size }
}

function onePerIdentifier(events: PushedEvents['events']): NewEvent[] {
  const kept = new Map<string, NewEvent>()
  for (const { id, record } of events) {
    const event = { eventId: id, digest: digestOf(record), content: record }
    const earlier = kept.get(id)
    if (earlier !== undefined && earlier.digest !== event.digest) refuse('event-reused', { event: id })
    kept.set(id, event)
  }
  return [...kept.values()]
}

export async function getEvent(
  work: UnitOfWork<ChannelsTables & CatalogTables>,
  { event, source, recordType }: { event: string; source: string; recordType: string },
): Promise<EventReceipt> {
  requireDeliverer(work.actor, await getSource(work, source))
  const [found] = await findEvents(work.db, { source, recordType }, [event])
  if (found === undefined) return refuse('event-unknown', { event, source, recordType })
  return {
    id: found.eventId,
    source,
    recordType,
    state: stateOf(found),
    acceptedAt: inShanghai(found.acceptedAt),
    finishedAt: found.finishedAt === null ? null : inShanghai(found.finishedAt),
    batch: found.batch,
    reason: found.reason,
    field: found.field,
  }
}

function stateOf(event: StoredEvent): EventReceipt['state'] {
  return event.outcome ?? (event.parcel === null ? 'waiting' : 'carried')
}
