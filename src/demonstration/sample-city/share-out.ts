import { type BulkAnswer, runBulk } from '../../foundation/bulk.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import type { CityFile, Writing } from './delivery/block-writer.ts'
import type { Planted } from './delivery/habits.ts'
import type { CityPlan } from './span.ts'
import { addCounted, type Counted, nothingCounted } from './truth-summary.ts'
import type { Share, Written } from './write-blocks.ts'

/** What all workers wrote and used together. */
export interface Used {
  /** In the order of the blocks, and of the record types within each. */
  files: CityFile[]
  planted: Planted
  counted: Counted
  cpuSeconds: number
  peakMemoryBytes: number
}

const script = new URL('./city-process.ts', import.meta.url)

/** What lives at a time is far less; without a bound the engine would let garbage pile up instead of collecting it. */
const nodeArguments = ['--max-old-space-size=512', '--max-semi-space-size=32']

/**
 * Gives each worker a stretch of blocks: firms trade with their neighbors, which one worker then reckons once. What a
 * block holds does not depend on who writes it.
 */
export async function shareOut(wish: {
  plan: CityPlan
  writing: Writing
  workers: number
  progress: Progress | undefined
}): Promise<Used> {
  const { plan, writing, progress = unwatched } = wish
  const blockSize = blockSizeOf(plan.enterprises)
  const blocks = Array.from({ length: Math.ceil(plan.enterprises / blockSize) }, (_, block) => block)
  const workers = Math.max(1, Math.min(wish.workers, blocks.length))
  const done = new Array<number>(workers).fill(0)
  const report = (worker: number) => (step: { done: number }) => {
    done[worker] = step.done
    const sum = done.reduce((total, firms) => total + firms, 0)
    progress({ stage: 'sample-city', done: sum, total: plan.enterprises })
  }
  const cancel = new AbortController()
  const shares = done.map((_, worker): Share => {
    const bound = (of: number) => Math.round((of * blocks.length) / workers)
    const own = blocks.slice(bound(worker), bound(worker + 1))
    return { plan, writing, blockSize, blocks: own }
  })
  try {
    const answers = await Promise.all(
      shares.map((share, worker) =>
        runBulk<Written>(script, share, {
          progress: report(worker),
          signal: cancel.signal,
          nodeArguments,
        }),
      ),
    )
    return together(shares, answers)
  } catch (error) {
    // One worker failed: what the others write is of no use.
    cancel.abort()
    throw error
  }
}

/**
 * Firms of a block: a function of the city alone. Small cities have work for several workers, large ones no more
 * files than a person wants to see. A neighborhood (city.ts) is a few blocks, or a block a few neighborhoods.
 */
function blockSizeOf(enterprises: number): number {
  if (enterprises <= 4096) return 256
  return enterprises <= 65_536 ? 1024 : 4096
}

function together(shares: readonly Share[], answers: readonly BulkAnswer<Written>[]): Used {
  const own = process.resourceUsage().maxRSS * 1024
  const used: Used = {
    files: [],
    planted: {},
    counted: nothingCounted(),
    cpuSeconds: 0,
    peakMemoryBytes: own,
  }
  const filesOf: CityFile[][] = []
  for (const [worker, { result, cpuSeconds, peakMemoryBytes }] of answers.entries()) {
    used.cpuSeconds += cpuSeconds
    used.peakMemoryBytes += peakMemoryBytes
    addCounted(used.counted, result.counted)
    for (const [id, rows] of Object.entries(result.planted)) used.planted[id] = (used.planted[id] ?? 0) + rows
    for (const [place, block] of shares[worker]!.blocks.entries()) filesOf[block] = result.files[place]!
  }
  used.files = filesOf.flat()
  return used
}
