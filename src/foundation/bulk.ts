import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { createInterface } from 'node:readline'
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
}

/** Runs a script that calls `answerBulk`. A refusal thrown in the child is thrown here, with its code and place. */
export function runBulk<Result>(
  script: URL,
  manifest: unknown,
  options: BulkOptions = {},
): Promise<BulkAnswer<Result>> {
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), fileURLToPath(script)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.signal ? { signal: options.signal } : {}),
  })
  child.stdin.on('error', () => {})
  child.stdin.write(`${JSON.stringify(manifest)}\n`)
  const stderr: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr.push(text)
    if (stderr.length > 50) stderr.shift()
  })
  return new Promise((resolve, reject) => {
    let last: Exclude<Message, { progress: BulkStep }> | undefined
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = messageOf(line)
      if (message === undefined) stderr.push(`${line}\n`)
      else if ('progress' in message) options.progress?.(message.progress)
      else last = message
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (last && 'result' in last) {
        const { result, cpuSeconds, peakMemoryBytes } = last
        resolve({ result: result as Result, cpuSeconds, peakMemoryBytes })
      } else if (last && 'refusal' in last) {
        reject(new Refusal(last.refusal.code, last.refusal.entry, last.refusal.where))
      } else {
        const said = last && 'bug' in last ? last.bug : stderr.join('')
        reject(new Error(`the bulk process ended with ${signal ?? code}: ${said}`))
      }
    })
  })
}

function messageOf(line: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Message) : undefined
  } catch {
    return undefined
  }
}

/** The other side: reads the manifest, does the work, says how it went, and ends the process. */
export async function answerBulk<Manifest, Result>(
  work: (manifest: Manifest, progress: (step: BulkStep) => void) => Promise<Result>,
): Promise<void> {
  setPriority(constants.priority.PRIORITY_LOW)
  const lines = createInterface({ input: process.stdin })
  const first = await new Promise<string>((resolve) => lines.once('line', resolve))
  lines.on('close', () => process.exit(1))
  let message: Message
  try {
    const result = await work(JSON.parse(first) as Manifest, (step) => void say({ progress: step }))
    const usage = process.resourceUsage()
    const cpuSeconds = (usage.userCPUTime + usage.systemCPUTime) / 1e6
    message = { result, cpuSeconds, peakMemoryBytes: usage.maxRSS * 1024 }
  } catch (error) {
    message =
      error instanceof Refusal
        ? { refusal: { code: error.code, entry: error.entry, where: { ...error.where } } }
        : { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  await say(message)
  process.exit(0)
}

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
