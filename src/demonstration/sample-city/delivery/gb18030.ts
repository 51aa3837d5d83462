/**
 * Text as Chinese offices export it. Node decodes GB18030 but does not encode it, so its decoder is turned around once:
 * the two-byte characters, and the four-byte ones of the first plane. Those beyond follow from their number.
 */
export function gb18030Encoder(): (text: string) => Uint8Array {
  const codes = codesOfFirstPlane()
  return (text) => {
    const bytes = new Uint8Array(text.length * 4)
    let length = 0
    for (const character of text) {
      const point = character.codePointAt(0)!
      const code = point < 0x80 ? point : point > 0xffff ? beyondFirstPlane(point) : codes[point]!
      if (code > 0xffff) {
        bytes[length++] = code >>> 24
        bytes[length++] = (code >>> 16) & 255
      }
      if (code > 0xff) bytes[length++] = (code >>> 8) & 255
      bytes[length++] = code & 255
    }
    return bytes.subarray(0, length)
  }
}

function codesOfFirstPlane(): Uint32Array {
  const codes = new Uint32Array(0x10000)
  const decoder = new TextDecoder('gb18030')
  const learn = (bytes: number[], code: number) => {
    const text = decoder.decode(Uint8Array.from(bytes))
    if (text.length !== 1 || text === '\uFFFD') return
    const unit = text.charCodeAt(0)
    if (codes[unit] === 0) codes[unit] = code
  }
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) learn([high, low], high * 256 + low)
  // 0x81308130 to 0x8431A439: the four-byte characters up to U+FFFF.
  for (let number = 0; number < 39_420; number++) learn(fourBytes(number, 0x81), codeOf(number, 0x81))
  return codes
}

/** Characters from U+10000 on stand in order from 0x90308130 on. */
function beyondFirstPlane(point: number): number {
  return codeOf(point - 0x10000, 0x90)
}

/** A four-byte code by its number: the second and the last byte have 10 values, the third 126. */
function fourBytes(number: number, first: number): number[] {
  return [
    first + Math.floor(number / 12_600),
    0x30 + (Math.floor(number / 1260) % 10),
    0x81 + (Math.floor(number / 10) % 126),
    0x30 + (number % 10),
  ]
}

function codeOf(number: number, first: number): number {
  return fourBytes(number, first).reduce((code, byte) => code * 256 + byte, 0)
}
