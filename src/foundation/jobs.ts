import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import { asRefusal } from './database-errors.ts'
import { isIdentifier } from './identifier.ts'
import { type Instant, instant } from './instant.ts'
import { insertOrder, type JobState, type JobTables, selectJob, takeOrders, updateJob } from './job-store.ts'
import type { Progress } from './progress.ts'
import { type Place, Refusal, type RefusalEntry } from './refusal.ts'
import { repeat } from './repeat.ts'
import { type Store, storeOf, type UnitOfWork } from './unit-of-work.ts'

/** A kind of background work. The payload is JSON; what it names (a batch, a month) is read again when the job runs. */
export interface Queue<Payload extends object> {
  readonly name: string
  /** How often it is tried again after a failure that is not a refusal. */
  readonly retryLimit: number
  readonly retryDelaySeconds: number
  /** An attempt that takes longer is given up and tried again. */
  readonly expireSeconds: number
  /** Never set: it ties the payload's type to the queue. */
  readonly payload?: Payload
}

export function defineQueue<Payload extends object>(
  name: string,
  options: { retryLimit?: number; retryDelaySeconds?: number; expireSeconds?: number } = {},
): Queue<Payload> {
  return { name, retryLimit: 3, retryDelaySeconds: 5, expireSeconds: 4 * 3600, ...options }
}

/** Orders a job in the transaction of `work`: it exists if and only if the deed that wanted it does. Answers its id. */
export async function enqueue<Tables, Payload extends object>(
  work: UnitOfWork<Tables>,
  queue: Queue<Payload>,
  payload: Payload,
): Promise<string> {
  const id = work.newId()
  const order = { id, queue: queue.name, payload, enqueuedAt: work.now, enqueuedBy: work.actor.account }
  await insertOrder(work.db as unknown as Store<JobTables>, order)
  return id
}

export interface JobStatus {
  id: string
  queue: string
  state: JobState
  stage: string
  done: number
  total: number | null
  /** Of the present stage; null while its extent is unknown. */
  percent: number | null
  attempts: number
  enqueuedAt: Instant
  enqueuedBy: string
  startedAt: Instant | null
  finishedAt: Instant | null
  result: unknown
  /** The words of a refusal stand in its entry. */
  failure: { code?: string; where?: Place; message: string; entry?: RefusalEntry } | null
}

export async function findJob<Tables>(work: UnitOfWork<Tables>, id: string): Promise<JobStatus | undefined> {
  if (!isIdentifier(id)) return undefined
  const row = await selectJob(work.db as unknown as Store<JobTables>, id)
  if (row === undefined) return undefined
  const [done, total] = [Number(row.done), row.total === null ? null : Number(row.total)]
  const percent =
    row.state === 'done' ? 100 : total === null || total === 0 ? null : Math.floor((100 * done) / total)
  const { payload: _, handedOverAt: __, ...shown } = row
  return { ...shown, done, total, percent, failure: row.failure as JobStatus['failure'] }
}

export interface Job<Payload> {
  id: string
  payload: Payload
  /** 1 at the first attempt. */
  attempt: number
  progress: Progress
  /** Fires when the worker is being stopped or the attempt has expired. */
  signal: AbortSignal
}

/**
 * Does one job. It may run more than once (a worker can die after the effect and before the queue hears of it), so
 * the verb behind it must make its effect once, by a key or a version.
 */
export type Handler<Payload> = (job: Job<Payload>) => Promise<unknown>

export interface Worker {
  work<Payload extends object>(queue: Queue<Payload>, handle: Handler<Payload>): Promise<void>
  /** Takes no more jobs, waits for those that run (at most 30 s), and gives the connections back. */
  stop(): Promise<void>
}

const secondsBetweenPolls = 0.5
const secondsBetweenHeartbeats = 20

/** The loop that does jobs. Only an entrance starts one. */
export async function startWorker(
  database: Database,
  onError: (error: unknown) => void = () => {},
  secondsBetweenReviews = 15,
): Promise<Worker> {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    ...(database.connection as object),
    schema: 'jobs',
    // The migrations have made the schema; a worker changes no tables.
    migrate: false,
    createSchema: false,
    schedule: false,
    // Finds the jobs whose worker died, by their missing heartbeats.
    superviseIntervalSeconds: secondsBetweenReviews,
    // A queue that was looked at is left alone for this long, a minute by default, whatever the review finds due.
    monitorIntervalSeconds: secondsBetweenReviews,
    application_name: 'sanxin jobs',
    max: 3,
  })
  boss.on('error', onError)
  await boss.start()
  const kysely = database.kysely as unknown as Kysely<JobTables>
  const db = storeOf(kysely)
  const workers = new Map<string, string>()

  const handOver = async () => {
    const handed = await kysely.transaction().execute(async (transaction) => {
      const orders = await takeOrders(storeOf<JobTables>(transaction as unknown as Kysely<JobTables>), [
        ...workers.keys(),
      ])
      for (const { id, queue, payload } of orders) {
        // The same id again is ignored by the queue.
        await boss.send(queue, payload as object, { id, db: executorOf(transaction) })
      }
      return new Set(orders.map(({ queue }) => queue))
    })
    for (const queue of handed) boss.notifyWorker(workers.get(queue)!)
  }
  const relay = repeat(handOver, secondsBetweenPolls * 1000, onError)

  return {
    work: async (queue, handle) => {
      const { name, retryLimit, retryDelaySeconds, expireSeconds } = queue
      const settings = {
        retryLimit,
        retryDelay: retryDelaySeconds,
        retryBackoff: true,
        expireInSeconds: expireSeconds,
        heartbeatSeconds: secondsBetweenHeartbeats,
      }
      if ((await boss.getQueue(name)) === null) await boss.createQueue(name, settings)
      else await boss.updateQueue(name, settings)
      const poll = { pollingIntervalSeconds: secondsBetweenPolls, includeMetadata: true } as const
      const worker = await boss.work(name, poll, async ([job]) => {
        if (job === undefined) return
        const attempt = job.retryCount + 1
        const { id, data, signal } = job
        const own = { id, payload: data as never, attempt, signal, progress: progressOf(db, id, onError) }
        return attemptJob(db, own, handle, attempt > job.retryLimit)
      })
      workers.set(name, worker)
    },
    stop: async () => {
      await relay.stop()
      await boss.stop({ graceful: true, timeout: 30_000 })
    },
  }
}

async function attemptJob<Payload>(
  db: Store<JobTables>,
  job: Job<Payload>,
  handle: Handler<Payload>,
  last: boolean,
): Promise<object | undefined> {
  await updateJob(db, job.id, { state: 'running', attempts: job.attempt, startedAt: instant(new Date()) })
  try {
    const result = (await handle(job)) ?? null
    await updateJob(db, job.id, { state: 'done', result, finishedAt: instant(new Date()) })
    return undefined
  } catch (thrown) {
    const error = asRefusal(thrown)
    const final = last || (error instanceof Refusal && error.entry.kind !== 'busy')
    const state = final ? 'failed' : 'retrying'
    await updateJob(db, job.id, {
      state,
      failure: failureOf(error),
      finishedAt: final ? instant(new Date()) : null,
    })
    // A refusal is an answer: asking again would get the same. It ends the job without another attempt.
    if (final && error instanceof Refusal) return { refusal: error.code }
    throw error
  }
}

function failureOf(error: unknown): NonNullable<JobStatus['failure']> {
  if (error instanceof Refusal) {
    const { code, where, entry } = error
    return { code, where, message: entry.en, entry }
  }
  return { message: error instanceof Error ? error.message : String(error) }
}

/** Writes at most four times a second, always the newest step; a stage's first step at once. */
function progressOf(db: Store<JobTables>, id: string, onError: (error: unknown) => void): Progress {
  let [written, stage] = [Number.NEGATIVE_INFINITY, '']
  return (step) => {
    if (step.stage === stage && performance.now() - written < 250) return
    ;[written, stage] = [performance.now(), step.stage]
    const total = step.total === undefined ? null : BigInt(Math.round(step.total))
    updateJob(db, id, { stage: step.stage, done: BigInt(Math.round(step.done)), total }).catch(onError)
  }
}

/** What pg-boss writes through when it shall take part in our transaction. */
function executorOf(db: Kysely<JobTables>) {
  return {
    executeSql: async (sql: string, parameters: unknown[] = []) => {
      const query = { kind: 'RawNode', sqlFragments: [], parameters: [] } as const
      const { rows } = await db.executeQuery({ sql, parameters, query, queryId: { queryId: 'jobs' } })
      return { rows: rows as never[] }
    },
  }
}
