import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where one embedded server lives. All paths are absolute. */
export interface Layout {
  /** `postgres/` in the data folder, or in the staging folder when the server's account cannot enter the data folder. */
  home: string
  /** PGDATA. It appears by a rename, whole or not at all. */
  cluster: string
  /** The folder of the Unix socket, 0700. */
  socketFolder: string
  /** Stays in the data folder even when the cluster is staged, so that it is found. */
  log: string
}

/** The name of the socket is made of the port, though no port is open. */
export const socketPort = 5432

/** sockaddr_un holds 108 bytes with the closing zero (Linux); macOS holds 104. */
const socketPathBytesMax = process.platform === 'darwin' ? 103 : 107

export function postgresFolder(dataFolder: string): string {
  return join(resolve(dataFolder), 'postgres')
}

export function layoutOf(dataFolder: string, home = homeOf(dataFolder), temporary = tmpdir()): Layout {
  return {
    home,
    cluster: join(home, 'cluster'),
    socketFolder: socketFolderOf(home, temporary),
    log: join(postgresFolder(dataFolder), 'server.log'),
  }
}

function socketFolderOf(home: string, temporary: string): string {
  const own = join(home, 'socket')
  if (Buffer.byteLength(join(own, `.s.PGSQL.${socketPort}`)) <= socketPathBytesMax) return own
  return join(temporary, `sanxin-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`)
}

const pointerName = 'staged.json'

/** The pointer that tells where the cluster was staged when the server's account could not enter the data folder. */
export function pointerFile(dataFolder: string): string {
  return join(postgresFolder(dataFolder), pointerName)
}

function homeOf(dataFolder: string): string {
  try {
    const pointer = JSON.parse(readFileSync(pointerFile(dataFolder), 'utf8')) as { home: string }
    return pointer.home
  } catch {
    return postgresFolder(dataFolder)
  }
}

/** What a running server writes into postmaster.pid (PostgreSQL, src/include/utils/pidfile.h). */
export interface Postmaster {
  pid: number
  port: number
}

export function readPostmaster(layout: Layout): Postmaster | undefined {
  try {
    const lines = readFileSync(join(layout.cluster, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return pid > 0 && port > 0 ? { pid, port } : undefined
  } catch {
    return undefined
  }
}
