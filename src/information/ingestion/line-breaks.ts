const lineFeed = 10
const carriageReturn = 13
const quote = 34

/**
 * Turns every line break outside quotes into one line feed and leaves blank lines out, so that the bulk parser,
 * which wants one kind of line break, can read what spreadsheets and mainframes mixed. Bytes in, bytes out: valid
 * for every encoding in which these three characters are single bytes, as in UTF-8.
 */
export async function* normalizedLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let quoted = false
  // At the start nothing is written yet: a leading break is a blank line too.
  let lineEmpty = true
  for await (const bytes of source) {
    const out = Buffer.allocUnsafe(bytes.length)
    let length = 0
    for (const byte of bytes) {
      if (byte === quote) quoted = !quoted
      const breaks = !quoted && (byte === lineFeed || byte === carriageReturn)
      if (breaks && lineEmpty) continue
      out[length++] = breaks ? lineFeed : byte
      lineEmpty = breaks
    }
    if (length > 0) yield out.subarray(0, length)
  }
}
