import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { joinEmbeddedPostgres, type Membership } from '../../src/foundation/embedded-postgres/index.ts'
import { instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import {
  createChannel,
  listChannelRuns,
  listChannels,
  pullChannels,
  setChannelState,
} from '../../src/information/channels/index.ts'
import { pullRows } from '../../src/information/channels/pull-rows.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes, deliveries } from '../ingestion/deliveries.ts'

const { database, read } = deliveries()
const folder = mkdtempSync(join(tmpdir(), 'sanxin-second-'))
let second: Membership
let client: pg.Client

/** The database of a department: a server of its own, with the table that it would show. */
before(async () => {
  second = await joinEmbeddedPostgres({ dataFolder: folder })
  client = new pg.Client({ ...second.connection, database: 'postgres' })
  await client.connect()
  await client.query(`create table payment (id bigint primary key, uscc text, tax_kind text, period text,
    payable numeric(18, 2), paid numeric(18, 2), paid_on date, changed_at timestamptz not null, remark text)`)
})
after(async () => {
  await client.end()
  await second.leave()
  rmSync(folder, { recursive: true, force: true })
})

const connection = () => {
  const { host, port, user, password } = second.connection
  const secret = typeof password === 'string' ? `:${encodeURIComponent(password)}` : ''
  return `postgresql://${user}${secret}@/postgres?host=${encodeURIComponent(String(host))}&port=${port ?? 5432}`
}
const pull = {
  query: 'select id, uscc, tax_kind, period, payable, paid, paid_on, changed_at from payment',
  watermark: 'changed_at',
  key: 'id',
  ignored: ['id', 'changed_at'],
  everyMinutes: 1,
  rowsMax: 3,
  timeoutSeconds: 20,
}
const insert = (id: number, uscc: string, period: string, paid: number, changedAt: string) =>
  client.query('insert into payment values ($1, $2, $3, $4, 100, $5, $6, $7, $8)', [
    ...[id, uscc, 'value-added', period, paid, '2026-01-10', changedAt, 'not asked for'],
  ])
const round = async () =>
  pullChannels(await database(), (error) => {
    throw error
  })
const again = async () =>
  runWork(await database(), operatorActor(), (work) =>
    setChannelState(work as never, { channel: 'tax-table', state: 'running' }),
  )
const paidOf = async (uscc: string) =>
  (await read('tax-payment', uscc, instant(new Date()))).map((entry) => entry.values.paid).sort()
const runs = async () =>
  (
    await runWork(await database(), operatorActor(), (work) =>
      listChannelRuns(work as never, { channel: 'tax-table' }),
    )
  ).items

test('rows are pulled after a watermark, a limit at a time, and each counts once', async () => {
  await runWork(await database(), operatorActor(), (work) =>
    createChannel(work as never, {
      id: 'tax-table',
      kind: 'pull',
      source: 'tax-bureau',
      recordType: 'tax-payment',
      pull,
      connection: connection(),
    }),
  )
  const at = '2026-02-01 08:00:00.123456+08'
  for (let id = 1; id <= 5; id++) await insert(id, codes[0], `2025-0${id}`, id, at)
  assert.deepEqual([await round(), await round(), await round()], [3, 2, 0])
  assert.deepEqual(await paidOf(codes[0]), [100n, 200n, 300n, 400n, 500n])
  // A correction and a new row come with later watermarks; nothing else is read.
  await client.query(`update payment set paid = 9.99, changed_at = '2026-02-02 00:00+08' where id = 2`)
  await insert(6, codes[0], '2025-06', 6, '2026-02-02 00:00+08')
  await again()
  assert.equal(await round(), 2)
  assert.deepEqual(await paidOf(codes[0]), [100n, 300n, 400n, 500n, 600n, 999n])
  assert.ok(
    (await runs()).every((run) => run.outcome === 'published' && run.files[0]!.startsWith('tax-table-')),
  )
})

test('a watermark that was lost with the process brings duplicates, and no row twice', async () => {
  const store = await database()
  const kysely = store.kysely as unknown as {
    updateTable: (name: string) => { set: (values: object) => { execute: () => Promise<unknown> } }
  }
  await kysely.updateTable('channels.channel').set({ watermark: null, nextRunAt: null }).execute()
  let rows = 0
  for (let read = await round(); read > 0; read = await round()) rows += read
  assert.equal(rows, 6)
  assert.deepEqual(await paidOf(codes[0]), [100n, 300n, 400n, 500n, 600n, 999n])
})

test('the connection string is sealed: no answer, no table and no audit entry shows it', async () => {
  const { items } = await runWork(await database(), operatorActor(), (work) =>
    listChannels(work as never, {}),
  )
  assert.match(items[0]!.place, /^postgresql:\/\//)
  const kysely = (await database()).kysely as never as {
    selectFrom: (name: string) => { selectAll: () => { execute: () => Promise<object[]> } }
  }
  for (const table of ['channels.channel', 'channels.run', 'audit.entry']) {
    const said = JSON.stringify(await kysely.selectFrom(table).selectAll().execute(), (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    assert.ok(!said.includes('@/postgres'), table)
  }
  const key = join((await database()).dataFolder, 'channels', 'sealing-key')
  assert.equal(readFileSync(key).length, 32)
  assert.deepEqual(readdirSync(join((await database()).dataFolder, 'channels', 'pulls')), [])
})

test('a query may be wrong, slow or hostile: the source is unharmed and the run says why', async () => {
  const path = join(folder, 'answer.csv')
  const causes: [string, RegExp][] = [
    ['select nothing from payment', /42703/],
    ['select * from payment) x; delete from payment; --', /42601/],
    [`select id, changed_at, pg_sleep(9) from payment`, /57014/],
    [`select id, changed_at, nextval('s') from payment, (select 1) y`, /42P01/],
  ]
  for (const [query, cause] of causes) {
    await assert.rejects(
      pullRows(connection(), { ...pull, query, timeoutSeconds: 1 }, null, path),
      (error: never) => {
        const { code, where } = error as { code: string; where: { cause: string } }
        assert.equal(code, 'pull-failed')
        assert.match(where.cause, cause)
        return true
      },
    )
  }
  await assert.rejects(pullRows(connection(), { ...pull, query: 'select id from payment' }, null, path), {
    code: 'pull-failed',
  })
  const nobody = 'postgresql://sanxin:secret@127.0.0.1:1/none'
  await assert.rejects(
    pullRows(nobody, pull, null, path),
    (error: Error) => !error.message.includes('secret'),
  )
  assert.equal((await client.query('select count(*)::integer as rows from payment')).rows[0].rows, 6)
})

test('a row without a watermark does not stop the rounds after it', async () => {
  const query = `select * from (values (1, timestamptz '2026-03-01 08:00+08'), (2, null)) as t (id, changed_at)`
  const path = join(folder, 'without.csv')
  const first = await pullRows(connection(), { ...pull, query }, null, path)
  assert.deepEqual([first.rows, first.watermark?.key], [2, '1'])
  const then = await pullRows(connection(), { ...pull, query }, first.watermark, path)
  assert.equal(then.rows, 0)
})
