/** Bytes that grow at their end; numbers are little-endian on every machine. Cleared and filled again, it makes no garbage. */
export class ByteSink {
  bytes = new Uint8Array(1 << 16)
  view = new DataView(this.bytes.buffer)
  length = 0

  clear(): void {
    this.length = 0
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  /** Makes room for so many bytes more; who writes into `bytes` by hand moves `length` too. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count))
    grown.set(this.written())
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.length++] = value
  }

  int32(value: number): void {
    this.reserve(4)
    this.view.setInt32(this.length, value, true)
    this.length += 4
  }

  all(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  /** Seven bits a byte, the lowest first (unsigned LEB128); whole numbers up to 2^53. */
  varint(value: number): void {
    this.reserve(8)
    let rest = value
    while (rest > 127) {
      this.bytes[this.length++] = (rest % 128) + 128
      rest = Math.floor(rest / 128)
    }
    this.bytes[this.length++] = rest
  }

  /** UTF-8 with its length before it in four bytes, as Parquet keeps a text. */
  text(value: string): void {
    const characters = value.length
    this.reserve(4 + 3 * characters)
    const { bytes } = this
    const from = this.length + 4
    let at = from
    for (let place = 0; place < characters; place++) {
      const unit = value.charCodeAt(place)
      if (unit < 0x80) {
        bytes[at++] = unit
      } else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6)
        bytes[at++] = 0x80 | (unit & 63)
      } else if (unit < 0xd800 || unit > 0xdfff) {
        bytes[at++] = 0xe0 | (unit >> 12)
        bytes[at++] = 0x80 | ((unit >> 6) & 63)
        bytes[at++] = 0x80 | (unit & 63)
      } else {
        // A character beyond the first plane stands in two units.
        const point = value.codePointAt(place++)!
        bytes[at++] = 0xf0 | (point >> 18)
        bytes[at++] = 0x80 | ((point >> 12) & 63)
        bytes[at++] = 0x80 | ((point >> 6) & 63)
        bytes[at++] = 0x80 | (point & 63)
      }
    }
    this.view.setInt32(this.length, at - from, true)
    this.length = at
  }
}
