import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/**
 * Who runs the server. PostgreSQL refuses to run as root, and rightly: so root hands the cluster to an
 * unprivileged account, or runs it in a user namespace where root's own files look unprivileged.
 */
export type Account =
  | { kind: 'self' }
  | { kind: 'unprivileged'; name: string; uid: number; gid: number }
  | { kind: 'namespace' }

export const isRoot = () => process.platform !== 'win32' && process.getuid?.() === 0

/** The unprivileged accounts that exist here, the better one first. */
export function unprivilegedAccounts(passwd = '/etc/passwd'): (Account & { kind: 'unprivileged' })[] {
  const found = new Map<string, Account & { kind: 'unprivileged' }>()
  let lines: string[] = []
  try {
    lines = readFileSync(passwd, 'utf8').split('\n')
  } catch {
    // A container without the file has numbers all the same: nobody is 65534 everywhere.
  }
  for (const line of lines) {
    const [name = '', , uid, gid] = line.split(':')
    if (Number(uid) > 0) found.set(name, { kind: 'unprivileged', name, uid: Number(uid), gid: Number(gid) })
  }
  const nobody = found.get('nobody') ?? { kind: 'unprivileged', name: 'nobody', uid: 65534, gid: 65534 }
  return [found.get('postgres'), nobody].filter((account) => account !== undefined)
}

/** The account that already owns a cluster; root's own files mean that it was made in a user namespace. */
export function ownerOf(path: string): Account {
  const { uid, gid } = statSync(path)
  return uid === 0 ? { kind: 'namespace' } : { kind: 'unprivileged', name: String(uid), uid, gid }
}

const namespaceArguments = ['--user', '--map-user=65534', '--map-group=65534', '--']

/** The environment is cut down: no PG* variable or locale of the caller may reach the server. */
const environment = () => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LANG: 'C',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot ?? 'C:\\Windows' } : {}),
})

function wrapped(account: Account, file: string, parameters: readonly string[]) {
  const identity = account.kind === 'unprivileged' ? { uid: account.uid, gid: account.gid } : {}
  const [command, all] =
    account.kind === 'namespace'
      ? ['unshare', [...namespaceArguments, file, ...parameters]]
      : [file, [...parameters]]
  return {
    command,
    all,
    options: { ...identity, cwd: process.platform === 'win32' ? undefined : '/', env: environment() },
  }
}

export function spawnAs(
  account: Account,
  file: string,
  parameters: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const { command, all, options: own } = wrapped(account, file, parameters)
  return spawn(command, all, { ...own, ...options } as SpawnOptions)
}

export interface Outcome {
  ok: boolean
  /** Standard output and error together. */
  text: string
}

export function runAs(
  account: Account,
  file: string,
  parameters: readonly string[],
  input?: string,
): Outcome {
  const { command, all, options } = wrapped(account, file, parameters)
  const result = spawnSync(command, all, {
    ...options,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  })
  const ending = result.signal === null ? '' : `ended by signal ${result.signal}`
  const text = [result.error?.message, result.stdout, result.stderr, ending].filter(Boolean).join('\n').trim()
  return { ok: result.status === 0, text }
}

/** Whether the account can enter a folder and run a program in another: tried, not read from permission bits. */
export function canUse(account: Account, folder: string, executable: string): boolean {
  if (account.kind === 'self') return true
  const script = 'cd "$1" && "$2" --version'
  return runAs(account, '/bin/sh', ['-c', script, 'sh', folder, executable]).ok
}
