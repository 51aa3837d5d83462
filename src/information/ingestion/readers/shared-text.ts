import { refuse } from './contract.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'
import { readXml } from './xml-events.ts'
import type { ArchiveEntry } from './zip-archive.ts'

/** The texts that the cells of a workbook share, by number. */
export type SharedText = (number: number) => string | undefined

/**
 * Keeps the texts as UTF-8 in one buffer with their ends beside it: a fifth of the memory of that many strings, none
 * of it in the heap, and with a bound.
 */
export async function openSharedText(
  part: ArchiveEntry | undefined,
  file: string,
  limits: ReadingLimits = readingLimits,
): Promise<SharedText> {
  if (part === undefined) return () => undefined
  let bytes = Buffer.alloc(1 << 16)
  let ends = new Uint32Array(1 << 10)
  let [length, count] = [0, 0]
  let [text, taken, inPhonetic] = ['', false, false]
  const keep = () => {
    const size = Buffer.byteLength(text)
    if (length + size > limits.sharedTextBytesMax)
      refuse('workbook-too-large', { file, sharedTextBytesMax: limits.sharedTextBytesMax })
    if (length + size > bytes.length)
      bytes = Buffer.concat([bytes], Math.max(bytes.length * 2, length + size))
    if (count === ends.length) {
      const more = new Uint32Array(ends.length * 2)
      more.set(ends)
      ends = more
    }
    length += bytes.write(text, length)
    ends[count++] = length
  }
  await readXml(
    await part.open(),
    file,
    {
      open: (name) => {
        if (name === 'si') text = ''
        if (name === 'rPh') inPhonetic = true
        taken = name === 't' && !inPhonetic
      },
      text: (piece) => {
        if (taken) text += piece
      },
      close: (name) => {
        if (name === 'rPh') inPhonetic = false
        if (name === 't') taken = false
        if (name === 'si') keep()
      },
    },
    limits,
  )
  return (number) =>
    Number.isInteger(number) && number >= 0 && number < count
      ? bytes.toString('utf8', number === 0 ? 0 : ends[number - 1], ends[number])
      : undefined
}
