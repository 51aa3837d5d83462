import type { Values } from './course.ts'

export interface Axis {
  min: number
  max: number
  step: number
}

/** Round axis bounds and a step that divides them, at most five lines. A bar chart starts at zero; a line need not. */
export function axisOf(values: Values, fromZero: boolean, lines = 4): Axis {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return { min: 0, max: 1, step: 1 }
  const highest = Math.max(...known, fromZero ? 0 : Number.NEGATIVE_INFINITY)
  const lowest = Math.min(...known, fromZero ? 0 : Number.POSITIVE_INFINITY)
  const spread = highest - lowest || Math.abs(highest) || 1
  const rough = spread / lines
  const power = 10 ** Math.floor(Math.log10(rough))
  const nice = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power
  // People do not come in halves.
  const step = known.every(Number.isInteger) ? Math.ceil(nice) : nice
  const min = Math.floor(lowest / step) * step
  const max = Math.ceil(highest / step) * step
  return { min: fromZero && lowest >= 0 ? 0 : min, max: max > min ? max : min + step, step }
}

/** Where the lines of the grid stand. */
export function ticksOf({ min, max, step }: Axis): number[] {
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, at) => min + at * step)
}
