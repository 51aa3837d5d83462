import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Session, WrongUsage } from '../../src/entrances/cli/command.ts'
import { snapshot as snapshotCommand, snapshotVerify } from '../../src/entrances/cli/commands/snapshot.ts'
import { claimSubjects } from '../../src/information/enterprises/index.ts'
import {
  compactLake,
  compareRead,
  deleteReplacedFiles,
  eraseEnded,
  lakeFolder,
  lakePath,
  retractBatch,
  type Snapshot,
  snapshotRead,
  snapshotText,
  takeSnapshot,
  verifySnapshot,
} from '../../src/information/records/index.ts'
import { getSource } from '../../src/trust/catalog/index.ts'
import { authorizeProcessing } from '../../src/trust/consent/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes } from '../ingestion/deliveries.ts'
import { type DrillRow, lakeDrill, moment } from './lake-drill.ts'

const { database, run, register, publish, claim, enterpriseOf } = lakeDrill()
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
  processing((work, authorization) => compareRead(work, authorization, snapshot))

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
  const identical = {
    state: 'identical',
    reason: null,
    rows: 40,
    contentDigest: snapshot.contentDigest,
  } as const

  await compactLake(await database(), operatorActor(), { all: true })
  await deleteReplacedFiles(await database(), operatorActor(), 0)
  assert.deepEqual(await verdictOn(snapshot), identical)
  await run((work) => retractBatch(work, { id: first.id, recordType }), day('2026-03-02'))
  assert.deepEqual(await verdictOn(snapshot), identical)

  const altered = await verdictOn({ ...snapshot, rows: 41 })
  assert.deepEqual([altered.state, altered.reason], ['changed', 'manifest-altered'])

  await eraseEnded(await database(), operatorActor(), { at: day('2031-01-01') })
  const erased = await verdictOn(snapshot)
  assert.deepEqual([erased.rows, erased.reason], [30, 'erased'])
  assert.notEqual(erased.contentDigest, snapshot.contentDigest)

  const after = await processing((work, authorization) => snapshotRead(work, authorization, wish))
  await publish({ source: 'office', rows: [invoice(99, '2026-01-06', '2026-01-07')], supersedes: false })
  const loaded = await verdictOn(after)
  assert.deepEqual([loaded.rows, loaded.reason], [31, 'history-loaded'])
})

test('a number that turns out to mean the enterprise, and a file that was altered, are told apart', async () => {
  const [, code] = codes
  await register('archive', 200, day('2026-01-01'), 'local')
  await register('bureau', 90, day('2026-01-01'))
  await claim('bureau', [code])
  const archived: DrillRow = { ...invoice(1, '2026-01-05'), subject: 'archive:A7', number: 'a1' }
  await publish({ source: 'archive', rows: [archived], supersedes: false, now: day('2026-02-04') })
  const own: DrillRow = { ...invoice(1, '2026-01-05'), subject: code, number: 'b1' }
  const batch = await publish({ source: 'bureau', rows: [own], supersedes: false, now: day('2026-02-04') })
  const enterprise = await enterpriseOf(code)
  const wish = { enterprise, recordType, asOf: '2026-03', columns: ['invoice_number', 'amount'] }
  const snapshot = await run((work) => takeSnapshot(work, wish))
  const verdict = () => run((work) => verifySnapshot(work, { snapshot }))
  assert.equal((await verdict()).state, 'identical')

  const store = await database()
  const path = join(lakeFolder(store.dataFolder), lakePath(recordType, batch.id))
  const kept = readFileSync(path)
  const engine = await DuckDBInstance.create(':memory:').then((made) => made.connect())
  await engine.run(`COPY (SELECT * REPLACE (amount + 1 AS amount) FROM read_parquet('${path}')) TO '${path}.new'
    (FORMAT parquet)`)
  engine.closeSync()
  renameSync(`${path}.new`, path)
  const altered = await verdict()
  assert.deepEqual([altered.state, altered.reason, altered.rows], ['changed', 'lake-altered', snapshot.rows])
  writeFileSync(path, kept)
  assert.equal((await verdict()).state, 'identical')

  await run(async (work) => {
    const facts = { name: '邕城甲贸易有限公司', uscc: code, region: '450103' }
    await claimSubjects(work, await getSource(work, 'archive'), [
      { value: 'A7', names: [{ name: facts.name, since: null }], facts },
    ])
  })
  const joined = await verdict()
  assert.deepEqual(
    [joined.state, joined.reason, joined.rows],
    ['changed', 'identity-changed', snapshot.rows + 1],
  )
})

test('a snapshot holds nothing of natural persons, and no field that is not there', async () => {
  const enterprise = await enterpriseOf(codes[1])
  const taken = await run((work) => takeSnapshot(work, { enterprise, recordType: 'registration' }))
  assert.ok(taken.columns.includes('name'))
  assert.ok(!taken.columns.includes('legal_representative'))
  for (const column of ['legal_representative', 'amount', 'subject'])
    await assert.rejects(
      run((work) => takeSnapshot(work, { enterprise, recordType: 'registration', columns: [column] })),
      { code: 'snapshot-column-unknown' },
    )
  await assert.rejects(
    run((work) => takeSnapshot(work, { enterprise, recordType, columns: [] })),
    { code: 'snapshot-columns-none' },
  )
})

test('the command keeps a snapshot in a file, and fails with 4 where it reads something else', async () => {
  const enterprise = await enterpriseOf(codes[1])
  const folder = mkdtempSync(join(tmpdir(), 'sanxin-snapshot-'))
  const file = join(folder, 'kept.json')
  const session = {
    language: 'en',
    work: run,
    say: (words: { en: string }) => words.en,
  } as unknown as Session
  try {
    const options = { type: recordType, 'as-of': '2026-03', out: file }
    const kept = await snapshotCommand.run(session, { positionals: [enterprise], options })
    assert.equal(readFileSync(file, 'utf8').trim(), snapshotText(kept!.json as Snapshot))
    const verify = () => snapshotVerify.run(session, { positionals: [file], options: {} })
    assert.equal((await verify())!.exitCode, undefined)
    writeFileSync(file, snapshotText({ ...(kept!.json as Snapshot), rows: 1e6 }))
    assert.equal((await verify())!.exitCode, 4)
    writeFileSync(file, '{"form":"another"}')
    await assert.rejects(verify(), WrongUsage)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
