import type { RelationLine } from './relation-class.ts'
import { boxHeight, boxWidth, type RelationBox, type RelationLayout } from './relation-layout.ts'

interface Point {
  x: number
  y: number
}

export interface LineRoute {
  path: string
  label: Point
}

const parallelGap = 26

/** How each line runs, from border to border; several between the same two run beside each other. */
export function routesOf({ boxes, lines }: RelationLayout): ReadonlyMap<string, LineRoute> {
  const between = new Map<string, RelationLine[]>()
  for (const line of lines) {
    const pair = line.from < line.to ? `${line.from} ${line.to}` : `${line.to} ${line.from}`
    between.set(pair, [...(between.get(pair) ?? []), line])
  }
  const routes = new Map<string, LineRoute>()
  for (const together of between.values()) {
    together.forEach((line, index) => {
      const [from, to] = [boxes.get(line.from), boxes.get(line.to)]
      if (!from || !to) return
      routes.set(line.id, routeOf(from, to, (index - (together.length - 1) / 2) * parallelGap))
    })
  }
  return routes
}

/** The line to what was left out has no relation of its own. */
export function moreRouteOf(from: RelationBox, to: RelationBox): LineRoute {
  return routeOf(from, to, 0)
}

function routeOf(from: RelationBox, to: RelationBox, shift: number): LineRoute {
  const points = pointsOf(from, to, shift)
  const [start, one, two, end] = points
  const path = `M${text(start)}C${text(one)} ${text(two)} ${text(end)}`
  // Near the outer end, where the lines of a fan are apart.
  const share = to.parent === from.id ? 0.62 : from.parent === to.id ? 0.38 : 0.5
  return { path, label: cubicAt(points, share) }
}

type Cubic = readonly [Point, Point, Point, Point]

function pointsOf(from: RelationBox, to: RelationBox, shift: number): Cubic {
  const [a, b] = [centerOf(from), centerOf(to)]
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  if (Math.abs(dy) >= boxHeight + 24) {
    const way = Math.sign(dy)
    const start = { x: a.x + shift, y: a.y + (way * boxHeight) / 2 }
    const end = { x: b.x + shift, y: b.y - (way * boxHeight) / 2 }
    const middle = (start.y + end.y) / 2
    return [start, { x: start.x, y: middle }, { x: end.x, y: middle }, end]
  }
  if (Math.abs(dx) > boxWidth * 2 && from.side === to.side) return archOf(a, b, shift)
  const way = Math.sign(dx) || 1
  const start = { x: a.x + (way * boxWidth) / 2, y: a.y + shift }
  const end = { x: b.x - (way * boxWidth) / 2, y: b.y + shift }
  const middle = (start.x + end.x) / 2
  return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end]
}

/** Over the boxes between two that stand in one row. */
function archOf(a: Point, b: Point, shift: number): Cubic {
  const top = Math.min(a.y, b.y) - boxHeight / 2
  const height = top - 44
  const [start, end] = [
    { x: a.x + shift, y: a.y - boxHeight / 2 },
    { x: b.x + shift, y: b.y - boxHeight / 2 },
  ]
  return [start, { x: start.x, y: height }, { x: end.x, y: height }, end]
}

function centerOf({ x, y }: RelationBox): Point {
  return { x: x + boxWidth / 2, y: y + boxHeight / 2 }
}

function cubicAt([p, q, r, s]: Cubic, t: number): Point {
  const u = 1 - t
  const at = (name: 'x' | 'y') =>
    u * u * u * p[name] + 3 * u * u * t * q[name] + 3 * u * t * t * r[name] + t * t * t * s[name]
  return { x: at('x'), y: at('y') }
}

function text({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}
