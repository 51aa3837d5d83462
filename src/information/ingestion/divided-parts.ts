import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Rows whose values are all plain lie apart: the engine reads them as what they are, the others as text. */
export const kindsOfPart = ['text', 'plain'] as const
export type KindOfPart = (typeof kindsOfPart)[number]

/** The rows of one table in one bucket: the text as delivered, each row behind its number. */
export function partPath(folder: string, table: number, bucket: number, kind: KindOfPart): string {
  return join(folder, `rows-${table}-${bucket}-${kind}.csv`)
}

export interface Parts {
  /** `number` is put before the row unless it is 0. */
  add: (bucket: number, plain: boolean, number: number, bytes: Buffer, from: number, to: number) => void
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
  const places = buckets * kindsOfPart.length
  const files: (number | undefined)[] = new Array(places).fill(undefined)
  const lengths = Array.from({ length: places }, (_, part) => begun[part] ?? 0)
  const buffers: Buffer[] = []
  const used = new Int32Array(places)
  const pathOf = (part: number): string =>
    partPath(folder, table, Math.floor(part / 2), kindsOfPart[part % 2]!)
  const fileOf = (part: number): number => {
    const open = files[part]
    if (open !== undefined) return open
    const goesOn = typeof begun[part] === 'number'
    const file = openSync(pathOf(part), goesOn ? 'r+' : 'w')
    if (goesOn) ftruncateSync(file, lengths[part])
    files[part] = file
    return file
  }
  const write = (part: number, bytes: Buffer, from: number, to: number): void => {
    const file = fileOf(part)
    let at = from
    while (at < to) {
      const written = writeSync(file, bytes, at, to - at, lengths[part]!)
      at += written
      lengths[part]! += written
    }
  }
  const flush = (part: number): void => {
    if (used[part]! > 0) write(part, buffers[part]!, 0, used[part]!)
    used[part] = 0
  }
  const flushAll = () => {
    for (let part = 0; part < places; part++) flush(part)
  }
  return {
    add: (bucket, plain, number, bytes, from, to) => {
      const part = bucket * 2 + (plain ? 1 : 0)
      // Eleven digits and two signs at most stand beside the row itself.
      if (used[part]! + to - from + 16 > bufferBytes) flush(part)
      buffers[part] ??= Buffer.allocUnsafe(bufferBytes)
      const buffer = buffers[part]!
      let at = used[part]!
      if (number > 0) {
        at = writeNumber(buffer, at, number)
        buffer[at++] = delimiter
      }
      if (to - from + 16 > bufferBytes) {
        write(part, buffer, 0, at)
        write(part, bytes, from, to)
        at = 0
      } else {
        bytes.copy(buffer, at, from, to)
        at += to - from
      }
      buffer[at++] = lineFeed
      used[part] = at
    },
    sync: () => {
      flushAll()
      for (const file of files) if (file !== undefined) fsyncSync(file)
      return lengths.map((length, part) =>
        files[part] === undefined && typeof begun[part] !== 'number' ? null : length,
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
