import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { PushedRecord } from './contract.ts'
import type { ChannelsTables } from './store.ts'

type Db = Store<ChannelsTables>

export interface Line {
  source: string
  recordType: string
}

export interface NewEvent {
  eventId: string
  digest: string
  content: PushedRecord
}

export type StoredEvent = ChannelsTables['channels.event']

/**
 * Stores events that are not there yet and answers the identifiers that were new. Those of one request are apart by
 * a microsecond each: the later of two that speak of one record is the later version.
 */
export async function insertEvents(
  db: Db,
  line: Line,
  events: readonly NewEvent[],
  by: { account: string; at: Instant },
): Promise<Set<string>> {
  const rows = await sql<{ eventId: string }>`
    insert into channels.event (source, record_type, event_id, digest, content, accepted_by, accepted_at)
    select ${line.source}, ${line.recordType}, e.id, e.digest, e.content::jsonb, ${by.account},
      ${by.at}::timestamptz + e.place * interval '1 microsecond'
    from unnest(${events.map((event) => event.eventId)}::text[], ${events.map((event) => event.digest)}::text[],
      ${events.map((event) => JSON.stringify(event.content))}::text[])
      with ordinality as e (id, digest, content, place)
    on conflict do nothing
    returning event_id`.execute(tables(db))
  return new Set(rows.rows.map((row) => row.eventId))
}

export async function findEvents(db: Db, line: Line, ids: readonly string[]): Promise<StoredEvent[]> {
  return tables(db)
    .selectFrom('channels.event')
    .selectAll()
    .where('source', '=', line.source)
    .where('recordType', '=', line.recordType)
    .where(sql<boolean>`event_id = any(${[...ids]}::text[])`)
    .execute()
}

/** The lines that have something to carry, the one that has waited longest first. */
export async function linesWaiting(db: Db): Promise<Line[]> {
  const rows = await sql<Line>`
    select source, record_type from channels.event where outcome is null
    group by source, record_type order by min(accepted_at)`.execute(tables(db))
  return rows.rows
}

/** A parcel that was begun and not finished: the process that carried it is gone. */
export async function findOpenParcel(db: Db, line: Line): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('channels.event')
    .select('parcel')
    .where('source', '=', line.source)
    .where('recordType', '=', line.recordType)
    .where('parcel', 'is not', null)
    .where('outcome', 'is', null)
    .orderBy('parcel')
    .limit(1)
    .executeTakeFirst()
  return row?.parcel ?? undefined
}

/**
 * Puts the events that have waited longest into a parcel, in the order of their acceptance; answers how many. The rows
 * are joined by their place in the table, which no other statement changes while they wait: by their key a planner
 * without statistics looked through the whole line for each of ten thousand.
 */
export async function fillParcel(db: Db, line: Line, parcel: string, eventsMax: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update channels.event e set parcel = ${parcel}, place = chosen.place
    from (select at, row_number() over (order by accepted_at, event_id)::integer as place
      from (select ctid as at, event_id, accepted_at from channels.event
        where source = ${line.source} and record_type = ${line.recordType} and outcome is null
          and parcel is null
        order by accepted_at, event_id limit ${eventsMax}) waiting) chosen
    where e.ctid = chosen.at`.execute(tables(db))
  return Number(numAffectedRows ?? 0n)
}

export function listParcel(db: Db, parcel: string): Promise<StoredEvent[]> {
  return tables(db)
    .selectFrom('channels.event')
    .selectAll()
    .where('parcel', '=', parcel)
    .where('outcome', 'is', null)
    .orderBy('place')
    .execute()
}

export interface EventOutcome {
  place: number
  outcome: NonNullable<StoredEvent['outcome']>
  reason: string | null
  field: string | null
}

/** Says what became of each event of a parcel and lets go of its content: the record has its place elsewhere now. */
export async function finishParcel(
  db: Db,
  parcel: string,
  batch: string | null,
  outcomes: readonly EventOutcome[],
  at: Instant,
): Promise<void> {
  await sql`
    update channels.event e set outcome = o.outcome, reason = o.reason, field = o.field, batch = ${batch},
      finished_at = ${at}, content = null
    from unnest(${outcomes.map((entry) => entry.place)}::integer[], ${outcomes.map((entry) => entry.outcome)}::text[],
      ${outcomes.map((entry) => entry.reason)}::text[], ${outcomes.map((entry) => entry.field)}::text[])
      as o (place, outcome, reason, field)
    where e.parcel = ${parcel} and e.place = o.place and e.outcome is null`.execute(tables(db))
}
