/**
 * Arrays of zeros cut from larger pieces of memory. A life has some sixty short arrays and a book eight; each from an
 * own allocation costs more than what is reckoned in it. A piece is never used twice, so all begin as zeros.
 */
const pieceBytes = 1 << 18

let piece = new ArrayBuffer(pieceBytes)
let used = 0

function take(bytes: number): number {
  const rounded = (bytes + 7) & ~7
  if (used + rounded > piece.byteLength) {
    piece = new ArrayBuffer(Math.max(pieceBytes, rounded))
    used = 0
  }
  const offset = used
  used += rounded
  return offset
}

export function floats(length: number): Float64Array {
  const offset = take(length * 8)
  return new Float64Array(piece, offset, length)
}

export function integers(length: number): Int32Array {
  const offset = take(length * 4)
  return new Int32Array(piece, offset, length)
}

export function bytes(length: number): Uint8Array {
  const offset = take(length)
  return new Uint8Array(piece, offset, length)
}

export function copyFloats(of: Float64Array, length: number): Float64Array {
  const copy = floats(length)
  copy.set(of.subarray(0, length))
  return copy
}

export function copyIntegers(of: Int32Array, length: number): Int32Array {
  const copy = integers(length)
  copy.set(of.subarray(0, length))
  return copy
}

export function copyBytes(of: Uint8Array, length: number): Uint8Array {
  const copy = bytes(length)
  copy.set(of.subarray(0, length))
  return copy
}
