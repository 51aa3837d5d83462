import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Refusal, type RefusalEntry } from './refusal.ts'

/**
 * Bulk work runs in a child process of ours: a manifest goes in, files are written, a manifest comes out. The
 * child has no store and no Authorization, runs at the lowest priority so that online answers do not wait for
 * it, and dies with its parent: its standard input is the lifeline.
 */
export interface BulkAnswer<Result> {
  result: Result
  /** User and system time of the child. */
  cpuSeconds: number
  peakMemoryBytes: number
}

export interface BulkStep {
  stage: string
  done: number
  total?: number
}

type Message =
  | { progress: BulkStep }
  | { result: unknown; cpuSeconds: number; peakMemoryBytes: number }
  | { refusal: { code: string; entry: RefusalEntry; where: Record<string, unknown> } }
  | { bug: string }

export interface BulkOptions {
  progress?: ((step: BulkStep) => void) | undefined
  /** Kills the child when it fires. */
  signal?: AbortSignal
  /** Extra arguments for node itself, such as a heap limit. */
  nodeArguments?: readonly string[]
  /** For small tasks: takes a child that has done such a task before, and leaves it for the next one for a while. */
  warm?: boolean
}

/** Runs a script that calls `answerBulk`. A refusal thrown in the child is thrown here, with its code and place. */
export async function runBulk<Result>(
  script: URL,
  manifest: unknown,
  options: BulkOptions = {},
): Promise<BulkAnswer<Result>> {
  const path = fileURLToPath(script)
  const taken = options.warm ? takeWaiting(path) : undefined
  const bulk = taken ?? startChild(path, options)
  const last = await ask(bulk, manifest, options)
  if ('result' in last) {
    const { result, cpuSeconds, peakMemoryBytes } = last
    return { result: result as Result, cpuSeconds, peakMemoryBytes }
  }
  if ('refusal' in last) throw new Refusal(last.refusal.code, last.refusal.entry, last.refusal.where)
  // A child that waited may have ended just as it was taken: it said nothing, and nothing is lost but a moment.
  if ('ended' in last && taken && bulk.stderr.length === 0) {
    return runBulk(script, manifest, { ...options, warm: false })
  }
  const [how, said] = 'bug' in last ? [0, last.bug] : [last.ended, bulk.stderr.join('')]
  throw new Error(`the bulk process ended with ${how}: ${said}`)
}

interface BulkChild {
  child: ChildProcessWithoutNullStreams
  path: string
  lines: Interface
  /** The last that it said beside its answers. */
  stderr: string[]
  patience?: NodeJS.Timeout
}

function startChild(path: string, options: BulkOptions): BulkChild {
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), path], {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.signal ? { signal: options.signal } : {}),
  })
  const stderr: string[] = []
  child.stdin.on('error', () => {})
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr.push(text)
    if (stderr.length > 50) stderr.shift()
  })
  const bulk: BulkChild = { child, path, lines: createInterface({ input: child.stdout }), stderr }
  child.once('close', () => forget(bulk))
  return bulk
}

type Ending = Exclude<Message, { progress: BulkStep }> | { ended: string }

/** Gives the child a manifest and waits for its answer, or for its end. */
function ask(bulk: BulkChild, manifest: unknown, options: BulkOptions): Promise<Ending> {
  const { child, lines, stderr } = bulk
  return new Promise((resolve, reject) => {
    let last: Ending | undefined
    const settle = (ending: Ending) => {
      child.off('close', ended)
      child.off('error', reject)
      lines.off('line', heard)
      resolve(ending)
    }
    const ended = (code: number | null, signal: string | null) =>
      settle(last ?? { ended: String(signal ?? code) })
    const heard = (line: string) => {
      const message = messageOf(line)
      if (message === undefined) stderr.push(`${line}\n`)
      else if ('progress' in message) options.progress?.(message.progress)
      else if (options.warm && !('bug' in message)) {
        settle(message)
        keepWaiting(bulk)
      } else {
        last = message
        child.stdin.end()
      }
    }
    child.on('error', reject)
    child.on('close', ended)
    lines.on('line', heard)
    child.stdin.write(`${JSON.stringify(manifest)}\n`)
  })
}

/** Children that wait for their next task, by script. They keep no process alive and wait no longer than this. */
const waiting = new Map<string, BulkChild[]>()
const waitMs = 20_000

function keepWaiting(bulk: BulkChild): void {
  bulk.stderr.length = 0
  waiting.set(bulk.path, [...(waiting.get(bulk.path) ?? []), bulk])
  hold(bulk, false)
  bulk.patience = setTimeout(() => {
    forget(bulk)
    bulk.child.stdin.end()
  }, waitMs).unref()
}

function takeWaiting(path: string): BulkChild | undefined {
  const bulk = waiting.get(path)?.pop()
  if (!bulk) return undefined
  clearTimeout(bulk.patience)
  hold(bulk, true)
  return bulk
}

function forget(bulk: BulkChild): void {
  clearTimeout(bulk.patience)
  const others = (waiting.get(bulk.path) ?? []).filter((other) => other !== bulk)
  waiting.set(bulk.path, others)
}

/** Whether this process must stay for the child: while it works, not while it waits. */
function hold({ child }: BulkChild, held: boolean): void {
  const pipes = [child.stdin, child.stdout, child.stderr] as unknown as { ref(): void; unref(): void }[]
  for (const one of [child, ...pipes]) {
    if (held) one.ref()
    else one.unref()
  }
}

function messageOf(line: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Message) : undefined
  } catch {
    return undefined
  }
}

/** The other side: reads a manifest, does the work, says how it went, and waits for the next or for the end. */
export async function answerBulk<Manifest, Result>(
  work: (manifest: Manifest, progress: (step: BulkStep) => void) => Promise<Result>,
): Promise<void> {
  setPriority(constants.priority.PRIORITY_LOW)
  const lines = createInterface({ input: process.stdin })
  let busy = true
  // Whoever wanted the work is gone, or wants no more of it.
  lines.on('close', () => process.exit(busy ? 1 : 0))
  lines.on('line', async (line) => {
    busy = true
    const message = await answerOne(work, JSON.parse(line) as Manifest)
    await say(message)
    busy = false
    if ('bug' in message) process.exit(0)
  })
}

async function answerOne<Manifest, Result>(
  work: (manifest: Manifest, progress: (step: BulkStep) => void) => Promise<Result>,
  manifest: Manifest,
): Promise<Message> {
  const before = process.resourceUsage()
  // The first task answers for the start of the process too.
  const [user, system] = started ? [before.userCPUTime, before.systemCPUTime] : [0, 0]
  started = true
  try {
    const result = await work(manifest, (step) => void say({ progress: step }))
    const usage = process.resourceUsage()
    const cpuSeconds = (usage.userCPUTime - user + usage.systemCPUTime - system) / 1e6
    return { result, cpuSeconds, peakMemoryBytes: usage.maxRSS * 1024 }
  } catch (error) {
    if (error instanceof Refusal) {
      return { refusal: { code: error.code, entry: error.entry, where: { ...error.where } } }
    }
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

let started = false

function say(message: Message): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve()))
}

const reportEveryMs = 200

/** Calls `report` now and then for as long as the work takes. */
export async function reportWhile<Result>(work: () => Promise<Result>, report: () => void): Promise<Result> {
  const timer = setInterval(report, reportEveryMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** Whether something failed because no more can be written: the disk is full, or a limit on file sizes is reached. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return (
    ['ENOSPC', 'EFBIG', 'EDQUOT'].includes(code) ||
    /No space left on device|File too large|Disk quota exceeded|ended with SIGXFSZ/i.test(error.message)
  )
}
