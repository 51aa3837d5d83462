import { type Axis, axisOf } from './axis.ts'
import { drawnMedians, type Multiple } from './chart-data.ts'
import type { Values } from './course.ts'

export const edges = { left: 50, right: 14, top: 12 }

/** Where months and values lie on a plot, in pixels. */
export interface Plot {
  widthPx: number
  heightPx: number
  /** The width that one month has. */
  slotPx: number
  axis: Axis
  /** The middle of a month. */
  x(index: number): number
  y(value: number): number
}

export function plotOf(multiple: Multiple, months: number, widthPx: number): Plot {
  const { heightPx } = multiple
  const axis = scaleOf(multiple)
  const slotPx = Math.max(1, (widthPx - edges.left - edges.right) / Math.max(1, months))
  return {
    widthPx,
    heightPx,
    slotPx,
    axis,
    x: (index) => edges.left + (index + 0.5) * slotPx,
    y: (value) => edges.top + heightPx * (1 - (value - axis.min) / (axis.max - axis.min)),
  }
}

function scaleOf(multiple: Multiple): Axis {
  const bars = multiple.lines.some(({ form }) => form === 'bar')
  const values = [...multiple.lines.map((line) => line.values), ...drawnMedians(multiple)].flat()
  const axis = axisOf(values, bars, multiple.heightPx < 80 ? 2 : 4)
  const peak = Math.max(...values.filter((value) => value !== null), 0)
  // A line carries its highest figure above it: leave room for the text.
  return !bars && peak > axis.max - axis.step / 2 ? { ...axis, max: axis.max + axis.step } : axis
}

/** An SVG path; a month without a figure breaks the line. */
export function pathOf(values: Values, plot: Plot): string {
  let pen = 'M'
  return values
    .map((value, index) => {
      if (value === null) {
        pen = 'M'
        return ''
      }
      const point = `${pen}${plot.x(index).toFixed(1)} ${plot.y(value).toFixed(1)}`
      pen = 'L'
      return point
    })
    .join('')
}

/** The bars of one month stand beside each other: left edge and width of the bar of a line. */
export function barOf(plot: Plot, index: number, place: number, count: number) {
  const widthPx = Math.max(1.5, Math.min(12, (plot.slotPx * 0.72) / count))
  const left = plot.x(index) - (widthPx * count + (count - 1)) / 2
  return { x: left + place * (widthPx + 1), widthPx }
}

/** January, April, July and October; where there is little room only January and July, or January alone. */
export function isTick(month: string, plot: Plot): boolean {
  const number = Number(month.slice(5, 7))
  if (plot.slotPx * 3 >= 46) return number % 3 === 1
  return plot.slotPx * 6 >= 46 ? number === 1 || number === 7 : number === 1
}

/** The months of a span that the chart shows, as places; undefined when it shows none of them. */
export function spanOf(months: readonly string[], { from, to }: { from: string; to: string }) {
  const first = months.findIndex((month) => month >= from)
  const last = months.findLastIndex((month) => month <= to)
  return first < 0 || last < first ? undefined : { first, last }
}
