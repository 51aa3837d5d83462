import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  compactLake,
  deleteReplacedFiles,
  eraseEnded,
  retractBatch,
  type Snapshot,
  snapshotRead,
  snapshotText,
  verifySnapshot,
} from '../../src/information/records/index.ts'
import { authorizeProcessing } from '../../src/trust/consent/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes } from '../ingestion/deliveries.ts'
import { type DrillRow, lakeDrill, moment } from './lake-drill.ts'

const { database, run, register, publish, claim } = lakeDrill()
const recordType = 'vat-invoice'
const day = (date: string) => moment(`${date}T00:00:00Z`)

const invoice = (number: number, issuedOn: string, known: string | null = null): DrillRow => ({
  subject: codes[number % 5]!,
  number: `n${number}`,
  issuedOn,
  fen: number * 100,
  totalFen: null,
  known: known === null ? null : day(known),
  row: number + 2,
})

const processing = <Result>(
  verb: (
    work: Parameters<typeof snapshotRead>[0],
    authorization: Parameters<typeof snapshotRead>[1],
  ) => Promise<Result>,
) => run(async (work) => verb(work, await authorizeProcessing(work, { fieldGroups: ['invoices'] })))
const verdictOn = (snapshot: Snapshot) =>
  processing((work, authorization) => verifySnapshot(work, authorization, snapshot))

test('a read that was kept gives the same rows after compaction and withdrawal, or says why it does not', async () => {
  await register('office', 100, day('2026-01-01'))
  await claim('office', codes)
  const rows = Array.from({ length: 40 }, (_, number) =>
    invoice(number, number < 10 ? '2020-01-05' : '2026-01-05'),
  )
  const first = await publish({
    source: 'office',
    rows: rows.slice(0, 25),
    supersedes: false,
    now: day('2026-02-01'),
    files: 3,
  })
  await publish({ source: 'office', rows: rows.slice(25), supersedes: false, now: day('2026-02-02') })
  const wish = { recordType, columns: ['invoice_number', 'amount'], asOf: day('2026-03-01') }
  const snapshot = await processing((work, authorization) => snapshotRead(work, authorization, wish))
  assert.equal(snapshot.rows, 40)
  assert.equal(snapshot.files.length, 4)
  assert.deepEqual(JSON.parse(snapshotText(snapshot)), snapshot)
  const identical = { state: 'identical', rows: 40, contentDigest: snapshot.contentDigest } as const

  await compactLake(await database(), operatorActor(), { all: true })
  await deleteReplacedFiles(await database(), operatorActor(), 0)
  assert.deepEqual(await verdictOn(snapshot), identical)
  await run((work) => retractBatch(work, { id: first.id, recordType }), day('2026-03-02'))
  assert.deepEqual(await verdictOn(snapshot), identical)

  const altered = await verdictOn({ ...snapshot, rows: 41 })
  assert.deepEqual([altered.state, 'reason' in altered && altered.reason], ['changed', 'manifest-altered'])

  await eraseEnded(await database(), operatorActor(), { at: day('2031-01-01') })
  const erased = await verdictOn(snapshot)
  assert.deepEqual([erased.rows, 'reason' in erased && erased.reason], [30, 'erased'])
  assert.notEqual(erased.contentDigest, snapshot.contentDigest)

  const after = await processing((work, authorization) => snapshotRead(work, authorization, wish))
  await publish({ source: 'office', rows: [invoice(99, '2026-01-06', '2026-01-07')], supersedes: false })
  const loaded = await verdictOn(after)
  assert.deepEqual([loaded.rows, 'reason' in loaded && loaded.reason], [31, 'history-loaded'])
})
