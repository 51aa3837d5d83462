import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { getConstructionPlans } from 'pg-boss'
import { defineQueue, enqueue, findJob, type JobStatus, startWorker } from './jobs.ts'
import { runWork } from './run-work.ts'
import { refuse } from './store-refusals.ts'
import { testDatabase } from './test-database.ts'
import type { Actor, UnitOfWork } from './unit-of-work.ts'

const database = await testDatabase()
const errors: unknown[] = []
const worker = await startWorker(database, (error) => errors.push(error), 1)
after(async () => {
  await worker.stop()
  await database.close()
})

const actor: Actor = { account: 'wang', organization: 'bank', kind: 'user', permissions: new Set() }
const inWork = <Result>(verb: (work: UnitOfWork<unknown>) => Promise<Result>) =>
  runWork(database, actor, verb)
const order = (queue: ReturnType<typeof defineQueue<{ month: string }>>) =>
  inWork((work) => enqueue(work, queue, { month: '2026-09' }))

async function until(id: string, reached: (job: JobStatus) => boolean, secondsMax = 20): Promise<JobStatus> {
  const deadline = performance.now() + secondsMax * 1000
  for (;;) {
    const job = await inWork((work) => findJob(work, id))
    if (job && reached(job)) return job
    if (performance.now() > deadline) assert.fail(`still ${JSON.stringify(job, (_, value) => String(value))}`)
    await pause(20)
  }
}

test('a job runs once the deed that ordered it has committed, and its progress and result can be read', async () => {
  const queue = defineQueue<{ month: string }>('test-done')
  const halfway = Promise.withResolvers<void>()
  await worker.work(queue, async ({ payload, progress, attempt }) => {
    progress({ stage: 'reading', done: 5, total: 10 })
    await halfway.promise
    return { month: payload.month, attempt }
  })
  const id = await order(queue)
  const running = await until(id, (job) => job.percent === 50)
  assert.equal(running.state, 'running')
  assert.equal(running.stage, 'reading')
  assert.equal(running.enqueuedBy, 'wang')
  halfway.resolve()
  const done = await until(id, (job) => job.state === 'done')
  assert.deepEqual(done.result, { month: '2026-09', attempt: 1 })
  assert.equal(done.percent, 100)
  assert.ok(done.finishedAt! >= done.startedAt!)
})

test('what is ordered in a unit of work that fails is never done', async () => {
  const queue = defineQueue<{ month: string }>('test-undone')
  const seen: string[] = []
  await worker.work(queue, async ({ id }) => void seen.push(id))
  let undone = ''
  const failing = inWork(async (work) => {
    undone = await enqueue(work, queue, { month: '2026-09' })
    throw new Error('the deed failed')
  })
  await assert.rejects(failing, /the deed failed/)
  const id = await order(queue)
  await until(id, (job) => job.state === 'done')
  assert.deepEqual(seen, [id])
  assert.equal(await inWork((work) => findJob(work, undone)), undefined)
})

test('a failure is tried again, and the last one is kept', async () => {
  const queue = defineQueue<{ month: string }>('test-retry', { retryLimit: 1, retryDelaySeconds: 1 })
  const attempts: number[] = []
  await worker.work(queue, async ({ attempt }) => {
    attempts.push(attempt)
    throw new Error(`attempt ${attempt}`)
  })
  const id = await order(queue)
  const failed = await until(id, (job) => job.state === 'failed')
  assert.deepEqual(attempts, [1, 2])
  assert.equal(failed.failure?.message, 'attempt 2')
  assert.equal(failed.attempts, 2)
})

test('a refusal is an answer: it is kept with its code and not tried again', async () => {
  const queue = defineQueue<{ month: string }>('test-refused', { retryLimit: 5, retryDelaySeconds: 0 })
  let attempts = 0
  await worker.work(queue, async () => {
    attempts++
    refuse('data-folder-damaged', { file: 'part-0.parquet' })
  })
  const failed = await until(await order(queue), (job) => job.state === 'failed')
  assert.equal(failed.failure?.code, 'data-folder-damaged')
  assert.deepEqual(failed.failure?.where, { file: 'part-0.parquet' })
  assert.equal(attempts, 1)
})

test('the job of a worker that was killed is done by another', async () => {
  const queue = defineQueue<{ month: string }>('test-orphan', { retryDelaySeconds: 1 })
  const id = await order(queue)
  const script = join(import.meta.dirname, 'fixtures/worker-that-hangs.ts')
  const child = spawn(process.execPath, [script, queue.name, JSON.stringify(database.connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  // Its heartbeat would be missed after 20 seconds; here they pass at once.
  await sql`update jobs.job set heartbeat_on = now() - interval '1 minute' where id = ${id}`.execute(
    database.kysely,
  )
  await worker.work(queue, async ({ attempt }) => attempt)
  const done = await until(id, (job) => job.state === 'done')
  assert.equal(done.result, 2)
})

test('an identifier that is none is not found', async () => {
  assert.equal(await inWork((work) => findJob(work, "'; drop")), undefined)
  assert.equal(await inWork((work) => findJob(work, '00000000-0000-7000-8000-000000000000')), undefined)
})

test('the migration is the schema of the installed pg-boss', () => {
  const plain = (text: string) =>
    text
      .replace(/^--.*$/gm, '')
      .replace(/\s+/g, ' ')
      .replace(/( ?;)+/g, ';')
      .trim()
  const installed = plain(getConstructionPlans('jobs'))
  const migration = plain(readFileSync(join(import.meta.dirname, '../../migrations/0014-jobs.sql'), 'utf8'))
  const begin = /^BEGIN; SET LOCAL[^;]+; SET LOCAL[^;]+; SELECT pg_advisory_xact_lock[^;]+; ?/
  assert.match(installed, begin)
  assert.equal(migration, installed.replace(begin, '').replace(/ ?COMMIT;$/, ''))
})

test('nothing was reported as an error of the loop itself', () => {
  assert.deepEqual(errors, [])
})
