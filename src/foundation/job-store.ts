import { sql } from 'kysely'
import type { Instant } from './instant.ts'
import { type Store, tables } from './unit-of-work.ts'

export type JobState = 'waiting' | 'running' | 'retrying' | 'done' | 'failed'

export interface JobTables {
  'foundation.job': {
    id: string
    queue: string
    payload: unknown
    enqueuedAt: Instant
    enqueuedBy: string
    handedOverAt: Instant | null
    state: JobState
    attempts: number
    stage: string
    done: bigint
    total: bigint | null
    startedAt: Instant | null
    finishedAt: Instant | null
    result: unknown
    failure: unknown
  }
}

export type JobRow = JobTables['foundation.job']
type Order = Pick<JobRow, 'id' | 'queue' | 'payload' | 'enqueuedAt' | 'enqueuedBy'>

export async function insertOrder(db: Store<JobTables>, order: Order): Promise<void> {
  await sql`insert into foundation.job (id, queue, payload, enqueued_at, enqueued_by) values
    (${order.id}, ${order.queue}, ${JSON.stringify(order.payload)}::jsonb, ${order.enqueuedAt}, ${order.enqueuedBy})`.execute(
    tables(db),
  )
}

/** Orders that no worker has handed to the queue yet, held until the transaction ends; others skip them. */
export async function takeOrders(db: Store<JobTables>, queues: readonly string[]): Promise<Order[]> {
  const { rows } = await sql<Order>`update foundation.job set handed_over_at = now() where id in (
      select id from foundation.job where handed_over_at is null and queue = any(${queues}::text[])
      order by enqueued_at, id limit 100 for update skip locked)
    returning id, queue, payload, enqueued_at, enqueued_by`.execute(tables(db))
  return rows.sort((left, right) => (left.id < right.id ? -1 : 1))
}

export async function updateJob(db: Store<JobTables>, id: string, change: Partial<JobRow>): Promise<void> {
  const json = (value: unknown) => (value === undefined ? undefined : sql`${JSON.stringify(value)}::jsonb`)
  const { result, failure, ...plain } = change
  const given = { ...plain, result: json(result), failure: json(failure) }
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  await tables(db).updateTable('foundation.job').set(set).where('id', '=', id).execute()
}

/** The job; one that the queue gave up on by itself (its worker died too often) counts as failed. */
export async function selectJob(db: Store<JobTables>, id: string): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow & { givenUp: boolean }>`
    select job.*, coalesce(queued.state in ('failed', 'cancelled'), false) as given_up
    from foundation.job job left join jobs.job queued on queued.id = job.id and queued.name = job.queue
    where job.id = ${id}`.execute(tables(db))
  const row = rows[0]
  if (row === undefined) return undefined
  const { givenUp, ...job } = row
  return givenUp && job.state !== 'done' ? { ...job, state: 'failed' } : job
}
