import { hash } from 'node:crypto'
import type { Source } from '../../trust/catalog/index.ts'
import { subjectOf } from './identify.ts'

/** Which part of a large delivery a row belongs to, told by the bytes of its identifier as delivered. */
export type BucketOf = (bytes: Buffer, from: number, to: number) => number

const slots = 1 << 18
const slotBytes = 32
const keyBytesMax = slotBytes - 2

/**
 * Rows of one enterprise meet in one bucket, and a bucket is a run of hash8, so that the files of a batch do not
 * overlap. MD5 is taken once for most enterprises: the last one of each slot is remembered with its bytes, which are
 * compared, so that a collision costs time and never a row.
 */
export function bucketFinder(source: Source, buckets: number): BucketOf {
  if (buckets === 1) return () => 0
  const remembered = Buffer.alloc(slots * slotBytes)
  return (bytes, from, to) => {
    const length = to - from
    if (length > keyBytesMax) return bucketOfText(source, bytes.toString('utf8', from, to), buckets)
    let mixed = 0x811c9dc5
    for (let place = from; place < to; place++) mixed = Math.imul(mixed ^ bytes[place]!, 0x01000193)
    const slot = ((mixed ^ (mixed >>> 15)) & (slots - 1)) * slotBytes
    if (remembered[slot] === length + 1 && sameBytes(remembered, slot + 2, bytes, from, length)) {
      return remembered[slot + 1]!
    }
    const bucket = bucketOfText(source, bytes.toString('utf8', from, to), buckets)
    remembered[slot] = length + 1
    remembered[slot + 1] = bucket
    bytes.copy(remembered, slot + 2, from, to)
    return bucket
  }
}

function sameBytes(left: Buffer, leftAt: number, right: Buffer, rightAt: number, length: number): boolean {
  for (let place = 0; place < length; place++) {
    if (left[leftAt + place] !== right[rightAt + place]) return false
  }
  return true
}

/** A text as delivered, perhaps in quotes. */
export function bucketOfText(source: Source, text: string, buckets: number): number {
  const quoted = /^ *"([\s\S]*)" *$/.exec(text)?.[1]
  const subject = subjectOf(source, quoted?.replaceAll('""', '"') ?? text)
  const hash8 = Number.parseInt(hash('md5', subject, 'hex').slice(0, 2), 16)
  return Math.floor((hash8 * buckets) / 256)
}

/** The first and the last hash8 of a bucket. */
export function hashesOf(bucket: number, buckets: number): [from: number, to: number] {
  return [Math.ceil((bucket * 256) / buckets), Math.ceil(((bucket + 1) * 256) / buckets) - 1]
}
