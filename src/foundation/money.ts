/** Money is whole fen (1 yuan = 100 fen) in a bigint: no float ever holds it. */
export type Fen = bigint

/** Parses yuan as people and files write them, `-1,234.5` or `1e3` never; undefined when it is not an amount with at most two decimals. */
export function parseYuan(text: string): Fen | undefined {
  const match = /^([-+]?)(\d{1,16}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2})0*)?$/.exec(text.trim())
  if (!match) return undefined
  const whole = BigInt(match[2]!.replaceAll(',', '')) * 100n + BigInt((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' ? -whole : whole
}

/** `123456n` is `1234.56`. */
export function formatYuan(amount: Fen): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Quotient rounded half away from zero. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw new RangeError('division by zero')
  const negative = dividend < 0n !== divisor < 0n
  const [top, bottom] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor]
  const rounded = (top * 2n + bottom) / (bottom * 2n)
  return negative ? -rounded : rounded
}

/** Splits an amount into shares whose sum is exact: the remainder goes to the last. */
export function splitEvenly(amount: Fen, parts: number): Fen[] {
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError(`not a number of parts: ${parts}`)
  const share = amount / BigInt(parts)
  return Array.from({ length: parts }, (_, index) =>
    index === parts - 1 ? amount - share * BigInt(parts - 1) : share,
  )
}
