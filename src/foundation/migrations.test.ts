import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { type Migration, migrate, migrationsDigest, pending, readMigrations } from './migrations.ts'
import { Refusal } from './refusal.ts'
import { testDatabase } from './test-database.ts'

const database = await testDatabase()
const pool = new pg.Pool(database.connection)
after(async () => {
  await pool.end()
  await database.close()
})

const ours = readMigrations()
const extra = (name: string, sql: string): Migration => ({ name, sql, digest: `sha256:${name}${sql}` })
const refused = (code: string, migration: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code && error.where.migration === migration

test('what ran does not run again, and what is new does, in order', async () => {
  assert.deepEqual(await migrate(pool, ours), [])
  const more = [
    ...ours,
    extra('9001-one', 'create table one (n int)'),
    extra('9002-two', 'insert into one values (2)'),
  ]
  assert.deepEqual(await migrate(pool, more), ['9001-one', '9002-two'])
  assert.deepEqual(await migrate(pool, more), [])
  assert.deepEqual((await pool.query('select n from one')).rows, [{ n: 2 }])
  await pool.query(`delete from foundation.migration where name like '90%'; drop table one`)
})

test('starters at the same moment run each migration once', async () => {
  const more = [
    ...ours,
    extra('9001-counted', 'create table counted (n int); insert into counted values (1)'),
  ]
  const ran = await Promise.all(Array.from({ length: 5 }, () => migrate(pool, more)))
  assert.deepEqual(ran.flat(), ['9001-counted'])
  await pool.query(`delete from foundation.migration where name like '90%'; drop table counted`)
})

test('a migration that fails leaves nothing of itself, and keeps those before it', async () => {
  const more = [
    ...ours,
    extra('9001-kept', 'create table kept (n int)'),
    extra('9002-bad', 'create table half (n int); selct'),
  ]
  await assert.rejects(migrate(pool, more), /migration 9002-bad: syntax error/)
  const { rows } = await pool.query(
    `select to_regclass('kept') is not null as kept, to_regclass('half') is null as none`,
  )
  assert.deepEqual(rows, [{ kept: true, none: true }])
  const repaired = [...more.slice(0, -1), extra('9002-bad', 'create table half (n int)')]
  assert.deepEqual(await migrate(pool, repaired), ['9002-bad'])
  await pool.query(`delete from foundation.migration where name like '90%'; drop table kept, half`)
})

test('a database of a newer program is refused, by name, before anything is changed', async () => {
  await migrate(pool, [...ours, extra('9001-newer', 'create table newer (n int)')])
  await assert.rejects(
    migrate(pool, [...ours, extra('9002-mine', 'x')]),
    refused('data-folder-newer', '9001-newer'),
  )
  await pool.query(`delete from foundation.migration where name like '90%'; drop table newer`)
})

test('a migration whose text changed after it ran is refused', () => {
  const applied = new Map(ours.map(({ name, digest }) => [name, digest]))
  const [first, ...rest] = ours
  assert.throws(
    () => pending(applied, [{ ...first!, digest: 'sha256:0' }, ...rest]),
    refused('migration-changed', first!.name),
  )
})

test('line ends do not count as a change, a changed letter does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sanxin-migrations-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(import.meta.dirname, '../../migrations'), folder, { recursive: true })
  for (const { name, sql } of ours) writeFileSync(join(folder, `${name}.sql`), sql.replaceAll('\n', '\r\n'))
  assert.equal(migrationsDigest(readMigrations(folder)), migrationsDigest(ours))
  writeFileSync(join(folder, `${ours[0]!.name}.sql`), `${ours[0]!.sql} `)
  assert.notEqual(migrationsDigest(readMigrations(folder)), migrationsDigest(ours))
})

test('the migrations of this program are numbered without a gap in their order, say why, and own one schema each', () => {
  assert.ok(ours.length > 0)
  const numbers = ours.map(({ name }) => name.slice(0, 4))
  assert.equal(new Set(numbers).size, numbers.length, 'no number twice')
  for (const { name, sql } of ours) assert.match(sql, /^-- \S/, `${name} begins with the reason`)
})
