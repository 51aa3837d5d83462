import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { refuse } from '../store-refusals.ts'
import { runAs, spawnAs } from './account.ts'
import { findBinaries, program } from './binaries.ts'
import { isAlive, type Transport } from './initialize.ts'
import { type Layout, readPostmaster, socketPort } from './layout.ts'
import { handOver, type Preparation, refuseFileError } from './prepare.ts'

const logBytesMax = 8 * 1024 * 1024

/** A server process of ours; `ended` is set as soon as it has gone, and `complaint` then says why. */
export interface ServerProcess {
  ended: boolean
  complaint(): string
}

/**
 * Starts a postmaster of its own session, so that neither Ctrl-C nor the end of this process reaches it.
 * Starting a second one on the same cluster is harmless: it finds postmaster.pid and leaves.
 */
export async function serve(prepared: Preparation, transport: Transport): Promise<ServerProcess> {
  const { account, binaries, layout } = prepared
  disownForeign(layout)
  const address =
    transport === 'socket'
      ? [
          '-c',
          'listen_addresses=',
          '-c',
          `unix_socket_directories=${socketFolder(prepared)}`,
          '-p',
          `${socketPort}`,
        ]
      : ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-p', `${await freePort()}`]
  const log = openLog(layout.log)
  const child = spawnAs(
    account,
    program(binaries, 'postgres'),
    ['-D', layout.cluster, ...address, ...settings],
    {
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.descriptor, log.descriptor],
    },
  )
  closeSync(log.descriptor)
  let failure = ''
  const server = { ended: false, complaint: () => failure || readFrom(layout.log, log.start) }
  child.once('error', (error) => {
    failure = error.message
    server.ended = true
  })
  child.once('exit', () => {
    server.ended = true
  })
  child.unref()
  return server
}

/** Whether a postmaster of this cluster lives; one that does not answer yet is starting, recovering or stopping. */
export function isServing(layout: Layout): boolean {
  const postmaster = readPostmaster(layout)
  return postmaster !== undefined && isAlive(postmaster.pid) && !isForeign(postmaster.pid, layout)
}

/** After a reboot, or in a new container, the number of a dead postmaster may belong to any other process. */
function isForeign(pid: number, layout: Layout): boolean {
  if (process.platform !== 'linux') return false
  try {
    return !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(layout.cluster)
  } catch {
    return false
  }
}

/**
 * PostgreSQL will not start beside a living process of its own account with the number in postmaster.pid, whatever
 * that process is. Where we know better the number is replaced by one that no process has; the rest of the file
 * stays, by which PostgreSQL makes sure that no child of the dead server still uses the cluster.
 */
function disownForeign(layout: Layout): void {
  const postmaster = readPostmaster(layout)
  if (postmaster === undefined || !isAlive(postmaster.pid) || !isForeign(postmaster.pid, layout)) return
  const file = join(layout.cluster, 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(processNumberOfNobody)))
}

/** Above the greatest that Linux gives out (PID_MAX_LIMIT, 2^22). */
const processNumberOfNobody = 999_999_999

/**
 * A fast shutdown by the last member. The process id is certain: the server that wrote it is the one that gave
 * out the exclusive lock.
 */
export async function stopServer(layout: Layout): Promise<void> {
  const postmaster = readPostmaster(layout)
  if (postmaster === undefined) return
  if (process.platform === 'win32') {
    runAs({ kind: 'self' }, program(findBinaries(), 'pg_ctl'), [
      'stop',
      '-D',
      layout.cluster,
      '-m',
      'fast',
      '-w',
    ])
    return
  }
  process.kill(postmaster.pid, 'SIGINT')
  while (isAlive(postmaster.pid) && readPostmaster(layout)?.pid === postmaster.pid) await pause(5)
  if (!layout.socketFolder.startsWith(layout.home))
    rmSync(layout.socketFolder, { recursive: true, force: true })
}

const settings = [
  ...['-c', 'fsync=on'],
  ...['-c', 'max_connections=120'],
  ...['-c', 'timezone=UTC'],
  ...['-c', 'log_timezone=UTC'],
  ...['-c', 'lc_messages=C'],
  // The log is for what goes wrong: checkpoints every five minutes would fill it.
  ...['-c', 'log_checkpoints=off'],
]

function openLog(file: string): { descriptor: number; start: number } {
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax) renameSync(file, `${file}.1`)
    const descriptor = openSync(file, 'a', 0o600)
    return { descriptor, start: statSync(file).size }
  } catch (error) {
    return refuseFileError(error, file)
  }
}

function readFrom(file: string, start: number): string {
  try {
    return readFileSync(file).subarray(start).toString('utf8')
  } catch {
    return ''
  }
}

/** The folder of the socket is the whole access control: ours, 0700, and no link of somebody else's. */
function socketFolder(prepared: Preparation): string {
  const { layout, account } = prepared
  try {
    mkdirSync(layout.socketFolder, { recursive: true, mode: 0o700 })
  } catch (error) {
    return refuseFileError(error, layout.socketFolder)
  }
  const uid = account.kind === 'unprivileged' ? account.uid : (process.getuid?.() ?? 0)
  const found = lstatSync(layout.socketFolder)
  const own = found.uid === uid || found.uid === process.getuid?.()
  if (!found.isDirectory() || !own || (found.mode & 0o077) !== 0) {
    refuse('data-folder-not-accessible', {
      folder: layout.socketFolder,
      cause: 'somebody else made this folder',
    })
  }
  handOver(layout.socketFolder, account)
  return layout.socketFolder
}

/** A port that was free a moment ago; should another program take it meanwhile, the next attempt finds another. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const signs = {
  anotherServer: /lock file .* already exists|shared memory block .* is still in use|Address already in use/i,
  diskFull: /No space left on device|File too large|Disk quota exceeded/i,
  programs: /error while loading shared libraries|ENOENT|EACCES|EPERM/,
  permission: /Permission denied/i,
  damage: new RegExp(
    [
      'control file|checkpoint record|invalid magic|corrupt|pg_filenode|is not a valid data directory',
      'could not (open|read|access|load|stat) (file|directory|the server configuration file)|could not load',
      'incompatible with|was initialized by PostgreSQL version',
    ].join('|'),
    'i',
  ),
}

/** Whether a server that ended at once met another one (then try again), or cannot serve (then refuse, and say why). */
export function judge(complaint: string, layout: Layout): 'retry' {
  if (signs.anotherServer.test(complaint)) return 'retry'
  const lines = complaint
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|error while loading|could not/.test(line))
    // Said to whoever knocks too early; it is not why the server ended.
    .filter((line) => !line.includes('the database system is starting up'))
  const cause = (lines[0] ?? complaint.trim().split('\n').at(-1) ?? '').replace(
    /^.*?(FATAL|PANIC|ERROR|postgres):\s*/,
    '',
  )
  const where = { cause, log: layout.log }
  if (signs.diskFull.test(complaint)) return refuse('disk-full', where)
  if (signs.programs.test(complaint)) return refuse('store-not-starting', where)
  if (signs.permission.test(complaint)) return refuse('data-folder-not-accessible', where)
  if (signs.damage.test(complaint)) return refuse('data-folder-damaged', where)
  return refuse('store-not-starting', where)
}
