import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from '../store-refusals.ts'
import { runAs } from './account.ts'
import { program } from './binaries.ts'
import { handOver, moveUnlessThere, type Preparation, refuseFileError } from './prepare.ts'

/** The role of every connection, and the owner of the cluster. */
export const role = 'sanxin'

export type Transport = 'socket' | 'loopback'

/** The only version whose files the packaged server reads. */
const majorVersion = '18'

/**
 * Makes the cluster where there is none: in a folder beside it, then a rename. A crash leaves a stray folder
 * (removed by the next one), never half a cluster; of two at once one wins, and both go on with it.
 */
export function initialize(prepared: Preparation, transport: Transport, sync: boolean): void {
  const { account, binaries, layout } = prepared
  if (existsSync(layout.cluster)) return
  sweep(layout.home)
  const temporary = `${layout.cluster}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    mkdirSync(temporary, { mode: 0o700 })
    handOver(temporary, account)
    const password = transport === 'loopback' ? [`--pwfile=${ensurePassword(prepared)}`] : []
    const result = runAs(account, program(binaries, 'initdb'), [
      `--pgdata=${temporary}`,
      `--username=${role}`,
      '--encoding=UTF8',
      // Code-point order on every machine: no index depends on the version of the operating system's locales.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      // The socket lies in a folder that only this account enters; on loopback a password is asked.
      `--auth-local=${transport === 'socket' ? 'trust' : 'scram-sha-256'}`,
      '--auth-host=scram-sha-256',
      ...password,
      ...(sync ? [] : ['--no-sync']),
    ])
    if (!result.ok) refuseInitialization(result.text)
    moveUnlessThere(temporary, layout.cluster)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    refuseFileError(error, layout.home)
  }
}

function refuseInitialization(text: string): never {
  if (/No space left|File too large|file size limit|Disk quota/i.test(text)) return refuse('disk-full', {})
  const cause =
    /(?:FATAL|PANIC|error while loading[^\n]*|initdb: error:[^\n]*)[^\n]*/.exec(text)?.[0] ?? text.slice(-300)
  return refuse('store-not-starting', { step: 'initdb', cause })
}

/** Refuses a cluster that this server cannot read, before anything touches it. */
export function checkCluster(cluster: string): void {
  const file = join(cluster, 'PG_VERSION')
  const version = readVersion(file)
  if (version === majorVersion) return
  if (/^\d+$/.test(version) && Number(version) > Number(majorVersion)) {
    refuse('data-folder-newer', { file, version })
  }
  refuse('data-folder-damaged', { file, cause: `unreadable version '${version.slice(0, 40)}'` })
}

function readVersion(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return refuseFileError(error, file)
    return refuse('data-folder-damaged', { file, cause: 'missing' })
  }
}

const passwordName = 'password'

/** Loopback only: random, readable by the owner alone. The first of two writers wins. */
function ensurePassword({ account, layout }: Preparation): string {
  const file = join(layout.home, passwordName)
  try {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  handOver(file, account)
  return file
}

export function readPassword(home: string): string {
  return readFileSync(join(home, passwordName), 'utf8')
}

/** Removes what a crash left in the middle of making a cluster; a living process keeps its own. */
function sweep(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = Number(/^cluster\.(\d+)\./.exec(name)?.[1])
    if (pid > 0 && !isAlive(pid)) rmSync(join(home, name), { recursive: true, force: true })
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
