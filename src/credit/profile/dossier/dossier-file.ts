import { readFileSync } from 'node:fs'

/** What the bulk process leaves for its parent, one entry a lake key: its lengths, then the key, the day and the bytes. */
export interface DossierEntry {
  subject: string
  nextEvent: string | null
  packed: Buffer
}

const headBytes = 8

export function entryOf({ subject, nextEvent, packed }: DossierEntry): Buffer {
  const key = Buffer.from(subject)
  const day = Buffer.from(nextEvent ?? '')
  const head = Buffer.alloc(headBytes)
  head.writeUInt16LE(key.length, 0)
  head.writeUInt16LE(day.length, 2)
  head.writeUInt32LE(packed.length, 4)
  return Buffer.concat([head, key, day, packed])
}

/** A slice of enterprises is a few megabytes: it is read at once and handed on in runs. */
export function* readEntries(path: string, runLength: number): Generator<DossierEntry[]> {
  const bytes = readFileSync(path)
  let run: DossierEntry[] = []
  for (let at = 0; at < bytes.length; ) {
    const [keyLength, dayLength] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)]
    const packedLength = bytes.readUInt32LE(at + 4)
    const key = at + headBytes
    const day = key + keyLength
    const packed = day + dayLength
    run.push({
      subject: bytes.toString('utf8', key, day),
      nextEvent: dayLength > 0 ? bytes.toString('utf8', day, packed) : null,
      packed: bytes.subarray(packed, packed + packedLength),
    })
    at = packed + packedLength
    if (run.length === runLength) {
      yield run
      run = []
    }
  }
  if (run.length > 0) yield run
}
