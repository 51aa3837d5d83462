import assert from 'node:assert/strict'
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { codes } from '../ingestion/deliveries.ts'
import { type caller, signedIn, startTestPlatform } from './platform.ts'

let platform: Platform
let operator: ReturnType<typeof caller>
before(async () => {
  platform = await startTestPlatform({ enterprises: 30 })
  operator = await signedIn(platform, 'operator')
})
after(() => platform.close())

const line = { recordType: 'tax-payment', source: 'tax-bureau' }
const record = (uscc: string, period: string, paid: string) => ({
  ...{ uscc, tax_kind: 'value-added', period, payable: '100.00', paid, paid_on: '2026-01-10' },
})

/** Asks until the answer is there; the platform's own clocks carry. */
async function until<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a push answers for each row, and a field that nobody knows is refused by name', async () => {
  const rows = [record(codes[0], '2024-01', '1.00'), record(codes[0], '2024-13', '1.00')]
  const answer = await operator.post('/v1/records/tax-payment', { source: 'tax-bureau', rows })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  assert.deepEqual(
    answer.body.rows.map((row: { outcome: string; field: string | null }) => [row.outcome, row.field]),
    [
      ['published', null],
      ['quarantined', 'period'],
    ],
  )
  const odd = await operator.post('/v1/records/tax-payment', {
    source: 'tax-bureau',
    rows: [{ shade: 'red' }],
  })
  assert.equal(odd.body.code, 'event-field-unknown')
  assert.equal(odd.body.where.field, 'shade')
  const bank = await signedIn(platform, 'officer.yongcheng')
  assert.equal((await bank.post('/v1/records/tax-payment', { source: 'tax-bureau', rows })).status, 403)
})

test('an event is accepted at once and carried by the platform', async () => {
  const events = [{ id: 'a/1', record: record(codes[1], '2024-02', '2.00') }]
  const answer = await operator.post('/v1/events', { ...line, events })
  assert.deepEqual([answer.status, answer.body], [200, { accepted: 1, repeated: 0 }])
  const receipt = await until(async () => {
    const { body } = await operator.get(
      `/v1/events/${encodeURIComponent('a/1')}?source=tax-bureau&recordType=tax-payment`,
    )
    return body.finishedAt ? body : undefined
  })
  assert.equal(receipt.state, 'published')
  assert.ok(Date.parse(receipt.finishedAt) >= Date.parse(receipt.acceptedAt))
})

test('a folder is registered over the API and its files are taken', async () => {
  const channel = { id: 'tax-drop', kind: 'watched-folder', ...line }
  assert.equal((await operator.post('/v1/channels', channel)).status, 200)
  assert.equal((await operator.post('/v1/channels', channel)).body.code, 'channel-exists')
  const folder = join(platform.database.dataFolder, 'inbox', 'tax-bureau', 'tax-payment')
  mkdirSync(folder, { recursive: true })
  const [titles, values] = [
    Object.keys(record('', '', '')),
    Object.values(record(codes[2], '2024-03', '3.00')),
  ]
  writeFileSync(join(folder, 'march.csv'), `${titles.join(',')}\n${values.join(',')}\n`)
  utimesSync(join(folder, 'march.csv'), 1_700_000_000, 1_700_000_000)
  const run = await until(async () => (await operator.get('/v1/channels/tax-drop/runs')).body.items[0])
  assert.deepEqual([run.outcome, run.rowsRead, run.files], ['published', 1, ['march.csv']])
  const [shown] = (await operator.get('/v1/channels')).body.items
  assert.deepEqual([shown.id, shown.runs, shown.rowsRead], ['tax-drop', 1, 1])
})
