import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { columnTypes } from './column-types.ts'
import { asRefusal } from './database-errors.ts'
import { type Connection, joinEmbeddedPostgres } from './embedded-postgres/index.ts'
import { migrate } from './migrations.ts'
import { PreparedClient } from './prepared-client.ts'
import { refuse } from './store-refusals.ts'

/**
 * The transactional store: one PostgreSQL, embedded or named by a URL, with one schema per room. Columns are
 * snake_case in SQL and camelCase here; what is inside a jsonb column is never renamed.
 */
export interface Database {
  readonly kysely: Kysely<unknown>
  /**
   * Connections that hold a lock for as long as a task takes. They are apart: were they taken from the others, those
   * that wait for a lock would leave none to the one that has it.
   */
  readonly locks: Kysely<unknown>
  readonly dataFolder: string
  /** For what keeps connections of its own: the job queue. */
  readonly connection: pg.PoolConfig
  close(): Promise<void>
}

export interface OpenOptions {
  dataFolder: string
  /** A PostgreSQL 15 or later; without it the embedded one is started or joined. */
  url?: string | undefined
  poolSize?: number
  /** `require` refuses where there is no data yet; the default creates it. */
  dataFolderMissing?: 'create' | 'require'
}

const databaseName = 'sanxin'

/** Tasks of one process that hold or wait for a lock; more wait their turn. */
const lockSessionsMax = 16
const lockSessionWaitMs = 120_000

export async function openDatabase(options: OpenOptions): Promise<Database> {
  const dataFolder = resolve(options.dataFolder)
  if (options.dataFolderMissing === 'require' && !hasData(dataFolder, options.url)) {
    refuse('data-folder-missing', { folder: dataFolder })
  }
  if (options.url !== undefined) {
    makeDataFolder(dataFolder)
    return connect({
      dataFolder,
      connection: fromUrl(options.url),
      poolSize: options.poolSize,
      leave: async () => {},
    })
  }
  const membership = await joinEmbeddedPostgres({ dataFolder })
  try {
    await ensureDatabase(membership.connection)
    const connection = { ...membership.connection, database: databaseName }
    return await connect({
      dataFolder,
      connection,
      poolSize: options.poolSize,
      leave: membership.leave.bind(membership),
    })
  } catch (error) {
    await membership.leave()
    throw error
  }
}

function hasData(dataFolder: string, url: string | undefined): boolean {
  return url === undefined ? existsSync(join(dataFolder, 'postgres')) : existsSync(dataFolder)
}

function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true })
  } catch (error) {
    refuse('data-folder-not-accessible', { folder: dataFolder, cause: (error as Error).message })
  }
}

function fromUrl(url: string): pg.PoolConfig {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    refuse('store-unreachable', { cause: 'DATABASE_URL does not begin with postgresql://' })
  }
  return { connectionString: url }
}

export interface ConnectOptions {
  dataFolder: string
  connection: pg.PoolConfig
  poolSize?: number | undefined
  leave: () => Promise<unknown>
}

/** A pool on an existing database, with its migrations run. */
export async function connect(options: ConnectOptions): Promise<Database> {
  const { connection } = options
  const pool = openPool({ connectionTimeoutMillis: 10_000, ...connection, max: options.poolSize ?? 8 })
  const lockPool = openPool({
    ...connection,
    connectionTimeoutMillis: lockSessionWaitMs,
    max: lockSessionsMax,
    application_name: 'sanxin locks',
  })
  const [kysely, locks] = [openKysely(pool), openKysely(lockPool)]
  // Kysely ends a pool only if it has used it.
  const disconnect = async () => {
    await Promise.all([kysely.destroy(), locks.destroy()])
    for (const open of [pool, lockPool]) if (!open.ending) await open.end()
  }
  try {
    await migrate(pool)
  } catch (error) {
    await disconnect()
    throw asRefusal(error)
  }
  let closing: Promise<void> | undefined
  const close = async () => {
    await disconnect()
    await options.leave()
  }
  return {
    kysely,
    locks,
    dataFolder: options.dataFolder,
    connection,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    application_name: 'sanxin',
    ...settings,
    Client: PreparedClient,
    types: columnTypes,
    allowExitOnIdle: true,
  })
  // A connection that the server closes, idle or in use, is dropped by the pool, and a query on it fails by itself;
  // without a listener the event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function openKysely(pool: pg.Pool): Kysely<unknown> {
  return new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** Whether the store answers now; for a health check. */
export async function isReachable(database: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(database.kysely)
    return true
  } catch {
    return false
  }
}

/** Creates the platform's database in the embedded server; another process may be a moment earlier. */
export async function ensureDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } catch (error) {
    const { code } = error as { code?: string }
    const duplicateDatabase = '42P04'
    const uniqueViolation = '23505'
    if (code !== duplicateDatabase && code !== uniqueViolation) throw asRefusal(error)
  } finally {
    await client.end().catch(() => {})
  }
}
