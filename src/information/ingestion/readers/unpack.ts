import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { refuse } from './contract.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'
import { type ArchiveEntry, requireRatio } from './zip-archive.ts'

/** Unpacks a gzip file, counting: it stops at the bound and not at the end of the disk. */
export async function gunzipFile(
  from: string,
  to: string,
  file: string,
  limits: ReadingLimits = readingLimits,
): Promise<void> {
  const packed = (await stat(from)).size
  try {
    await pipeline(
      createReadStream(from, { highWaterMark: 1 << 20 }),
      createGunzip({ chunkSize: 1 << 18 }),
      counted((unpacked) => requireRatio({ unpacked, packed }, file, limits)),
      createWriteStream(to),
    )
  } catch (error) {
    refuseDamaged(error, file)
  }
}

/** Writes one file of an archive to disk, counting all of them together. */
export async function extractEntry(
  entry: ArchiveEntry,
  to: string,
  about: { file: string; before: number; packed: number },
  limits: ReadingLimits = readingLimits,
): Promise<number> {
  let bytes = 0
  const count = counted((unpacked) => {
    bytes = unpacked
    requireRatio({ unpacked: about.before + unpacked, packed: about.packed }, about.file, limits)
  })
  try {
    await pipeline(await entry.open(), count, createWriteStream(to))
  } catch (error) {
    refuseDamaged(error, about.file)
  }
  return bytes
}

function counted(see: (bytes: number) => void): Transform {
  let bytes = 0
  return new Transform({
    transform(block: Buffer, _encoding, next) {
      bytes += block.length
      try {
        see(bytes)
        next(null, block)
      } catch (refusal) {
        next(refusal as Error)
      }
    },
  })
}

/** What zlib and the reader of archives say of content that is not as it should be. */
function refuseDamaged(error: unknown, file: string): never {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code.startsWith('Z_') || /too many bytes|not enough bytes|expected|invalid|unexpected/i.test(message))
    refuse('file-truncated', { file })
  throw error
}
