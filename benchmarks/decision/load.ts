import { Agent, request } from 'node:http'

/** A load generator in a process of its own: told what to send on stdin, tells what it took on stdout. */
export interface Load {
  address: string
  key: string
  enterprises: string[]
  product: string
  amountFen: string
  seconds: number
  connections: number
  /** Requests a second, sent on schedule whether or not earlier ones are answered; without it as fast as answers come. */
  perSecond?: number
}

export interface Taken {
  answered: number
  failed: number
  seconds: number
  p50Ms: number
  p99Ms: number
  maxMs: number
  /** CPU seconds of the generator itself. */
  cpuSeconds: number
  firstFailure: string | undefined
}

const load = JSON.parse(await text(process.stdin)) as Load
const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
const latencies: number[] = []
let [failed, firstFailure, next]: [number, string | undefined, number] = [0, undefined, 0]

function send(scheduled: number): Promise<void> {
  const enterprise = load.enterprises[next++ % load.enterprises.length]!
  const body = JSON.stringify({ enterprise, product: load.product, amountFen: load.amountFen })
  return new Promise((resolve) => {
    const call = request(
      `${load.address}/v1/decisions`,
      {
        method: 'POST',
        agent,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          Authorization: `Bearer ${load.key}`,
        },
      },
      (answer) => {
        let said = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          if (answer.statusCode !== 200) said += part
        })
        answer.on('end', () => {
          if (answer.statusCode === 200) latencies.push(performance.now() - scheduled)
          else fail(said)
          resolve()
        })
      },
    )
    call.on('error', (error) => {
      fail(error.message)
      resolve()
    })
    call.end(body)
  })
}

function fail(said: string): void {
  failed++
  firstFailure ??= said.slice(0, 400)
}

async function closedLoop(): Promise<void> {
  const end = performance.now() + load.seconds * 1000
  const connection = async () => {
    while (performance.now() < end) await send(performance.now())
  }
  await Promise.all(Array.from({ length: load.connections }, connection))
}

/** The first request is due at once. Latency counts from the moment a request was due, so that a stall is not hidden by requests never sent. */
async function openLoop(perSecond: number): Promise<void> {
  const began = performance.now()
  const total = Math.round(perSecond * load.seconds)
  const pending: Promise<void>[] = []
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, 1 + Math.floor(((performance.now() - began) / 1000) * perSecond))
    for (; sent < due; sent++) pending.push(send(began + (sent / perSecond) * 1000))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(pending)
}

const began = performance.now()
const cpu = process.cpuUsage()
await (load.perSecond === undefined ? closedLoop() : openLoop(load.perSecond))
const used = process.cpuUsage(cpu)
latencies.sort((left, right) => left - right)
const at = (share: number) =>
  Math.round((latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0) * 100) /
  100
const taken: Taken = {
  answered: latencies.length,
  failed,
  seconds: (performance.now() - began) / 1000,
  p50Ms: at(0.5),
  p99Ms: at(0.99),
  maxMs: at(1),
  cpuSeconds: (used.user + used.system) / 1e6,
  firstFailure,
}
agent.destroy()
process.stdout.write(JSON.stringify(taken))

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = ''
  for await (const part of stream) all += String(part)
  return all
}
