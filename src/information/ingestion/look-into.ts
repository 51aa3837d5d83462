import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runBulk } from '../../foundation/bulk.ts'
import { newIdentifier } from '../../foundation/identifier.ts'
import { refuse } from '../../foundation/store-refusals.ts'
import type { Look, Looked } from './look.ts'

/** A heap that a preview never needs, and a time that it never takes. */
const heapMegabytesMax = 768
const secondsMax = 120

type Wish = Look extends infer One ? (One extends Look ? Omit<One, 'folder'> : never) : never

/** Who looks holds a connection and a child of the size above: more than so many at once are asked to wait. */
const looksMax = 3
let looks = 0

/** Looks into files as delivered, in a child process with a bounded heap and time; nothing of it stays on disk. */
export async function lookInto(dataFolder: string, wish: Wish): Promise<Looked> {
  // Reading tokens is the end of a delivery that is published: it is not sent away.
  if (looks >= looksMax && wish.task !== 'tokens') refuse('store-busy', { looks })
  looks++
  try {
    return await lookOnce(dataFolder, wish)
  } finally {
    looks--
  }
}

async function lookOnce(dataFolder: string, wish: Wish): Promise<Looked> {
  // Beside the work of batches, which is swept when no batch is on its way.
  const folder = join(dataFolder, 'looks', newIdentifier())
  await mkdir(folder, { recursive: true })
  try {
    const { result } = await runBulk<Looked>(
      new URL('./look-process.ts', import.meta.url),
      { ...wish, folder },
      {
        nodeArguments: [`--max-old-space-size=${heapMegabytesMax}`],
        signal: AbortSignal.timeout(secondsMax * 1000),
      },
    )
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
