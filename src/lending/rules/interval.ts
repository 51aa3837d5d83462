/** A range of numbers; an unbounded side is ±Infinity. Empty ones are never kept. */
export interface Interval {
  low: number
  lowClosed: boolean
  high: number
  highClosed: boolean
}

const numeral = String.raw`-?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?`
const comparison = new RegExp(`^(<=|>=|<|>|=|!=)?\\s*(${numeral})$`)
const range = new RegExp(`^([[(])\\s*(${numeral})?\\s*\\.\\.\\s*(${numeral})?\\s*([\\])])$`)

const everything: Interval = { low: -Infinity, lowClosed: false, high: Infinity, highClosed: false }

/** Reads `450`, `< 450`, `!= 0`, `[20..50)`, `(..5]`; undefined when it is none of these. */
export function parseIntervals(text: string): Interval[] | undefined {
  const compared = comparison.exec(text.trim())
  if (compared) return compareTo(compared[1] ?? '=', Number(compared[2]!.replaceAll('_', '')))
  const ranged = range.exec(text.trim())
  if (!ranged) return undefined
  const bound = (part: string | undefined, none: number) =>
    part === undefined ? none : Number(part.replaceAll('_', ''))
  const [low, high] = [bound(ranged[2], -Infinity), bound(ranged[3], Infinity)]
  return [
    {
      low,
      lowClosed: ranged[1] === '[' && low !== -Infinity,
      high,
      highClosed: ranged[4] === ']' && high !== Infinity,
    },
  ]
}

function compareTo(comparator: string, bound: number): Interval[] {
  const below = { ...everything, high: bound }
  const above = { ...everything, low: bound }
  switch (comparator) {
    case '<':
      return [below]
    case '<=':
      return [{ ...below, highClosed: true }]
    case '>':
      return [above]
    case '>=':
      return [{ ...above, lowClosed: true }]
    case '!=':
      return [below, above]
    default:
      return [{ low: bound, lowClosed: true, high: bound, highClosed: true }]
  }
}

export function isEmpty({ low, lowClosed, high, highClosed }: Interval): boolean {
  return low > high || (low === high && !(lowClosed && highClosed))
}

export function contains({ low, lowClosed, high, highClosed }: Interval, value: number): boolean {
  return (lowClosed ? value >= low : value > low) && (highClosed ? value <= high : value < high)
}

/** Everything outside a union of intervals, in ascending order and without overlap. */
export function complement(intervals: readonly Interval[]): Interval[] {
  let rest = [everything]
  for (const cut of intervals)
    rest = rest
      .flatMap((piece) => [
        meetOf(piece, { ...everything, high: cut.low, highClosed: !cut.lowClosed && cut.low !== -Infinity }),
        meetOf(piece, { ...everything, low: cut.high, lowClosed: !cut.highClosed && cut.high !== Infinity }),
      ])
      .filter((piece) => !isEmpty(piece))
  return rest
}

/** What two intervals have in common; may be empty. */
export function meetOf(one: Interval, other: Interval): Interval {
  const low = Math.max(one.low, other.low)
  const high = Math.min(one.high, other.high)
  return {
    low,
    lowClosed: (one.low !== low || one.lowClosed) && (other.low !== low || other.lowClosed),
    high,
    highClosed: (one.high !== high || one.highClosed) && (other.high !== high || other.highClosed),
  }
}

export function intervalText({ low, lowClosed, high, highClosed }: Interval): string {
  if (low === high) return String(low)
  if (low === -Infinity && high === Infinity) return 'any number'
  if (low === -Infinity) return `${highClosed ? '<=' : '<'} ${high}`
  if (high === Infinity) return `${lowClosed ? '>=' : '>'} ${low}`
  return `${lowClosed ? '[' : '('}${low}..${high}${highClosed ? ']' : ')'}`
}
