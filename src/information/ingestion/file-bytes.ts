import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const blockBytes = 1 << 20

/** Shows a file block by block in one buffer, which is overwritten: half the cost of a stream of new ones. */
export async function* blocksOf(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path)
  try {
    const buffer = Buffer.allocUnsafe(blockBytes)
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, blockBytes)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Whether the text occurs in the file, across the ends of blocks too. */
export async function contains(path: string, text: string): Promise<boolean> {
  const wanted = Buffer.from(text)
  let tail = Buffer.alloc(0)
  for await (const block of blocksOf(path)) {
    const joined = Buffer.concat([tail, block.subarray(0, wanted.length - 1)])
    if (joined.includes(wanted) || block.includes(wanted)) return true
    tail = Buffer.from(block.subarray(-(wanted.length - 1)))
  }
  return false
}

export async function digestOfFile(path: string): Promise<{ digest: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const block of blocksOf(path)) {
    hash.update(block)
    bytes += block.length
  }
  return { digest: `sha256:${hash.digest('hex')}`, bytes }
}
