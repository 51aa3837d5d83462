import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Database } from '../../src/foundation/database.ts'
import { unwatched } from '../../src/foundation/progress.ts'
import type { Refusal } from '../../src/foundation/refusal.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { Actor } from '../../src/foundation/unit-of-work.ts'
import { usccCheckCharacter } from '../../src/information/enterprises/index.ts'
import {
  type IngestionWork,
  ingestFiles,
  listHeldBatches,
  rejectBatch,
  releaseBatch,
  runDelivery,
  withdrawBatch,
} from '../../src/information/ingestion/index.ts'
import {
  decideThresholds,
  forgetParts,
  getLine,
  listCases,
  proposeThresholds,
} from '../../src/information/quality/index.ts'
import { listBatches } from '../../src/information/records/index.ts'
import { operatorActor, permissionsOfRole } from '../../src/trust/organizations/index.ts'

let database: Database
const operator = operatorActor()
const named = (account: string): Actor => ({
  ...operator,
  account,
  permissions: permissionsOfRole('platform-operator'),
})
const run = <Result>(verb: (work: IngestionWork) => Promise<Result>, actor = operator) =>
  runWork(database, actor, verb)
const line = { recordType: 'tax-payment', source: 'tax-bureau' }
const body = '91110000100000009'
const uscc = `${body}${usccCheckCharacter(body)}`

before(async () => {
  database = await testDatabase()
  const change = { hold: { firstDeliveries: 2 } }
  const proposed = await run(
    (work) => proposeThresholds(work, { ...line, change, why: 'a new source' }),
    named('first'),
  )
  await run((work) => decideThresholds(work, { proposal: proposed.id, approve: true }), named('second'))
})
after(() => database.close())

function deliver(month: string) {
  const folder = join(database.dataFolder, 'inbox')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${month}.csv`)
  writeFileSync(path, `uscc,period,tax_kind,payable,paid,paid_on\n${uscc},${month},surcharge,5.00,5.00,\n`)
  return ingestFiles(database, operator, { ...line, files: [path] })
}

const inLake = async () =>
  (await run((work) => listBatches(work.db, { ...line, withdrawnAfter: work.now }))).map(({ id }) => id)

test('a new source is held, released by a person, and known from then on', async () => {
  const held = await deliver('2026-01')
  assert.deepEqual([held.rowsPublished, held.held?.rows], [0, 1])
  assert.deepEqual(await inLake(), [])
  const { items } = await run((work) => listHeldBatches(work, {}))
  assert.deepEqual(
    items.map(({ batch }) => batch),
    [held.batch],
  )
  const released = await run((work) => releaseBatch(work, { batch: held.batch, why: 'looked at it' }))
  assert.equal(released.state, 'waiting')
  const job = { payload: { delivery: held.batch }, progress: unwatched }
  const published = await runDelivery(database, job)
  assert.deepEqual([published.batch, published.rowsPublished, published.held], [held.batch, 1, undefined])
  assert.deepEqual(await inLake(), [held.batch])
  // The job again, as after a crash: nothing is published twice.
  assert.equal((await runDelivery(database, job)).batch, held.batch)
  assert.deepEqual(await inLake(), [held.batch])
  const now = await run((work) => getLine(work, line))
  assert.deepEqual([now.held, now.deliveries, now.casesOpen, now.trend[0]!.outcome], [0, 1, 0, 'released'])
})

test('a rejected batch is never published, by nobody and no job', async () => {
  const held = await deliver('2026-02')
  assert.equal(held.held?.rows, 1)
  const decided = await run((work) => rejectBatch(work, { batch: held.batch, why: 'wrong month' }))
  assert.equal(decided.state, 'refused')
  const job = { payload: { delivery: held.batch }, progress: unwatched }
  await assert.rejects(runDelivery(database, job), (error: Refusal) => error.code === 'batch-rejected')
  const again = run((work) => releaseBatch(work, { batch: held.batch, why: 'after all' }))
  await assert.rejects(again, (error: Refusal) => error.code === 'batch-not-held')
  assert.equal((await inLake()).includes(held.batch), false)
  const { items } = await run((work) => listCases(work, { batch: held.batch }))
  assert.equal(items[0]!.state, 'open')
})

test('who may not manage quality releases nothing', async () => {
  const clerk: Actor = {
    account: 'clerk',
    organization: 'tax-bureau',
    kind: 'user',
    permissions: permissionsOfRole('agency-officer'),
  }
  const wish = { batch: '01a201fc-481e-7000-b235-34f5ac875e09', why: 'mine' }
  for (const verb of [releaseBatch, rejectBatch])
    await assert.rejects(
      run((work) => verb(work, wish), clerk),
      (error: Refusal) => error.code === 'permission-missing',
    )
})

test('the third delivery passes; withdrawn, it is no delivery any more', async () => {
  const passed = await deliver('2026-03')
  assert.deepEqual([passed.rowsPublished, passed.held], [1, undefined])
  assert.equal((await run((work) => getLine(work, line))).freshness.coveredTo, '2026-03')
  await run((work) => withdrawBatch(work, { batch: passed.batch, why: 'sent by mistake' }))
  const now = await run((work) => getLine(work, line))
  assert.deepEqual([now.freshness.coveredTo, now.trend.at(-1)!.outcome], ['2026-01', 'withdrawn'])
})

test('of two persons who decide at once one decides, and the other hears so', async () => {
  const longer = { ...line, change: { hold: { firstDeliveries: 9 } }, why: 'looked at for longer' }
  const proposed = await run((work) => proposeThresholds(work, longer), named('first'))
  await run((work) => decideThresholds(work, { proposal: proposed.id, approve: true }), named('second'))
  const { batch } = await deliver('2026-04')
  const decided = await Promise.allSettled([
    run((work) => releaseBatch(work, { batch, why: 'fine' })),
    run((work) => rejectBatch(work, { batch, why: 'not fine' })),
    run((work) => releaseBatch(work, { batch, why: 'fine' })),
    run((work) => rejectBatch(work, { batch, why: 'not fine' })),
  ])
  const refused = decided.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  assert.deepEqual(refused, ['batch-not-held', 'batch-not-held', 'batch-not-held'])
})

test('what single events were like is forgotten after a quarter, but for the last and for what somebody has to decide', async () => {
  const of = { recordType: 'loan', source: 'event-bank' }
  const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  const put = (batch: string, at: string, partial: boolean, outcome = 'published') =>
    sql`INSERT INTO quality.delivery VALUES (${batch}::uuid, ${of.recordType}, ${of.source}, ${at}::timestamptz, ${outcome},
      ${partial}, '{}', '[]', 'sha256:none', NULL)`.execute(database.kysely)
  const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  await put(id(1), day(200), true)
  await put(id(2), day(93), true, 'withdrawn')
  await put(id(3), day(200), false)
  await put(id(4), day(200), true, 'held')
  await put(id(5), day(91), true)
  const other = { ...of, source: 'silent-bank' }
  await sql`INSERT INTO quality.delivery VALUES (${id(6)}::uuid, ${other.recordType}, ${other.source}, ${day(300)}::timestamptz,
    'published', true, '{}', '[]', 'sha256:none', NULL)`.execute(database.kysely)
  assert.equal(await run((work) => forgetParts(work)), 2)
  const { rows } = await sql<{ batch: string }>`SELECT batch FROM quality.delivery
    WHERE record_type = 'loan' ORDER BY batch`.execute(database.kysely)
  assert.deepEqual(
    rows.map(({ batch }) => batch),
    [3, 4, 5, 6].map(id),
  )
  assert.equal(await run((work) => forgetParts(work)), 0)
})
