/** How a file's bytes are to be read. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** As much of the beginning as decides the encoding; what is wrong later quarantines its row. */
export const detectionBytes = 4 * 1024 * 1024

const marks: readonly { bytes: readonly number[]; encoding: TextEncodingName }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
]

/**
 * A byte order mark; else what most lines are that are not plain ASCII: UTF-8, or GB18030, which every GBK and GB2312
 * file is. UTF-16 without a mark is told by its zeros: every second byte of the separators and digits.
 */
export function detectEncoding(head: Uint8Array): TextEncodingName {
  for (const mark of marks) {
    if (startsWith(head, mark.bytes)) return mark.encoding
  }
  const wide = wideEncoding(head)
  if (wide !== undefined) return wide
  if (isUtf8(head)) return 'utf-8'
  return mostLinesAreUtf8(head) ? 'utf-8' : 'gb18030'
}

export function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, at) => head[at] === byte)
}

/** Whether the bytes are UTF-8; a character cut off at their end does not count against them. */
export function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, detectionBytes), { stream: true })
    return true
  } catch {
    return false
  }
}

const wideSampleBytes = 4096
/** Fewer bytes prove nothing. */
const wideBytesMin = 16

function wideEncoding(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = head.subarray(0, wideSampleBytes & ~1)
  if (sample.length < wideBytesMin) return undefined
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]!++
  const [even, odd] = zeros as [number, number]
  const share = sample.length / 2 / 5
  if (odd > share && even === 0) return 'utf-16le'
  return even > share && odd === 0 ? 'utf-16be' : undefined
}

function mostLinesAreUtf8(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  let [known, foreign, start] = [0, 0, 0]
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start)
    const line = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (line.some((byte) => byte > 127)) {
      if (isUtf8(line)) known++
      else foreign++
    }
    if (end < 0) break
    start = end + 1
  }
  return known > foreign
}
