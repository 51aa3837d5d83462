import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuSecondsOfTree, findProcesses } from '../process-time.ts'

/** How long after it was accepted an event is in the lake, under a steady load, on the whole platform over HTTP. */
const here = import.meta.dirname
const seconds = Number(process.argv[2] ?? 30)
const rates = (process.argv[3] ?? '10,100,1000').split(',').map(Number)
const requestsPerSecond = 5
const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const dataFolder = mkdtempSync(join(tmpdir(), 'sanxin-bench-'))

const server = spawn(
  process.execPath,
  [
    join(here, '../../src/entrances/cli/main.ts'),
    'start',
    '--port',
    '0',
    '--data',
    dataFolder,
    '--enterprises',
    '200',
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
try {
  const address = await readyAddress()
  const cookie = await signIn(address)
  for (const rate of rates) await measure(address, cookie, rate)
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

async function signIn(address: string): Promise<string> {
  const accounts = JSON.parse(readFileSync(join(dataFolder, 'demonstration-accounts.json'), 'utf8')) as {
    account: string
    password: string
    role: string
  }[]
  const { account, password } = accounts.find(({ role }) => role === 'platform-operator')!
  const session = await fetch(`${address}/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account, password }),
  })
  return session.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** Sends on schedule, whatever the answers take, and then asks what became of a sample of the events. */
async function measure(address: string, cookie: string, rate: number): Promise<void> {
  const before = cpuSeconds()
  const perRequest = Math.max(1, Math.round(rate / requestsPerSecond))
  const everyMs = (1000 * perRequest) / rate
  const began = performance.now()
  const sent: Promise<unknown>[] = []
  const ids: string[] = []
  for (let request = 0; request * everyMs < seconds * 1000; request++) {
    const due = began + request * everyMs
    const early = due - performance.now()
    if (early > 0) await pause(early)
    const events = Array.from({ length: perRequest }, (_, place) =>
      eventOf(rate, request * perRequest + place),
    )
    ids.push(events[0]!.id)
    sent.push(post(address, cookie, events))
  }
  await Promise.all(sent)
  // One after the other and not too fast: an account may ask only so often.
  const freshness: number[] = []
  for (const id of ids) freshness.push(await secondsUntilDone(address, cookie, id))
  freshness.sort((left, right) => left - right)
  const at = (share: number) =>
    freshness[Math.min(freshness.length - 1, Math.floor(freshness.length * share))]!
  const figures = {
    eventsPerSecond: rate,
    events: sent.length * perRequest,
    p50: at(0.5),
    p99: at(0.99),
    most: freshness.at(-1),
    cpuSeconds: Math.round((cpuSeconds() - before) * 10) / 10,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

/** A code with the right check character (GB 32100-2015) for a number. */
function usccOf(number: number): string {
  const body = `91450100MA5${String(number).padStart(6, '0')}`
  let sum = 0
  for (const [place, character] of [...body].entries()) sum += digits.indexOf(character) * (3 ** place % 31)
  return body + digits[(31 - (sum % 31)) % 31]
}

function eventOf(rate: number, number: number) {
  const month = String(1 + (number % 12)).padStart(2, '0')
  const record = {
    uscc: usccOf(Math.floor(number / 12) % 1000),
    tax_kind: 'value-added',
    period: `${2010 + (Math.floor(number / 12_000) % 15)}-${month}`,
    payable: '100.00',
    paid: `${rate}.${String(number % 100).padStart(2, '0')}`,
    paid_on: '2026-01-10',
  }
  return { id: `${rate}-${number}`, record }
}

async function post(address: string, cookie: string, events: object[]): Promise<void> {
  const answer = await fetch(`${address}/v1/events`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', cookie },
    body: JSON.stringify({ recordType: 'tax-payment', source: 'tax-bureau', events }),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
}

async function secondsUntilDone(address: string, cookie: string, id: string): Promise<number> {
  for (;;) {
    const answer = await fetch(`${address}/v1/events/${id}?source=tax-bureau&recordType=tax-payment`, {
      headers: { cookie },
    })
    if (answer.status === 429) {
      await pause(5000)
      continue
    }
    const receipt = (await answer.json()) as { acceptedAt: string; finishedAt: string | null; state: string }
    if (receipt.finishedAt !== null) {
      if (receipt.state === 'refused') throw new Error(`${id} was refused`)
      return (Date.parse(receipt.finishedAt) - Date.parse(receipt.acceptedAt)) / 1000
    }
    await pause(200)
  }
}

/** The server and its children, and PostgreSQL. */
function cpuSeconds(): number {
  const postgres = findProcesses(join(dataFolder, 'postgres'))
  return cpuSecondsOfTree(server.pid!) + postgres.reduce((sum, pid) => sum + cpuSecondsOfTree(pid), 0)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
