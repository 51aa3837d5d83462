import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  compactLake,
  deleteReplacedFiles,
  planScan,
  readRows,
  scan,
  snapshotRead,
} from '../../src/information/records/index.ts'
import { listLakePaths } from '../../src/information/records/store-files.ts'
import { authorizeProcessing } from '../../src/trust/consent/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes } from '../ingestion/deliveries.ts'
import { type DrillRow, lakeDrill, moment } from './lake-drill.ts'

const { database, run, register, publish, claim, enterpriseOf, authorized } = lakeDrill()
const recordType = 'vat-invoice'

const invoice = (batch: number, number: number): DrillRow => ({
  subject: codes[number % 5]!,
  number: `n${batch}-${number}`,
  issuedOn: '2026-01-05',
  fen: number,
  totalFen: null,
  known: null,
  row: number + 2,
})

const script = `
  import { connect } from '${new URL('../../src/foundation/database.ts', import.meta.url)}'
  import { compactLake } from '${new URL('../../src/information/records/index.ts', import.meta.url)}'
  import { operatorActor } from '${new URL('../../src/trust/organizations/index.ts', import.meta.url)}'
  const [connection, dataFolder] = JSON.parse(process.env.STORE)
  const database = await connect({ connection, dataFolder, leave: async () => {} })
  await compactLake(database, operatorActor(), { all: true })
  await database.close()`

const asOf = moment('2026-03-01T00:00:00Z')

const answer = () =>
  run(async (work) => {
    const authorization = await authorizeProcessing(work, { fieldGroups: ['invoices'] })
    const { rows, contentDigest } = await snapshotRead(work, authorization, {
      recordType,
      columns: ['invoice_number', 'amount'],
      asOf,
    })
    return { rows, contentDigest }
  })

/** What the folder holds, as soon as it is there. */
function listed(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

async function publishBatches(): Promise<void> {
  await register('office', 100, moment('2026-01-01T00:00:00Z'))
  await claim('office', codes)
  for (let batch = 0; batch < 12; batch++) {
    const rows = Array.from({ length: 1000 }, (_, number) => invoice(batch, number))
    await publish({
      source: 'office',
      rows,
      supersedes: false,
      now: moment(`2026-02-${String(batch + 1).padStart(2, '0')}T00:00:00Z`),
    })
  }
}

test('kill -9 in a compaction leaves the answer as it was and loses no file', async () => {
  await publishBatches()
  const before = await answer()
  assert.equal(before.rows, 12_000)
  const { connection, dataFolder } = await database()
  const folder = join(dataFolder, 'lake', recordType, 'rewritten')
  // When the process has just begun, and when the merged file is being written.
  for (const isThen of [() => true, () => listed(folder).some((name) => name.endsWith('.parquet'))]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, STORE: JSON.stringify([connection, dataFolder]) },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
    let over = false
    void ended.then(() => {
      over = true
    })
    while (!over && !isThen()) await new Promise((resolve) => setImmediate(resolve))
    child.kill('SIGKILL')
    await ended
    assert.deepEqual(await answer(), before)
    for (const path of await run((work) => listLakePaths(work.db)))
      assert.ok(existsSync(join(dataFolder, 'lake', path)), `${path} is there`)
  }
  await compactLake(await database(), operatorActor(), { all: true })
  assert.deepEqual(await answer(), before)
  const named = new Set(await run((work) => listLakePaths(work.db)))
  for (const name of listed(folder))
    assert.ok(named.has(`${recordType}/rewritten/${name}`), `${name} is named`)
  await deleteReplacedFiles(await database(), operatorActor(), 0)
  assert.deepEqual(await answer(), before)
  assert.equal((await run((work) => listLakePaths(work.db))).length, 1)
})

test('a scan that was planned before a compaction ends as it began; one planned after it reads the new files', async () => {
  const plan = await run(async (work) => {
    const authorization = await authorizeProcessing(work, { fieldGroups: ['invoices'] })
    return planScan(work, authorization, { recordType, columns: ['amount'], asOf })
  })
  await publish({
    source: 'office',
    rows: [invoice(99, 1)],
    supersedes: false,
    now: moment('2026-02-20T00:00:00Z'),
  })
  await compactLake(await database(), operatorActor(), { all: true })
  let rows = 0
  for await (const chunk of scan(plan)) rows += chunk.rows
  assert.equal(rows, 12_000)
  assert.equal((await answer()).rows, 12_001)
})

test('who reads while another merges and deletes gets every answer whole', async () => {
  const enterprise = await enterpriseOf(codes[1])
  let merging = true
  const merge = (async () => {
    for (let round = 0; round < 3; round++) {
      await publish({
        source: 'office',
        rows: [invoice(200 + round, 0)],
        supersedes: false,
        now: moment('2026-02-25T00:00:00Z'),
      })
      await compactLake(await database(), operatorActor(), { all: true })
    }
    merging = false
  })()
  let reads = 0
  while (merging) {
    const wish = { recordType, enterprise, asOf }
    const found = await authorized(enterprise, (work, authorization) => readRows(work, authorization, wish))
    assert.equal(found.length, 2_401)
    reads++
  }
  await merge
  assert.ok(reads > 0)
})
