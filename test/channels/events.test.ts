import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { acceptEvents, carryEvents, getEvent } from '../../src/information/channels/index.ts'
import { recordFile } from '../../src/information/channels/record-file.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes, deliveries } from '../ingestion/deliveries.ts'

const { database, read } = deliveries()
const now = () => instant(new Date())
const line = { source: 'tax-bureau', recordType: 'tax-payment' }

async function accept(events: { id: string; record: Record<string, string | number | null> }[]) {
  return runWork(await database(), operatorActor(), (work) =>
    acceptEvents(work as never, { ...line, events }),
  )
}

async function stateOf(event: string) {
  return runWork(await database(), operatorActor(), (work) => getEvent(work as never, { event, ...line }))
}

const payment = (uscc: string, period: string, paid: string | number | null) => ({
  uscc,
  tax_kind: 'value-added',
  period,
  payable: '100.00',
  paid,
  paid_on: '2026-01-10',
})

test('an event counts once however often it comes, and another fact under its identifier is refused', async () => {
  const event = { id: 'e-1', record: payment(codes[0], '2025-12', '90.05') }
  assert.deepEqual(await accept([event]), { accepted: 1, repeated: 0 })
  assert.deepEqual(await accept([event, event]), { accepted: 0, repeated: 2 })
  assert.equal((await stateOf('e-1')).state, 'waiting')
  await carryEvents(await database())
  assert.deepEqual(await accept([event]), { accepted: 0, repeated: 1 })
  await carryEvents(await database())
  const rows = await read('tax-payment', codes[0], now())
  assert.deepEqual(
    rows.map((row) => row.values.paid),
    [9005n],
  )
  const done = await stateOf('e-1')
  assert.equal(done.state, 'published')
  assert.equal(rows[0]!.provenance.batch, done.batch)
  await assert.rejects(accept([{ ...event, record: payment(codes[0], '2025-12', '91.00') }]), {
    code: 'event-reused',
  })
})

test('a bad event is told with field and reason, and stops no other of its round', async () => {
  await accept([
    { id: 'good', record: payment(codes[1], '2025-12', 12.5) },
    { id: 'month', record: payment(codes[1], '2025-13', 1) },
    { id: 'amount', record: payment(codes[1], '2025-11', 1e21) },
    { id: 'missing', record: payment(codes[1], '2025-10', null) },
  ])
  await carryEvents(await database())
  assert.equal((await stateOf('good')).state, 'published')
  const bad = await Promise.all(['month', 'amount'].map(stateOf))
  assert.deepEqual(
    bad.map(({ state, field, reason }) => [state, field, reason]),
    [
      ['quarantined', 'period', 'month-invalid'],
      ['quarantined', 'paid', 'amount-invalid'],
    ],
  )
  await assert.rejects(
    accept([{ id: 'odd', record: { ...payment(codes[1], '2025-09', 1), shade: 'red' } }]),
    {
      code: 'event-field-unknown',
    },
  )
})

test('rounds that run at once carry each event once', async () => {
  const events = Array.from({ length: 40 }, (_, place) => ({
    id: `many-${place}`,
    record: payment(codes[2], `2023-${String((place % 12) + 1).padStart(2, '0')}`, place),
  }))
  await accept(events)
  const store = await database()
  const carried = await Promise.all([carryEvents(store), carryEvents(store), carryEvents(store)])
  assert.equal(
    carried.reduce((sum, count) => sum + count, 0),
    40,
  )
})

test('of two events of one request that speak of one record the later one counts', async () => {
  await accept([
    { id: 'z-first', record: payment(codes[3], '2025-12', '1.00') },
    { id: 'a-then', record: payment(codes[3], '2025-12', '2.00') },
  ])
  await carryEvents(await database())
  const rows = await read('tax-payment', codes[3], now())
  assert.deepEqual(
    rows.map((row) => row.values.paid),
    [200n],
  )
})

test('a line that cannot be carried stops no other', async () => {
  const store = await database()
  await sql`insert into channels.event (source, record_type, event_id, digest, content, accepted_by, accepted_at)
    values ('tax-bureau', 'no-such-type', 'e', 'sha256:0', '{}', 'operator', '2020-01-01')`.execute(
    store.kysely,
  )
  await accept([{ id: 'behind', record: payment(codes[4], '2025-12', '1.00') }])
  await assert.rejects(carryEvents(store), { code: 'unknown-record-type' })
  assert.equal((await stateOf('behind')).state, 'published')
  await sql`delete from channels.event where record_type = 'no-such-type'`.execute(store.kysely)
})

test('any record comes back from its file as it was sent', () => {
  const fields = ['uscc', 'note'].map((name) => ({ name, required: true }))
  const recordType = { fields } as Parameters<typeof recordFile>[0]
  fc.assert(
    fc.property(
      fc.array(fc.record({ uscc: fc.string(), note: fc.string({ unit: 'binary' }) })),
      (records) => {
        const [, ...cells] = parse(recordFile(recordType, records))
        assert.deepEqual(
          cells,
          records.map(({ uscc, note }) => [uscc.toWellFormed(), note.toWellFormed()]),
        )
      },
    ),
  )
})

/** A reader of its own for quoted cells. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]]
  let [at, cell] = [0, '']
  while (at < text.length) {
    if (text[at] === '"') {
      at++
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (text[at] === '"') at++
        cell += text[at++]
      }
      at++
    } else if (text[at] === ',' || text[at] === '\n') {
      rows.at(-1)!.push(cell)
      cell = ''
      if (text[at++] === '\n') rows.push([])
    } else cell += text[at++]
  }
  rows.pop()
  return rows
}
