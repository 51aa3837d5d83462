/** One value a month; null is a month without a figure, never zero. */
export type Values = readonly (number | null)[]

/** What a chart says in a sentence: first, last, highest, lowest; undefined when there is no figure at all. */
export interface Course {
  first: number
  from: string
  last: number
  to: string
  highest: number
  peak: string
  lowest: number
  trough: string
}

export function courseOf(months: readonly string[], values: Values): Course | undefined {
  const known = months.flatMap((month, index) => {
    const value = values[index]
    return value === null || value === undefined ? [] : [{ month, value }]
  })
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return undefined
  const highest = known.reduce((best, item) => (item.value > best.value ? item : best))
  const lowest = known.reduce((best, item) => (item.value < best.value ? item : best))
  return {
    first: first.value,
    from: first.month,
    last: last.value,
    to: last.month,
    highest: highest.value,
    peak: highest.month,
    lowest: lowest.value,
    trough: lowest.month,
  }
}

/**
 * A median far from the firm's own course would flatten it: it is then said beside the chart, not drawn. Drawn when it
 * leaves the firm's own course at least two fifths of the chart's height.
 */
export function besideOf(own: Values, median: Values): 'below' | 'above' | undefined {
  const [mine, theirs] = [rangeOf(own), rangeOf(median)]
  if (!mine || !theirs) return undefined
  const height = Math.max(mine.max, theirs.max) - Math.min(mine.min, theirs.min)
  if (height === 0 || mine.max - mine.min >= height * 0.4) return undefined
  if (theirs.max < mine.min) return 'below'
  return theirs.min > mine.max ? 'above' : undefined
}

function rangeOf(values: Values): { min: number; max: number } | undefined {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? undefined : { min: Math.min(...known), max: Math.max(...known) }
}
