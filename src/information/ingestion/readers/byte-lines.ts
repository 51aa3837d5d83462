const lineFeed = 10

/**
 * Lines of bytes without their line feed. One that is longer than the bound is passed over without being held:
 * it comes as undefined. Right for every encoding in which 0x0A is a line feed and nothing else, as in UTF-8 and GB18030.
 */
export async function* byteLines(
  blocks: AsyncIterable<Buffer>,
  lineBytesMax: number,
): AsyncGenerator<Buffer | undefined> {
  let held: Buffer[] = []
  let [heldBytes, tooLong, open] = [0, false, false]
  const take = (piece: Buffer) => {
    open = true
    heldBytes += piece.length
    if (heldBytes > lineBytesMax) [held, tooLong] = [[], true]
    else held.push(Buffer.from(piece))
  }
  const finish = () => {
    const line = tooLong ? undefined : held.length === 1 ? held[0]! : Buffer.concat(held)
    ;[held, heldBytes, tooLong, open] = [[], 0, false, false]
    return line
  }
  for await (const block of blocks) {
    let start = 0
    for (;;) {
      const end = block.indexOf(lineFeed, start)
      if (end < 0) break
      take(block.subarray(start, end))
      yield finish()
      start = end + 1
    }
    if (start < block.length) take(block.subarray(start))
  }
  if (open) yield finish()
}
