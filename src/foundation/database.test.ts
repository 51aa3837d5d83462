import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { parseInstant } from './column-types.ts'
import { type Database, isReachable, openDatabase } from './database.ts'
import { asRefusal } from './database-errors.ts'
import { layoutOf } from './embedded-postgres/layout.ts'
import { Refusal } from './refusal.ts'
import { runWork } from './run-work.ts'
import { testDatabase } from './test-database.ts'
import { type Actor, tables } from './unit-of-work.ts'

const folder = mkdtempSync(join(tmpdir(), 'sanxin-database-'))
const database = await testDatabase()
after(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})
const actor: Actor = { account: 'wang', organization: 'bank', kind: 'user', permissions: new Set() }
const isRefused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  return true
}

test('columns arrive as the rooms expect them', async () => {
  const { rows } = await sql<Record<string, unknown>>`select
      9007199254740993::int8 as big_number, 12.50::numeric as exact, '2026-02-28'::date as on_day,
      '2026-09-30 23:59:59.999999+08'::timestamptz as at_time, '{"snake_case": {"a_b": [1]}}'::jsonb as document,
      '\\x00ff'::bytea as bytes, null::timestamptz as never, array[1, 2]::int8[] as numbers, count(*) as total`.execute(
    database.kysely,
  )
  assert.deepEqual(rows, [
    {
      bigNumber: 9007199254740993n,
      exact: '12.50',
      onDay: '2026-02-28',
      atTime: '2026-09-30T15:59:59.999Z',
      document: { snake_case: { a_b: [1] } },
      bytes: Buffer.from([0, 255]),
      never: null,
      numbers: [1n, 2n],
      total: 1n,
    },
  ])
})

test('an instant is read at any offset of the session, and cut to milliseconds', () => {
  for (const text of [
    '2026-01-01 00:00:00+00',
    '2026-01-01 08:00:00+08',
    '2026-01-01 05:30:00.0+05:30',
    '2025-12-31 20:30:00-03:30',
  ]) {
    assert.equal(parseInstant(text), '2026-01-01T00:00:00.000Z', text)
  }
  assert.equal(parseInstant('2026-01-01 00:00:00.123999+00'), '2026-01-01T00:00:00.123Z')
  assert.throws(() => parseInstant('infinity'), TypeError)
})

test('a folder is opened by two, keeps its data over a restart, and stops its server with the last', async () => {
  const dataFolder = join(folder, 'data')
  const [first, second] = await Promise.all([openDatabase({ dataFolder }), openDatabase({ dataFolder })])
  await sql`create table kept (n int)`.execute(first.kysely)
  await sql`insert into kept values (1)`.execute(second.kysely)
  await first.close()
  assert.ok(await isReachable(second))
  await second.close()
  await second.close()
  assert.equal(existsSync(join(layoutOf(dataFolder).cluster, 'postmaster.pid')), false)
  assert.equal(await isReachable(second), false)

  const again = await openDatabase({ dataFolder, dataFolderMissing: 'require' })
  const { rows } = await sql<{ n: number }>`select n from kept`.execute(again.kysely)
  assert.deepEqual(rows, [{ n: 1 }])
  await again.close()
})

test('where data must be there already, an empty place is refused and stays empty', async () => {
  const dataFolder = join(folder, 'nothing')
  await assert.rejects(
    openDatabase({ dataFolder, dataFolderMissing: 'require' }),
    isRefused('data-folder-missing'),
  )
  assert.equal(existsSync(dataFolder), false)
})

test('a database named by a URL is used as it is, and its migrations are run', async () => {
  const host = encodeURIComponent(String(database.connection.host))
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await sql`create database ${sql.ref(name)}`.execute(database.kysely)
  const byUrl: Database = await openDatabase({
    dataFolder: join(folder, 'lake'),
    url: `postgresql://sanxin@/${name}?host=${host}&port=${database.connection.port}`,
  })
  const { rows } = await sql<{ one: number }>`select count(*)::int as one from foundation.migration`.execute(
    byUrl.kysely,
  )
  assert.ok(rows[0]!.one > 0)
  assert.equal(existsSync(join(folder, 'lake/postgres')), false, 'no embedded server is made beside it')
  await byUrl.close()
  await sql`drop database ${sql.ref(name)}`.execute(database.kysely)
})

test('a URL that leads nowhere is refused, without a password in the message', async () => {
  const dataFolder = join(folder, 'lake')
  const wrong = [
    'postgresql://sanxin:secret-word@127.0.0.1:1/sanxin',
    'postgresql://sanxin:secret-word@no-such-host.invalid/sanxin',
    `postgresql://sanxin@/no_such_database?host=${encodeURIComponent(String(database.connection.host))}`,
    'mysql://sanxin:secret-word@127.0.0.1/sanxin',
  ]
  for (const url of wrong) {
    await assert.rejects(openDatabase({ dataFolder, url }), (error) => {
      isRefused('store-unreachable')(error)
      assert.doesNotMatch(JSON.stringify((error as Refusal).where), /secret-word/)
      return true
    })
  }
})

test('a connection that the server cuts in the middle is refused, and the next unit of work succeeds', async () => {
  const cut = runWork(database, actor, async (work) => {
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tables(work.db))
  })
  await assert.rejects(cut, isRefused('store-unreachable'))
  assert.ok(await isReachable(database))
})

test('an idle connection that the server cuts ends nothing', async () => {
  await sql`select 1`.execute(database.kysely)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name = 'sanxin'`.execute(
    database.kysely,
  )
  assert.ok(await isReachable(database))
})

test('a full disk and too many connections are refusals; a wrong statement stays a bug', () => {
  const postgresError = (code: string, message = '') => Object.assign(new Error(message), { code })
  assert.equal(
    (asRefusal(postgresError('53100', 'could not extend file: No space left on device')) as Refusal).code,
    'disk-full',
  )
  assert.equal(
    (asRefusal(postgresError('58030', 'could not write: File too large')) as Refusal).code,
    'disk-full',
  )
  assert.equal((asRefusal(postgresError('53300')) as Refusal).code, 'store-busy')
  assert.equal((asRefusal(postgresError('57P03')) as Refusal).code, 'store-unreachable')
  for (const code of ['42601', '42P01', '23505', '22003', '58030']) {
    assert.ok(!(asRefusal(postgresError(code)) instanceof Refusal), code)
  }
})

test('a disk that fills up while work is saved is refused as such; with room again all goes on', {
  skip:
    process.getuid?.() === 0 && process.platform === 'linux'
      ? false
      : 'only root on Linux can mount a small disk',
}, async (context) => {
  const disk = mkdtempSync(join(tmpdir(), 'sanxin-disk-'))
  chmodSync(disk, 0o755)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=755', 'tmpfs', disk]).status !== 0) {
    return context.skip('this machine does not allow mounting')
  }
  context.after(() => {
    spawnSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  })
  const small = await openDatabase({ dataFolder: join(disk, 'data') })
  await sql`create table heavy (n int, text text)`.execute(small.kysely)
  const write = (rows: number) =>
    runWork(small, actor, async (work) => {
      await sql`insert into heavy select n, repeat(md5(n::text), 60) from generate_series(1, ${rows}::int) n`.execute(
        tables(work.db),
      )
    })
  await write(10)
  const filler = join(disk, 'filler')
  writeFileSync(filler, Buffer.alloc(40 << 20))
  await assert.rejects(write(100_000), isRefused('disk-full'))
  rmSync(filler)
  const count = async () => {
    const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from heavy`.execute(
      small.kysely,
    )
    return rows[0]?.rows
  }
  // The server may need a moment to recover; nothing of the refused work is left.
  const deadline = performance.now() + 30_000
  let found = await count().catch(() => undefined)
  while (found === undefined && performance.now() < deadline) found = await count().catch(() => undefined)
  assert.equal(found, 10)
  await small.close()
})

test('two test databases are strangers to each other, and gone when closed', async () => {
  const [left, right] = await Promise.all([testDatabase(), testDatabase()])
  await sql`create table mine (n int)`.execute(left.kysely)
  const { rows } = await sql<{ none: boolean }>`select to_regclass('mine') is null as none`.execute(
    right.kysely,
  )
  assert.deepEqual(rows, [{ none: true }])
  assert.notEqual(left.dataFolder, right.dataFolder)
  await left.close()
  await right.close()
  const names = [left, right].map(({ connection }) => connection.database)
  const found = await sql`select from pg_database where datname = any(${names}::text[])`.execute(
    database.kysely,
  )
  assert.equal(found.rows.length, 0)
  assert.equal(existsSync(left.dataFolder), false)
})
