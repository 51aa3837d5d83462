import assert from 'node:assert/strict'
import { endianness } from 'node:os'
import { type NullReason, reasons } from './contract.ts'

/**
 * A vector as bytes: the values as float64, little-endian, in the order of the catalogue, then one reason byte
 * for each: 0 for a value, n for the n-th reason of the contract. A missing value is stored as 0.
 */
export interface PackedVector {
  values: Float64Array
  reasons: Uint8Array
}

const reasonCodes = Object.keys(reasons) as NullReason[]
const reasonBytes = new Map(reasonCodes.map((code, index) => [code, index + 1]))

export function reasonByte(code: NullReason): number {
  return reasonBytes.get(code)!
}

export function reasonOf(byte: number): NullReason {
  const code = reasonCodes[byte - 1]
  assert(code, `no reason ${byte}`)
  return code
}

export function createPackedVectors(enterprises: number, size: number): PackedVector {
  return { values: new Float64Array(enterprises * size), reasons: new Uint8Array(enterprises * size) }
}

assert.equal(
  endianness(),
  'LE',
  'packed vectors are written as this machine holds them, which must be little-endian',
)

/** The bytes of vector `index` of a run of vectors of `size` values each. */
export function packVector(vectors: PackedVector, index: number, size: number): Buffer {
  const bytes = Buffer.alloc(size * 9)
  const from = index * size
  bytes.set(new Uint8Array(vectors.values.buffer, vectors.values.byteOffset + from * 8, size * 8))
  bytes.set(vectors.reasons.subarray(from, from + size), size * 8)
  return bytes
}

export function unpackVector(bytes: Uint8Array, size: number): PackedVector {
  assert.equal(bytes.byteLength, size * 9, 'a packed vector of another catalogue')
  const copy = bytes.slice()
  return {
    values: new Float64Array(copy.buffer, copy.byteOffset, size),
    reasons: copy.subarray(size * 8),
  }
}
