import type { SectionPanel } from '../../src/credit/profile/section.contract.ts'

const factsOfHalf = 8
const columnsOfHalf = 4
const rowsOfLow = 3
const quietOfHalf = 4

type Shape = 'wide' | 'tall' | 'low'

/**
 * Which panels take the whole width, then which groups of empty ones do. Curves and broad tables are wide; of the
 * narrow ones two of about the same height stand beside each other, and of an odd number the first is broadened.
 */
export function panelSpans(
  panels: readonly SectionPanel[],
  quiet: readonly (readonly unknown[])[] = [],
): boolean[] {
  const shapes = [
    ...panels.map(shapeOf),
    ...quiet.map(({ length }): Shape => (length > quietOfHalf ? 'wide' : 'low')),
  ]
  const wide = shapes.map(() => true)
  for (let from = 0, to = 0; from < shapes.length; from = to) {
    while (shapes[to] === shapes[from] && to < shapes.length) to++
    if (shapes[from] !== 'wide') wide.fill(false, from + ((to - from) % 2), to)
  }
  return wide
}

function shapeOf(panel: SectionPanel): Shape {
  if (!('data' in panel)) return 'low'
  const { data } = panel
  if (data.kind === 'facts') return data.items.length > factsOfHalf ? 'wide' : 'low'
  if (data.kind === 'series' || data.columns.length > columnsOfHalf) return 'wide'
  return data.rows.length > rowsOfLow ? 'tall' : 'low'
}
