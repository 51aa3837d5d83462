import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from '../store-refusals.ts'
import { type Account, canUse, isRoot, ownerOf, unprivilegedAccounts } from './account.ts'
import { type Binaries, program } from './binaries.ts'
import { type Layout, layoutOf, pointerFile, postgresFolder } from './layout.ts'

/** Everything that starting a server needs to know; worked out anew by each process, to the same result. */
export interface Preparation {
  account: Account
  binaries: Binaries
  layout: Layout
}

export interface PrepareOptions {
  dataFolder: string
  /** Where binaries and cluster go when the server's account can enter neither the clone nor the data folder. */
  stagingFolder: string
  /** Off where the kernel or the container forbids user namespaces; tests switch it off to see the next way. */
  userNamespaces: boolean
}

export function prepare(options: PrepareOptions, binaries: Binaries): Preparation {
  const layout = layoutOf(options.dataFolder)
  makeFolder(postgresFolder(options.dataFolder))
  if (!isRoot()) return { account: { kind: 'self' }, binaries, layout }
  return existsSync(layout.cluster)
    ? forExisting(options, binaries, layout)
    : forNew(options, binaries, layout)
}

/** A cluster keeps its owner: changing it under a running server would take its files away. */
function forExisting(options: PrepareOptions, binaries: Binaries, layout: Layout): Preparation {
  const account = ownerOf(layout.cluster)
  const reachable = [binaries, ...(account.kind === 'namespace' ? [] : [stagedBinaries(options, binaries)])]
  for (const candidate of reachable) {
    if (canUse(account, layout.cluster, program(candidate, 'postgres'))) {
      return { account, binaries: candidate, layout }
    }
  }
  return refuse('data-folder-not-accessible', { folder: layout.cluster, account: account.kind })
}

/**
 * Tried in a fixed order and changing nothing until one fits, so that two processes that prepare the same
 * folder at once come to the same answer.
 */
function forNew(options: PrepareOptions, binaries: Binaries, layout: Layout): Preparation {
  const postgres = program(binaries, 'postgres')
  const accounts = unprivilegedAccounts()
  const namespaces: Account[] = options.userNamespaces ? [{ kind: 'namespace' }] : []
  const account = [...accounts, ...namespaces].find((one) => canUse(one, layout.home, postgres))
  if (account === undefined) return stage(options, binaries, accounts)
  handOver(layout.home, account)
  return { account, binaries, layout }
}

/** The last way: what the account cannot enter is copied to where it can, and the data folder points there. */
function stage(
  options: PrepareOptions,
  binaries: Binaries,
  accounts: readonly (Account & { kind: 'unprivileged' })[],
): Preparation {
  const staged = stagedBinaries(options, binaries)
  const name = createHash('sha256').update(postgresFolder(options.dataFolder)).digest('hex').slice(0, 16)
  const home = join(options.stagingFolder, `cluster-${name}`)
  makeFolder(home)
  const account = accounts.find((one) => canUse(one, home, program(staged, 'postgres')))
  if (account === undefined)
    return refuse('data-folder-not-accessible', { folder: options.dataFolder, tried: home })
  handOver(home, account)
  writeFileSync(pointerFile(options.dataFolder), `${JSON.stringify({ home })}\n`)
  return { account, binaries: staged, layout: layoutOf(options.dataFolder, home) }
}

function stagedBinaries(options: PrepareOptions, binaries: Binaries): Binaries {
  const folder = join(options.stagingFolder, `postgres-${binaries.version}`)
  if (!existsSync(folder)) {
    mkdirSync(options.stagingFolder, { recursive: true, mode: 0o755 })
    const temporary = `${folder}.${process.pid}`
    cpSync(binaries.folder, temporary, { recursive: true, verbatimSymlinks: true })
    moveUnlessThere(temporary, folder)
  }
  return { ...binaries, folder }
}

/** Two processes may prepare the same folder at once: the first rename wins, the other copy is thrown away. */
export function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    rmSync(from, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
  } catch (error) {
    refuseFileError(error, folder)
  }
}

export function handOver(folder: string, account: Account): void {
  if (account.kind !== 'unprivileged') return
  try {
    chownSync(folder, account.uid, account.gid)
  } catch (error) {
    refuseFileError(error, folder)
  }
}

export function refuseFileError(error: unknown, place: string): never {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return refuse('disk-full', { place })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return refuse('data-folder-not-accessible', { folder: place, cause: message })
  }
  throw error
}
