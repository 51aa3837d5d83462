import { isAscii, isUtf8 } from 'node:buffer'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import type { TextEncodingName } from '../encoding.ts'
import { blocksOf } from '../file-bytes.ts'
import { byteLines } from './byte-lines.ts'
import { readingLimits } from './limits.ts'

/**
 * Writes a text again as UTF-8. What the encoding does not know becomes U+FFFD, and the row with it is set aside when
 * it is checked; so does NUL, which no text has.
 */
export async function decodeText(from: string, encoding: TextEncodingName, to: string): Promise<void> {
  const handle = openSync(to, 'w')
  try {
    if (encoding === 'gb18030') await decodeLines(from, handle)
    else await decodeBlocks(from, encoding, handle)
  } finally {
    closeSync(handle)
  }
}

async function decodeBlocks(from: string, encoding: TextEncodingName, handle: number): Promise<void> {
  const decoder = new TextDecoder(encoding)
  for await (const block of blocksOf(from))
    writeFileSync(handle, withoutNul(decoder.decode(block, { stream: true })))
  writeFileSync(handle, decoder.decode())
}

/**
 * Line by line, because a line of UTF-8 in a file of GB18030 would decode into other characters without an error. Text
 * in GB18030 passes for UTF-8 by chance; that four characters of three bytes do, and the whole line with them, does not
 * happen (by the frequency of the bytes in names, once in 10^9 lines).
 */
async function decodeLines(from: string, handle: number): Promise<void> {
  const decoder = new TextDecoder('gb18030')
  let [text, first] = ['', true]
  for await (const line of byteLines(blocksOf(from), readingLimits.rowBytesMax)) {
    const decoded =
      line === undefined
        ? '\uFFFD'
        : isAscii(line) || !isForeign(line)
          ? withoutNul(decoder.decode(line))
          : `${line.toString('utf8').replace(/[^\p{ASCII}]/u, '\uFFFD$&')}`
    text += first ? decoded : `\n${decoded}`
    first = false
    if (text.length < 1 << 18) continue
    writeFileSync(handle, text)
    text = ''
  }
  writeFileSync(handle, `${text}\n`)
}

const foreignCharactersMin = 4

function isForeign(line: Buffer): boolean {
  if (!isUtf8(line)) return false
  const wide = line.toString('utf8').match(/[\u0800-\uffff]/g)
  return (wide?.length ?? 0) >= foreignCharactersMin
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
}
