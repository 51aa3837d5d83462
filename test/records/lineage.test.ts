import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runWork } from '../../src/foundation/run-work.ts'
import { compactLake, retractBatch } from '../../src/information/records/index.ts'
import { listRecords } from '../../src/information/records/list-records.ts'
import { readRecordHistory } from '../../src/information/records/read-record-history.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes } from '../ingestion/deliveries.ts'
import { type DrillRow, type DrillTables, lakeDrill, moment } from './lake-drill.ts'

const { database, run, register, publish, claim, enterpriseOf } = lakeDrill()

const invoice = (fen: number, row: number): DrillRow => ({
  subject: codes[0],
  number: 'n1',
  issuedOn: '2026-02-03',
  fen,
  totalFen: null,
  known: null,
  row,
})
const day = (date: string) => moment(`2026-${date}T00:00:00Z`)
const recordType = 'vat-invoice'

test('a value is followed to batch, source, file and line, and to all that was ever said of it', async () => {
  for (const [source, precedence] of [
    ['weak', 200],
    ['strong', 50],
  ] as const) {
    await register(source, precedence, day('01-01'))
    await claim(source, [codes[0]])
  }
  const enterprise = await enterpriseOf(codes[0])
  const weak = await publish({
    source: 'weak',
    rows: [invoice(100, 7)],
    supersedes: false,
    now: day('02-10'),
  })
  const strong = await publish({
    source: 'strong',
    rows: [invoice(300, 2)],
    supersedes: false,
    now: day('03-01'),
  })
  const corrected = await publish({
    source: 'strong',
    rows: [invoice(310, 5)],
    supersedes: true,
    now: day('03-05'),
  })
  await run((work) => retractBatch(work, { id: corrected.id, recordType }), day('03-09'))
  await compactLake(await database(), operatorActor(), { all: true })

  const list = (wish: object = {}) => run((work) => listRecords(work, { enterprise, recordType, ...wish }))
  const now = await list()
  assert.deepEqual([now.total, now.items.length], [1, 1])
  const [item] = now.items
  assert.equal(item!.values.amount, '300')
  assert.deepEqual(
    [
      item!.provenance.batch,
      item!.provenance.row,
      item!.provenance.department,
      item!.version,
      item!.versions,
    ],
    [strong.id, 2, { zh: 'strong', en: 'strong' }, 1, 1],
  )
  assert.equal(item!.provenance.recordTypeVersion, now.recordType.version)
  const then = await list({ asOf: '2026-03-06T00:00:00Z' })
  assert.deepEqual(
    [then.items[0]!.values.amount, then.items[0]!.version, then.items[0]!.versions],
    ['310', 2, 2],
  )
  assert.equal((await list({ asOf: '2026-02' })).items[0]!.values.amount, '100')
  assert.deepEqual((await list({ claims: 'all' })).items.map(({ values }) => values.amount).sort(), [
    '100',
    '300',
  ])
  assert.equal((await list({ from: '2026-03' })).total, 0)

  const history = await run((work) => readRecordHistory(work, { enterprise, recordType, key: item!.key }))
  assert.deepEqual(
    history.items.map(({ values, provenance, withdrawnAt }) => [
      values.amount,
      provenance.batch,
      withdrawnAt,
    ]),
    [
      ['100', weak.id, null],
      ['300', strong.id, null],
      ['310', corrected.id, '2026-03-09T08:00:00.000+08:00'],
    ],
  )
  assert.deepEqual(
    history.beliefs.map(({ from, item: place }) => [from.slice(0, 10), place]),
    [
      ['2026-02-10', 0],
      ['2026-03-01', 1],
      ['2026-03-05', 2],
      ['2026-03-09', 1],
    ],
  )
})

test('what is not covered is refused, and what is no key or no month is said to be none', async () => {
  const enterprise = await enterpriseOf(codes[0])
  const refused = (code: string) => (error: { code?: string }) => error.code === code
  const stranger = {
    account: 'somebody',
    organization: 'yongcheng-bank',
    kind: 'user',
    permissions: new Set(['enterprise:read']),
  } as const
  const asStranger = runWork<DrillTables, unknown>(await database(), stranger, (work) =>
    listRecords(work, { enterprise, recordType }),
  )
  await assert.rejects(asStranger, (error: { code?: string }) => /^consent-/.test(error.code ?? ''))
  const wish = { enterprise, recordType }
  await assert.rejects(
    run((work) => listRecords(work, { ...wish, from: '2026-13' })),
    refused('record-month-malformed'),
  )
  await assert.rejects(
    run((work) => listRecords(work, { ...wish, asOf: 'soon' })),
    refused('record-moment-malformed'),
  )
  for (const key of [
    'x',
    Buffer.from('["a"]').toString('base64url'),
    Buffer.from('[1,2,3,4]').toString('base64url'),
    Buffer.from('["\\u0000","\\u0000"]').toString('base64url'),
    Buffer.from('["\\u0000"]').toString('base64url'),
  ])
    await assert.rejects(
      run((work) => readRecordHistory(work, { ...wish, key })),
      refused('record-key-malformed'),
    )
})
