const encoded = new Map<string, Buffer>()

/** Text as Chinese offices export it. Node decodes GB18030 but does not encode it: the two-byte part is turned around. */
export function inGb18030(text: string): Buffer {
  if (encoded.size === 0) fill()
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = character < '\u0080' ? Buffer.from(character) : encoded.get(character)
      if (bytes === undefined) throw new RangeError(`${character} is not among the two-byte characters`)
      return bytes
    }),
  )
}

function fill(): void {
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) encoded.set(decoder.decode(Uint8Array.of(high, low)), Buffer.from([high, low]))
}
