import { randomBytes } from 'node:crypto'

/**
 * Universally unique identifiers in the order of time (RFC 9562, UUID version 7): 48 bits of milliseconds, then a
 * 12-bit counter within the millisecond (method 1 of its section 6.2), then 62 random bits. Sorted as text they
 * keep the order in which one process made them, even when the clock stands still or steps back.
 */
export function identifiers(
  clock: () => number = Date.now,
  random: () => Uint8Array = () => randomBytes(8),
): () => string {
  let [last, counter] = [-1, 0]
  return () => {
    const now = clock()
    if (now > last) [last, counter] = [now, 0]
    else if (++counter > 0xfff) [last, counter] = [last + 1, 0]
    const tail = Buffer.from(random())
    tail[0] = (tail[0]! & 0x3f) | 0x80
    const head = last.toString(16).padStart(12, '0')
    const hex = tail.toString('hex')
    const middle = (0x7000 | counter).toString(16)
    return `${head.slice(0, 8)}-${head.slice(8)}-${middle}-${hex.slice(0, 4)}-${hex.slice(4, 16)}`
  }
}

/** The process-wide generator. */
export const newIdentifier: () => string = identifiers()

/** Whether a text has the form of one of ours: anything else is not worth a question to the store. */
export function isIdentifier(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
