import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { connect, type Database } from './database.ts'
import { type Connection, joinEmbeddedPostgres, type Membership } from './embedded-postgres/index.ts'
import { migrationsDigest, readMigrations } from './migrations.ts'

/** Held while the template is made, so that parallel test files make it once. */
const templateLock = 7_261_905_116

/** The cluster of the tests: one per checkout and account, kept between runs because making it takes most of a second. */
export function testClusterFolder(): string {
  const key = createHash('sha256')
    .update(`${import.meta.dirname} ${userInfo().uid}`)
    .digest('hex')
    .slice(0, 12)
  return join(tmpdir(), `sanxin-test-${key}`)
}

let shared: Promise<Membership> | undefined
let users = 0

function joinServer(): Promise<Membership> {
  return joinEmbeddedPostgres({ dataFolder: testClusterFolder(), whenAlone: dropStrays })
}

/** Keeps the server of the tests running over many test files; the cluster stays for the next run. */
export async function holdTestServer(): Promise<{ release(): Promise<unknown> }> {
  const membership = await joinServer()
  return { release: () => membership.leave() }
}

/**
 * A fresh copy of a migrated template, for tests only, on a server shared by all test files that run at once; its
 * data folder is fresh too. `close()` drops both; the last test process stops the server. Forgetting `close()` is
 * harmless: it runs when nothing else is left to do.
 */
export async function testDatabase(): Promise<Database> {
  shared ??= joinServer()
  users++
  const membership = await shared
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const template = await ensureTemplate(membership.connection)
  await administer(membership.connection, (client) =>
    client.query(`create database ${name} template ${template}`),
  )
  const dataFolder = mkdtempSync(join(tmpdir(), 'sanxin-test-data-'))
  const leave = async () => {
    process.off('beforeExit', close)
    rmSync(dataFolder, { recursive: true, force: true })
    await administer(membership.connection, (client) => client.query(`drop database ${name} with (force)`))
    if (--users > 0) return
    shared = undefined
    await membership.leave()
  }
  const connection = { ...membership.connection, database: name }
  const database = await connect({ dataFolder, connection, poolSize: 6, leave })
  const close = () => void database.close()
  process.once('beforeExit', close)
  return database
}

async function ensureTemplate(connection: Connection): Promise<string> {
  const migrations = readMigrations()
  const name = `template_${migrationsDigest(migrations).slice(0, 16)}`
  await administer(connection, async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount !== 0) return
    // Under its last name only when it is complete: a crash in between leaves a stray, not a half template.
    const draft = `${name}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft}`)
    const made = await connect({
      dataFolder: '',
      connection: { ...connection, database: draft },
      leave: async () => {},
    })
    await made.close()
    await client.query(`alter database ${draft} rename to ${name}`)
  })
  return name
}

/** What killed tests and older migrations left behind; nobody else is here now. */
async function dropStrays(client: pg.Client): Promise<void> {
  const current = `template_${migrationsDigest(readMigrations()).slice(0, 16)}`
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(test|template)_' and datname <> $1`,
    [current],
  )
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
}

async function administer(
  connection: Connection,
  task: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    await task(client)
  } finally {
    await client.end()
  }
}
