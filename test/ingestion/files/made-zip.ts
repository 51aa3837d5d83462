import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string | Buffer
  content: Buffer | string
  /** Names are UTF-8 and said to be. */
  utf8?: boolean
  encrypted?: boolean
  method?: number
  /** What the directory claims, where it lies. */
  claimedBytes?: number
  /** Points into the content of an earlier entry. */
  offset?: number
}

/** For tests: a zip file as the format says, and as an attacker would bend it. */
export function madeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string)
    const content = Buffer.from(entry.content as string)
    const method = entry.method ?? 8
    const packed = method === 8 ? deflateRawSync(content) : content
    const flags = (entry.utf8 ? 0x800 : 0) | (entry.encrypted ? 1 : 0)
    const sizes = [crc32(content), packed.length, entry.claimedBytes ?? content.length]
    const local = header(0x04034b50, [20, flags, method, 0, 0], sizes, [name.length, 0])
    const offset = entry.offset ?? at
    const central = header(0x02014b50, [20, 20, flags, method, 0, 0], sizes, [name.length, 0, 0, 0, 0, 0, 0])
    const place = Buffer.alloc(4)
    place.writeUInt32LE(offset)
    directory.push(Buffer.concat([central, place, name]))
    if (entry.offset === undefined) {
      parts.push(local, name, packed)
      at += local.length + name.length + packed.length
    }
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}

function header(signature: number, before: number[], sizes: number[], after: number[]): Buffer {
  const bytes = Buffer.alloc(4 + before.length * 2 + sizes.length * 4 + after.length * 2)
  let at = bytes.writeUInt32LE(signature, 0)
  for (const value of before) at = bytes.writeUInt16LE(value, at)
  for (const value of sizes) at = bytes.writeUInt32LE(value >>> 0, at)
  for (const value of after) at = bytes.writeUInt16LE(value, at)
  return bytes
}
