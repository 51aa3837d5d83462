import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuSecondsOfTree, findProcesses } from '../process-time.ts'
import type { Load, Taken } from './load.ts'

/**
 * How many decisions a second over HTTP, durable, on the embedded store, and how long one takes at half of that.
 * Server, PostgreSQL and load generator are processes of their own on the same machine.
 */
const here = import.meta.dirname
const seconds = Number(process.argv[2] ?? 20)
const dataFolder = mkdtempSync(join(tmpdir(), 'sanxin-bench-'))

const server = spawn(
  process.execPath,
  [join(here, '../../src/entrances/cli/main.ts'), 'start', '--port', '0', '--data', dataFolder],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
try {
  const address = await readyAddress()
  const { key, enterprises } = await prepare(address)
  const wish = { address, key, enterprises, product: 'invoice-flow-loan', amountFen: '30000000' }
  await measure('warm-up', { ...wish, seconds: 5, connections: 8 })
  const capacity = await measure('capacity', { ...wish, seconds, connections: 16 })
  const most = capacity.answered / capacity.seconds
  for (const [name, share] of [
    ['half', 1 / 2],
    ['a quarter', 1 / 4],
    ['a tenth', 1 / 10],
  ] as const) {
    const perSecond = Math.max(1, Math.floor(most * share))
    await measure(`${name} of it, ${perSecond}/s`, { ...wish, seconds, connections: 64, perSecond })
  }
} finally {
  server.kill('SIGINT')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(dataFolder, { recursive: true, force: true })
}

function readyAddress(): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    server.stdout.on('data', (part: Buffer) => {
      printed += part.toString()
      const address = /ready (\S+)/.exec(printed)?.[1]
      if (address !== undefined) resolve(address)
    })
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
}

/** Signs in as the bank's risk manager, makes a key for its system, and lists the firms that let the bank in. */
async function prepare(address: string): Promise<{ key: string; enterprises: string[] }> {
  const accounts = JSON.parse(readFileSync(join(dataFolder, 'demonstration-accounts.json'), 'utf8')) as {
    account: string
    password: string
  }[]
  const cookie = await signIn(address, accounts.find(({ account }) => account === 'risk.yongcheng')!)
  const created = await call(address, '/v1/api-keys', cookie, {
    label: 'benchmark',
    permissions: ['decision:make', 'decision:read', 'enterprise:search'],
    days: 1,
  })
  const consents: string[] = []
  let before = ''
  for (;;) {
    const page = await call(address, `/v1/consents?organization=yongcheng-bank&pageSize=200${before}`, cookie)
    const items = page.items as { id: string; enterprise: string; status: string; purpose: string }[]
    consents.push(
      ...items
        .filter(({ status, purpose }) => status === 'live' && purpose === 'pre-loan-review')
        .map(({ enterprise }) => enterprise),
    )
    if (items.length < 200) break
    before = `&before=${items.at(-1)!.id}`
  }
  return { key: created.secret as string, enterprises: [...new Set(consents)] }
}

async function signIn(address: string, account: { account: string; password: string }): Promise<string> {
  const answer = await fetch(`${address}/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account: account.account, password: account.password }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function call(
  address: string,
  path: string,
  cookie: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${address}${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { cookie, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
  })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Record<string, unknown>
}

async function measure(name: string, load: Load): Promise<Taken> {
  const [postgres] = findProcesses(`${dataFolder}/postgres`)
  const before = {
    server: cpuSecondsOfTree(server.pid!),
    postgres: postgres === undefined ? 0 : cpuSecondsOfTree(postgres),
  }
  const taken = await generate(load)
  const after = {
    server: cpuSecondsOfTree(server.pid!),
    postgres: postgres === undefined ? 0 : cpuSecondsOfTree(postgres),
  }
  const each = (used: number) => `${Math.round((used / taken.answered) * 1e6)} µs`
  console.log(
    `${name}: ${Math.round(taken.answered / taken.seconds)}/s, p50 ${taken.p50Ms} ms, p99 ${taken.p99Ms} ms, max ${taken.maxMs} ms, ` +
      `CPU each: server ${each(after.server - before.server)}, PostgreSQL ${each(after.postgres - before.postgres)}, generator ${each(taken.cpuSeconds)}; failed ${taken.failed}${taken.firstFailure ? ` (${taken.firstFailure})` : ''}`,
  )
  return taken
}

function generate(load: Load): Promise<Taken> {
  const child = spawn(process.execPath, [join(here, 'load.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(load))
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString()
    })
    child.once('exit', (code) =>
      code === 0
        ? resolve(JSON.parse(printed) as Taken)
        : reject(new Error(`the generator ended with ${code}`)),
    )
  })
}
