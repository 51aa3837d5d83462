import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { instant } from '../../foundation/instant.ts'
import { startWorker } from '../../foundation/jobs.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import { usccCheckCharacter } from '../../information/enterprises/index.ts'
import { createBatch, type IngestionTables } from '../../information/ingestion/index.ts'
import { listLakeStatus } from '../../information/records/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { careForLake, careForLakeQueue, orderLakeCare } from './care-for-lake.ts'

const database = await testDatabase()
after(() => database.close())
const actor = operatorActor()
const body = '91110000100000009'
const uscc = `${body}${usccCheckCharacter(body)}`
const status = async () => (await runWork(database, actor, listLakeStatus))[0]!

test('many small files order one care of the lake, the job merges them, and nothing is ordered for nothing', async () => {
  // What the calendar asks for is ordered first, so that what follows is the files alone.
  assert.ok(await runWork(database, actor, orderLakeCare), 'a lake that nobody ever cared for')
  assert.equal(await runWork(database, actor, orderLakeCare), undefined)
  for (let month = 1; month <= 9; month++) {
    const content = `uscc,tax_kind,period,payable,paid\n${uscc},增值税,2026-0${month},1,1\n`
    const wish = { recordType: 'tax-payment', source: 'tax-bureau', fileName: 'one.csv', content }
    await runWork<IngestionTables, unknown>(database, actor, (work) => createBatch(work as never, wish))
  }
  assert.equal((await status()).files, 9)
  const ordered = await runWork(database, actor, orderLakeCare)
  assert.ok(ordered, 'eight runs of one size are worth a job')
  assert.equal(await runWork(database, actor, orderLakeCare), undefined, 'once while it waits')

  const done: number[] = []
  let finished: () => void
  const both = new Promise<void>((resolve) => {
    finished = resolve
  })
  const worker = await startWorker(database, (error) => assert.fail(String(error)))
  await worker.work(careForLakeQueue, async (job) => {
    const care = await careForLake(database, job)
    done.push(care.filesBefore - care.filesAfter)
    if (done.length === 2) finished()
    return care
  })
  await both
  await worker.stop()
  assert.deepEqual(
    done.sort(),
    [0, 8].sort((left, right) => left - right),
  )
  const after = await status()
  assert.deepEqual([after.files <= 2, after.rows], [true, 9])
  assert.equal(await runWork(database, actor, orderLakeCare), undefined, 'nothing is left to merge')
  const tomorrow = instant(new Date(Date.now() + 25 * 3_600_000))
  assert.ok(
    await runWork(database, actor, orderLakeCare, { now: tomorrow }),
    'once a day for what the calendar brings',
  )
})
