import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** The rows of one table in one bucket: the text as delivered, each row behind its number. */
export function partPath(folder: string, table: number, bucket: number): string {
  return join(folder, `rows-${table}-${bucket}.csv`)
}

export interface Parts {
  /** `number` is put before the row unless it is 0. */
  add: (bucket: number, number: number, bytes: Buffer, from: number, to: number) => void
  /** Brings everything to the disk and says how long each part is: null where it has not begun. */
  sync: () => (number | null)[]
  close: () => void
}

const bufferBytes = 1 << 17
const lineFeed = 10

/** Opens the parts of one table for writing; parts that were begun before go on at the length given. */
export function openParts(
  folder: string,
  table: number,
  buckets: number,
  delimiter: number,
  begun: readonly (number | null)[],
): Parts {
  const files: (number | undefined)[] = new Array(buckets).fill(undefined)
  const lengths = Array.from({ length: buckets }, (_, bucket) => begun[bucket] ?? 0)
  const buffers: Buffer[] = []
  const used = new Int32Array(buckets)
  const fileOf = (bucket: number): number => {
    const open = files[bucket]
    if (open !== undefined) return open
    const goesOn = typeof begun[bucket] === 'number'
    const file = openSync(partPath(folder, table, bucket), goesOn ? 'r+' : 'w')
    if (goesOn) ftruncateSync(file, lengths[bucket])
    files[bucket] = file
    return file
  }
  const write = (bucket: number, bytes: Buffer, from: number, to: number): void => {
    const file = fileOf(bucket)
    let at = from
    while (at < to) {
      const written = writeSync(file, bytes, at, to - at, lengths[bucket]!)
      at += written
      lengths[bucket]! += written
    }
  }
  const flush = (bucket: number): void => {
    if (used[bucket]! > 0) write(bucket, buffers[bucket]!, 0, used[bucket]!)
    used[bucket] = 0
  }
  const flushAll = () => {
    for (let bucket = 0; bucket < buckets; bucket++) flush(bucket)
  }
  return {
    add: (bucket, number, bytes, from, to) => {
      // Eleven digits and two signs at most stand beside the row itself.
      if (used[bucket]! + to - from + 16 > bufferBytes) flush(bucket)
      buffers[bucket] ??= Buffer.allocUnsafe(bufferBytes)
      const buffer = buffers[bucket]!
      let at = used[bucket]!
      if (number > 0) {
        at = writeNumber(buffer, at, number)
        buffer[at++] = delimiter
      }
      if (to - from + 16 > bufferBytes) {
        write(bucket, buffer, 0, at)
        write(bucket, bytes, from, to)
        at = 0
      } else {
        bytes.copy(buffer, at, from, to)
        at += to - from
      }
      buffer[at++] = lineFeed
      used[bucket] = at
    },
    sync: () => {
      flushAll()
      for (const file of files) if (file !== undefined) fsyncSync(file)
      return lengths.map((length, bucket) =>
        files[bucket] === undefined && typeof begun[bucket] !== 'number' ? null : length,
      )
    },
    close: () => {
      flushAll()
      for (const file of files) if (file !== undefined) closeSync(file)
    },
  }
}

function writeNumber(buffer: Buffer, at: number, number: number): number {
  let digits = 1
  for (let power = 10; number >= power; power *= 10) digits++
  let rest = number
  for (let place = at + digits - 1; place >= at; place--) {
    buffer[place] = 48 + (rest % 10)
    rest = (rest / 10) | 0
  }
  return at + digits
}
