import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { TextEncodingName } from './encoding.ts'
import { blocksOf } from './file-bytes.ts'
import { normalizedLines } from './line-breaks.ts'
import { decodeText } from './readers/decode-text.ts'

/** A text as UTF-8 with one kind of line break: the file itself where it is that already. */
export async function receiveText(
  from: string,
  encoding: TextEncodingName,
  to: string,
): Promise<{ path: string; decoded: boolean; garbled: boolean }> {
  let path = from
  let decoded = encoding !== 'utf-8'
  let found = decoded ? undefined : await look(from)
  if (found === undefined || found.nul) {
    path = `${to}.decoded.csv`
    await decodeText(from, encoding, path)
    decoded = true
    found = await look(path)
  }
  const garbled = !decoded && found.garbled
  if (!found.blankLine) return { path, decoded, garbled }
  const even = `${to}.even.csv`
  await evenLines(path, even)
  if (path !== from) await rm(path)
  return { path: even, decoded, garbled }
}

/** Rewrites a file with one kind of line break and no blank lines; what stands between quotes is left alone. */
export async function evenLines(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), normalizedLines, createWriteStream(to))
}

/**
 * Blank lines would shift the row numbers: the engine skips them without a word. The end of the file may be blank.
 * NUL ends a value early in programs without number.
 */
async function look(path: string): Promise<{ blankLine: boolean; nul: boolean; garbled: boolean }> {
  let tail: Buffer = Buffer.alloc(0)
  let [seen, blankLine, nul, garbled] = [false, false, false, false]
  for await (const block of blocksOf(path)) {
    const joined = tail.length > 0 ? Buffer.concat([tail, block.subarray(0, 3)]) : tail
    nul ||= block.includes(0)
    garbled ||= block.includes('\uFFFD') || joined.includes('\uFFFD')
    for (const bytes of blankLine ? [] : [joined, block]) {
      if (seen && hasText(bytes)) blankLine = true
      const at = blankAt(bytes)
      if (at < 0) continue
      seen = true
      if (hasText(bytes.subarray(at))) blankLine = true
    }
    if (blankLine && nul && garbled) break
    tail = Buffer.from(block.subarray(-3))
  }
  return { blankLine, nul, garbled }
}

function hasText(bytes: Buffer): boolean {
  return bytes.some((byte) => byte !== 10 && byte !== 13)
}

function blankAt(bytes: Buffer): number {
  const places = [bytes.indexOf('\n\n'), bytes.indexOf('\n\r\n')].filter((place) => place >= 0)
  return places.length > 0 ? Math.min(...places) : -1
}
