import type { RelationBox } from './relation-layout.ts'

export type Way = 'up' | 'down' | 'left' | 'right'

/** The nearest box that way, for the arrow keys: what lies aside counts double. */
export function nextBox(
  boxes: ReadonlyMap<string, RelationBox>,
  from: string,
  way: Way,
): RelationBox | undefined {
  const start = boxes.get(from)
  if (!start) return undefined
  const upright = way === 'up' || way === 'down'
  const sign = way === 'up' || way === 'left' ? -1 : 1
  let best: RelationBox | undefined
  let bestCost = Number.POSITIVE_INFINITY
  for (const box of boxes.values()) {
    const [dx, dy] = [box.x - start.x, box.y - start.y]
    const ahead = (upright ? dy : dx) * sign
    const cost = ahead + 2 * Math.abs(upright ? dx : dy)
    if (ahead > 0 && cost < bestCost) [best, bestCost] = [box, cost]
  }
  return best
}
