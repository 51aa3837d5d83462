import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../src/foundation/instant.ts'
import { pushRecords } from '../../src/information/channels/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes, deliveries } from '../ingestion/deliveries.ts'

const { database, read } = deliveries()
const line = { recordType: 'tax-payment', source: 'tax-bureau' }
const payment = (uscc: string, period: string, paid: string | number) => ({
  ...{ uscc, tax_kind: 'value-added', period, payable: '100.00', paid, paid_on: '2026-01-10' },
})
const push = async (rows: ReturnType<typeof payment>[], actor = operatorActor()) =>
  pushRecords(await database(), actor, { ...line, rows })

test('each row of a push is answered for: published, corrected, duplicate or set aside with a reason', async () => {
  await push([payment(codes[0], '2025-01', '1.00'), payment(codes[0], '2025-02', '2.00')])
  const answer = await push([
    payment(codes[0], '2025-01', '1.00'),
    payment(codes[0], '2025-02', '2.50'),
    payment(codes[0], '2025-03', '3.00'),
    payment(codes[0], '2025-13', '4.00'),
    payment('914403001922038217', '2025-05', '5.00'),
  ])
  assert.deepEqual(
    answer.rows.map(({ row, outcome, field, reason }) => [row, outcome, field, reason]),
    [
      [1, 'duplicate', null, null],
      [2, 'corrected', null, null],
      [3, 'published', null, null],
      [4, 'quarantined', 'period', 'month-invalid'],
      [5, 'quarantined', 'uscc', 'identifier-check-digit'],
    ],
  )
  assert.ok(answer.rows[3]!.zh && answer.rows[3]!.en)
  const { rowsRead, rowsPublished, rowsQuarantined, rowsDuplicate, rowsCorrected } = answer
  assert.deepEqual([rowsRead, rowsPublished, rowsQuarantined, rowsDuplicate, rowsCorrected], [5, 2, 2, 1, 1])
  const rows = await read('tax-payment', codes[0], instant(new Date()))
  assert.deepEqual(rows.map((row) => row.values.paid).sort(), [100n, 250n, 300n])
})

test('the same push again says that all is known; a source of somebody else is refused', async () => {
  const rows = [payment(codes[1], '2025-01', 7.25), payment(codes[1], '2025-00', 1)]
  await push(rows)
  const again = await push(rows)
  assert.deepEqual(
    again.rows.map(({ outcome, reason }) => [outcome, reason]),
    [
      ['duplicate', null],
      ['quarantined', 'month-invalid'],
    ],
  )
  const other = { ...operatorActor(), kind: 'key', organization: 'market-regulation-bureau' } as const
  await assert.rejects(push(rows, other), { code: 'source-not-yours' })
  await assert.rejects(push([{ ...rows[0]!, shade: 'red' } as never]), { code: 'event-field-unknown' })
})

test('more senders at once than the store has connections all hear an answer', async () => {
  const months = Array.from({ length: 12 }, (_, place) => `2024-${String(place + 1).padStart(2, '0')}`)
  const answers = await Promise.all(months.map((period) => push([payment(codes[2], period, '1.00')])))
  assert.deepEqual(
    answers.map(({ rowsPublished }) => rowsPublished),
    months.map(() => 1),
  )
})

test('every bad row of a large push is told with its reason', async () => {
  const rows = Array.from({ length: 1200 }, (_, place) => payment(codes[3], `2023-${place + 13}`, 1))
  const answer = await push(rows)
  assert.equal(answer.rowsQuarantined, 1200)
  assert.deepEqual(
    [...new Set(answer.rows.map(({ outcome, reason }) => `${outcome} ${reason}`))],
    ['quarantined month-invalid'],
  )
})
