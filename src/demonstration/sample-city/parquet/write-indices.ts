import type { ByteSink } from './byte-sink.ts'

/** From how many equal values on a run is written as one. */
const runMin = 16

/**
 * Small numbers in Parquet's hybrid of runs and bit packing (Encodings.md, RLE): long runs of one value as value and
 * count, all others packed in groups of eight.
 */
export function writeIndices(sink: ByteSink, values: Int32Array, count: number, bitWidth: number): void {
  let packedFrom = 0
  let at = 0
  while (at < count) {
    const value = values[at]!
    let end = at + 1
    while (end < count && values[end] === value) end++
    if (end - at >= runMin) {
      // The packed group before the run takes what it lacks to a multiple of eight from the run.
      const from = at + ((8 - ((at - packedFrom) & 7)) & 7)
      writePacked(sink, values, packedFrom, from, bitWidth)
      writeRun(sink, value, end - from, bitWidth)
      packedFrom = end
    }
    at = end
  }
  writePacked(sink, values, packedFrom, count, bitWidth)
}

function writeRun(sink: ByteSink, value: number, count: number, bitWidth: number): void {
  sink.varint(count * 2)
  for (let bits = 0; bits < bitWidth; bits += 8) sink.byte((value >> bits) & 255)
}

/** Only the last group of all may lack values; zeros fill it. */
function writePacked(sink: ByteSink, values: Int32Array, from: number, to: number, bitWidth: number): void {
  if (to === from) return
  const groups = Math.ceil((to - from) / 8)
  sink.varint(groups * 2 + 1)
  sink.reserve(groups * bitWidth)
  const { bytes } = sink
  const end = sink.length + groups * bitWidth
  let place = sink.length
  let held = 0
  let bits = 0
  for (let at = from; at < to; at++) {
    // At most 7 bits are held and at most 20 are added: no bit is lost in 32.
    held |= values[at]! << bits
    bits += bitWidth
    while (bits >= 8) {
      bytes[place++] = held & 255
      held >>>= 8
      bits -= 8
    }
  }
  if (bits > 0) bytes[place++] = held & 255
  bytes.fill(0, place, end)
  sink.length = end
}
