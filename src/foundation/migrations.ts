import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { refuse } from './store-refusals.ts'

export interface Migration {
  /** The file name without `.sql`: `0004-consent`. */
  name: string
  sql: string
  digest: string
}

const folder = join(import.meta.dirname, '../../migrations')

/** Only one process at a time runs migrations on a database. */
const migrationLock = 7_261_905_115

/** The migrations of this program, in order. Line ends are made equal: a checkout on Windows must not look changed. */
export function readMigrations(from = folder): Migration[] {
  return readdirSync(from)
    .filter((file) => /^\d{4}-[a-z-]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(from, file), 'utf8').replaceAll('\r\n', '\n')
      return {
        name: file.slice(0, -4),
        sql,
        digest: `sha256:${createHash('sha256').update(sql).digest('hex')}`,
      }
    })
}

/** One digest over all of them: what a database migrated to the end looks like. */
export function migrationsDigest(migrations: readonly Migration[]): string {
  return createHash('sha256')
    .update(migrations.map(({ name, digest }) => `${name} ${digest}\n`).join(''))
    .digest('hex')
}

/**
 * Runs what the database has not run yet, each file in a transaction of its own, forward only. A database that ran
 * another text under the same name, or one that this program does not know, is refused before anything is changed.
 */
export async function migrate(pool: pg.Pool, migrations = readMigrations()): Promise<string[]> {
  const client = await pool.connect()
  let broken = true
  try {
    await requireVersion(client)
    if (pending(await listApplied(client), migrations).length === 0) {
      broken = false
      return []
    }
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(`create schema if not exists foundation;
      create table if not exists foundation.migration (
        name text primary key, digest text not null, applied_at timestamptz not null default now())`)
    const missing = pending(await listApplied(client), migrations)
    for (const migration of missing) await apply(client, migration)
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
    broken = false
    return missing.map(({ name }) => name)
  } finally {
    // A connection that failed in the middle still holds the lock: it is closed, not given back.
    client.release(broken)
  }
}

async function requireVersion(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query(`select current_setting('server_version_num')::int as version`)
  if (rows[0].version < 150_000) refuse('store-too-old', { version: rows[0].version })
}

type Applied = ReadonlyMap<string, string>

async function listApplied(client: pg.PoolClient): Promise<Applied | undefined> {
  const { rows: found } = await client.query(
    `select to_regclass('foundation.migration') is not null as exists`,
  )
  if (!found[0].exists) return undefined
  const { rows } = await client.query<{ name: string; digest: string }>(
    'select name, digest from foundation.migration',
  )
  return new Map(rows.map(({ name, digest }) => [name, digest]))
}

/** Pure: what is left to run, or the refusal. */
export function pending(applied: Applied = new Map(), migrations: readonly Migration[]): Migration[] {
  const known = new Map(migrations.map(({ name, digest }) => [name, digest]))
  for (const [name, digest] of applied) {
    if (!known.has(name)) refuse('data-folder-newer', { migration: name })
    if (known.get(name) !== digest) refuse('migration-changed', { migration: name })
  }
  return migrations.filter(({ name }) => !applied.has(name))
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into foundation.migration (name, digest) values ($1, $2)', [
      migration.name,
      migration.digest,
    ])
    await client.query('commit')
  } catch (error) {
    if (error instanceof Error) error.message = `migration ${migration.name}: ${error.message}`
    throw error
  }
}
