import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { refuse } from '../store-refusals.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { checkCluster, initialize, readPassword, role, type Transport } from './initialize.ts'
import { type Layout, layoutOf, readPostmaster, socketPort } from './layout.ts'
import { prepare } from './prepare.ts'
import { isServing, judge, type ServerProcess, serve, stopServer } from './serve.ts'

/** How to connect: what `pg` takes. */
export interface Connection {
  host: string
  port: number
  user: string
  password?: string
  database: string
}

export interface Membership {
  /** Of the maintenance database; the platform's own is named by the caller. */
  connection: Connection
  /** Resolves when this process has left; the last one has then stopped the server. */
  leave(): Promise<'left' | 'stopped'>
}

export interface JoinOptions {
  dataFolder: string
  stagingFolder?: string
  userNamespaces?: boolean
  transport?: Transport
  /** Others than those of the installed package. */
  binaries?: Binaries
  /** Off in tests only: making a cluster then does not wait for the disk. The server itself always does. */
  syncInitialization?: boolean
  /** Runs when nobody else uses the server, and holds everybody else off until it is done. */
  whenAlone?: (client: pg.Client) => Promise<void>
}

/** Every process that uses the server holds this advisory lock, shared, in the maintenance database. */
const membershipLock = 7_261_905_114

/** `pg` has both since 8.7; its types name neither. The connection alone must not keep a process alive. */
type Holdable = pg.Client & { ref(): void; unref(): void }

/** Recovery after a crash replays the log since the last checkpoint, at most 1 GB: minutes on a slow disk. */
const startSecondsMax = 300

/** How long leaving waits for a server that is on its way up. */
const leaveSecondsMax = 5

export async function joinEmbeddedPostgres(options: JoinOptions): Promise<Membership> {
  const member = new Member(options)
  await member.join()
  return member
}

class Member implements Membership {
  #client: pg.Client | undefined
  #leaving = false
  #rejoining: Promise<void> = Promise.resolve()
  /** The server went away under this member, and is not back yet. */
  #lost = false
  #layout: Layout
  readonly #options: JoinOptions
  readonly #transport: Transport

  constructor(options: JoinOptions) {
    this.#options = options
    this.#layout = layoutOf(options.dataFolder)
    this.#transport = options.transport ?? (process.platform === 'win32' ? 'loopback' : 'socket')
  }

  get connection(): Connection {
    const layout = this.#layout
    const common = { user: role, database: 'postgres' }
    if (this.#transport === 'socket') return { ...common, host: layout.socketFolder, port: socketPort }
    const port = readPostmaster(layout)?.port ?? 0
    return { ...common, host: '127.0.0.1', port, password: readPassword(layout.home) }
  }

  /**
   * Connects and takes the lock, starting the server where none answers. PostgreSQL is the arbiter of every
   * race: a second postmaster leaves by itself, and whoever connects while the last member is stopping the
   * server waits for its lock, is cut off with the server, and comes round to start it again.
   */
  async join(): Promise<void> {
    const deadline = performance.now() + startSecondsMax * 1000
    let server: ServerProcess | undefined
    while (performance.now() < deadline && !this.#leaving) {
      const client = await this.#connect()
      if (client && (await this.#enter(client))) return
      if (server === undefined && client === undefined && !isServing(this.#layout))
        server = await this.#start()
      if (server?.ended) {
        judge(server.complaint(), this.#layout)
        server = undefined
        await pause(50)
      }
      await pause(10)
    }
    if (this.#leaving) return
    refuse('store-not-starting', {
      cause: `no answer within ${startSecondsMax} seconds`,
      log: this.#layout.log,
    })
  }

  /** Only who starts a server looks for binaries and accounts: joining one that runs costs nothing of it. */
  async #start(): Promise<ServerProcess> {
    const { dataFolder, stagingFolder = '/var/lib/sanxin', userNamespaces = true, binaries } = this.#options
    const prepared = prepare({ dataFolder, stagingFolder, userNamespaces }, binaries ?? findBinaries())
    this.#layout = prepared.layout
    initialize(prepared, this.#transport, this.#options.syncInitialization ?? true)
    checkCluster(this.#layout.cluster)
    return serve(prepared, this.#transport)
  }

  async #connect(): Promise<pg.Client | undefined> {
    if (this.#transport === 'loopback' && readPostmaster(this.#layout) === undefined) return undefined
    const client = new pg.Client({ ...this.connection, application_name: 'sanxin membership' })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch {
      await client.end().catch(() => {})
      return undefined
    }
  }

  async #enter(client: pg.Client): Promise<boolean> {
    try {
      const alone = this.#options.whenAlone !== undefined && (await this.#tryExclusive(client))
      if (alone) await this.#options.whenAlone?.(client)
      await client.query('select pg_advisory_lock_shared($1)', [membershipLock])
      if (alone) await client.query('select pg_advisory_unlock($1)', [membershipLock])
    } catch {
      await client.end().catch(() => {})
      return false
    }
    this.#client = client
    this.#lost = false
    // Losing this connection means that the server crashed: bring it back, so that the pools find it again.
    client.once('end', () => {
      this.#client = undefined
      this.#lost = true
      if (!this.#leaving) this.#rejoining = this.#rejoin()
    })
    ;(client as Holdable).unref()
    return true
  }

  /** As long as it takes: a disk that was full may have room again. Meanwhile every use of the store is refused. */
  async #rejoin(): Promise<void> {
    while (!this.#leaving) {
      try {
        return await this.join()
      } catch {
        await pause(500, undefined, { ref: false })
      }
    }
  }

  async leave(): Promise<'left' | 'stopped'> {
    if (this.#leaving) return 'left'
    this.#leaving = true
    await this.#rejoining
    const client = this.#client ?? (await this.#connectAgain())
    if (client === undefined) return 'left'
    ;(client as Holdable).ref()
    try {
      await client.query('select pg_advisory_unlock_shared($1)', [membershipLock])
      if (!(await this.#tryExclusive(client))) return 'left'
      await stopServer(this.#layout)
      return 'stopped'
    } catch {
      return 'left'
    } finally {
      await client.end().catch(() => {})
    }
  }

  /** Leaving while the server is being brought back: who started it must not leave it behind. */
  async #connectAgain(): Promise<pg.Client | undefined> {
    const deadline = performance.now() + leaveSecondsMax * 1000
    while (this.#lost && performance.now() < deadline) {
      const client = await this.#connect()
      if (client) return client
      await pause(50)
    }
    return undefined
  }

  async #tryExclusive(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [membershipLock])
    return rows[0].taken
  }
}
