import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { PullDefinition } from './contract.ts'

export interface Watermark {
  value: string
  key: string
}

export interface StoredChannel {
  id: string
  kind: 'watched-folder' | 'pull'
  source: string
  recordType: string
  definition: Record<string, unknown>
  sealedConnection: Buffer | null
  state: 'running' | 'paused'
  watermark: Watermark | null
  nextRunAt: Instant | null
  createdBy: string
  createdAt: Instant
}

export type PullChannel = StoredChannel & {
  definition: { pull: PullDefinition; place: string }
  sealedConnection: Buffer
}

export interface Failure {
  code: string
  message: string
}

export interface StoredRun {
  id: string
  channel: string
  startedAt: Instant
  finishedAt: Instant
  outcome: 'published' | 'refused' | 'failed'
  batch: string | null
  files: string[]
  rowsRead: bigint
  rowsQuarantined: bigint
  refusal: Failure | null
  detail: Record<string, unknown>
}

export interface ChannelsTables {
  'channels.channel': Omit<StoredChannel, 'definition' | 'watermark'> & {
    definition: unknown
    watermark: unknown
  }
  'channels.run': Omit<StoredRun, 'files' | 'refusal' | 'detail'> & {
    files: unknown
    refusal: unknown
    detail: unknown
  }
  'channels.event': {
    source: string
    recordType: string
    eventId: string
    digest: string
    content: unknown
    acceptedBy: string
    acceptedAt: Instant
    parcel: string | null
    place: number | null
    outcome: 'published' | 'duplicate' | 'quarantined' | 'refused' | null
    batch: string | null
    reason: string | null
    field: string | null
    finishedAt: Instant | null
  }
}

type Db = Store<ChannelsTables>

export async function insertChannel(db: Db, channel: StoredChannel): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(db)
    .insertInto('channels.channel')
    .values({
      ...channel,
      definition: JSON.stringify(channel.definition),
      watermark: channel.watermark === null ? null : JSON.stringify(channel.watermark),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function findChannel(db: Db, id: string): Promise<StoredChannel | undefined> {
  const row = await tables(db)
    .selectFrom('channels.channel')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row as StoredChannel | undefined
}

export async function selectChannels(
  db: Db,
  of: { source?: string | undefined; kind?: StoredChannel['kind'] },
): Promise<StoredChannel[]> {
  let query = tables(db).selectFrom('channels.channel').selectAll().orderBy('id')
  if (of.source !== undefined) query = query.where('source', '=', of.source)
  if (of.kind !== undefined) query = query.where('kind', '=', of.kind)
  return (await query.execute()) as StoredChannel[]
}

export async function updateChannel(
  db: Db,
  id: string,
  changes: { state?: 'running' | 'paused'; nextRunAt?: Instant | null; watermark?: Watermark },
): Promise<void> {
  const { watermark, ...others } = changes
  const set = watermark === undefined ? others : { ...others, watermark: JSON.stringify(watermark) }
  await tables(db).updateTable('channels.channel').set(set).where('id', '=', id).execute()
}

export async function insertRun(db: Db, run: StoredRun): Promise<void> {
  await tables(db)
    .insertInto('channels.run')
    .values({
      ...run,
      files: JSON.stringify(run.files),
      refusal: run.refusal === null ? null : JSON.stringify(run.refusal),
      detail: JSON.stringify(run.detail),
    })
    .execute()
}

export async function selectRuns(db: Db, channel: string, pageSize: number): Promise<StoredRun[]> {
  const rows = await tables(db)
    .selectFrom('channels.run')
    .selectAll()
    .where('channel', '=', channel)
    .orderBy('id', 'desc')
    .limit(pageSize)
    .execute()
  return rows as StoredRun[]
}

export interface RunSummary {
  channel: string
  runs: bigint
  rowsRead: bigint
  lastSuccessAt: Instant | null
  lastFailureAt: Instant | null
  lastFailure: Failure | null
}

export async function summarizeRuns(db: Db, channels: readonly string[]): Promise<Map<string, RunSummary>> {
  if (channels.length === 0) return new Map()
  const failed = sql<boolean>`outcome <> 'published'`
  const rows = await tables(db)
    .selectFrom('channels.run')
    .select('channel')
    .select(({ fn }) => fn.countAll<bigint>().as('runs'))
    .select(sql<bigint>`coalesce(sum(rows_read), 0)::bigint`.as('rowsRead'))
    .select(sql<Instant | null>`max(finished_at) filter (where outcome = 'published')`.as('lastSuccessAt'))
    .select(sql<Instant | null>`max(finished_at) filter (where ${failed})`.as('lastFailureAt'))
    .select(sql<unknown>`(array_agg(refusal order by id desc) filter (where ${failed}))[1]`.as('lastFailure'))
    .where('channel', 'in', [...channels])
    .groupBy('channel')
    .execute()
  return new Map(rows.map((row) => [row.channel, row as RunSummary]))
}

const carryLock = 726_190_523

/**
 * Runs a task while no other process carries under the same name; undefined when one does. The lock belongs to the
 * session, so a killed process leaves none behind.
 */
export async function carryAlone<Result>(
  kysely: Kysely<unknown>,
  name: string,
  task: () => Promise<Result>,
): Promise<Result | undefined> {
  return kysely.connection().execute(async (session) => {
    const { rows } = await sql<{
      got: boolean
    }>`select pg_try_advisory_lock(${carryLock}, hashtext(${name})) as got`.execute(session)
    if (!rows[0]!.got) return undefined
    try {
      return await task()
    } finally {
      await sql`select pg_advisory_unlock(${carryLock}, hashtext(${name}))`.execute(session)
    }
  })
}
