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
/** The words of parallel lines stand one after the other along them. */
const wordsGap = 0.34

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
      routes.set(line.id, routeOf(from, to, index - (together.length - 1) / 2))
    })
  }
  return routes
}

/** The line to what was left out has no relation of its own. */
export function moreRouteOf(from: RelationBox, to: RelationBox): LineRoute {
  return routeOf(from, to, 0)
}

/** Drawn from the outer end, where the lines of a fan are apart; `nth` is 0 when it is alone between the two. */
function routeOf(from: RelationBox, to: RelationBox, nth: number): LineRoute {
  const outward = to.parent === from.id
  const [outer, inner] = outward ? [to, from] : [from, to]
  const { start, one, two, end, rest } = runOf(outer, inner, nth * parallelGap)
  const tree = outward || from.parent === to.id
  const label = cubicAt([start, one, two, end], (tree ? 0.42 : 0.5) + nth * wordsGap)
  // An arrow head stands at the end of its path, so a line that points outward is written from its inner end.
  const path = outward
    ? `M${text(rest ?? end)}${rest ? `L${text(end)}` : ''}C${text(two)} ${text(one)} ${text(start)}`
    : `M${text(start)}C${text(one)} ${text(two)} ${text(end)}${rest ? `L${text(rest)}` : ''}`
  return { path, label }
}

interface Run {
  start: Point
  one: Point
  two: Point
  end: Point
  /** Where a straight stretch ends that follows the curve. */
  rest?: Point
}

function runOf(outer: RelationBox, inner: RelationBox, shift: number): Run {
  const [a, b] = [centerOf(outer), centerOf(inner)]
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const beside = outer.side === 'left' || outer.side === 'right'
  const sameSide = outer.side === inner.side
  if (beside && sameSide && Math.abs(dx) < boxWidth)
    return besideArch(a, b, outer.side === 'left' ? -1 : 1, shift)
  if (!beside && sameSide && Math.abs(dy) < boxHeight && Math.abs(dx) > boxWidth * 1.6) {
    return arch(a, b, outer.side === 'down' ? 1 : -1, shift)
  }
  const upright = beside ? Math.abs(dx) < boxWidth + 24 : Math.abs(dy) >= boxHeight + 24
  return upright ? uprightRun(a, b, shift) : sidewaysRun(a, b, shift)
}

/** All that goes aside is done next to the outer row, clear of what stands beside the middle; then straight on. */
const corridor = 76

function uprightRun(a: Point, b: Point, shift: number): Run {
  const way = Math.sign(b.y - a.y)
  const start = { x: a.x + shift, y: a.y + (way * boxHeight) / 2 }
  const last = { x: b.x + shift, y: b.y - (way * boxHeight) / 2 }
  const long = Math.abs(last.y - start.y) > corridor + 20
  const end = long ? { x: last.x, y: start.y + way * corridor } : last
  const middle = (start.y + end.y) / 2
  const one = { x: start.x, y: middle }
  const two = { x: end.x, y: middle }
  return long ? { start, one, two, end, rest: last } : { start, one, two, end }
}

function sidewaysRun(a: Point, b: Point, shift: number): Run {
  const way = Math.sign(b.x - a.x) || 1
  const start = { x: a.x + (way * boxWidth) / 2, y: a.y + shift / 2 }
  const end = { x: b.x - (way * boxWidth) / 2, y: b.y + shift / 2 }
  const middle = (start.x + end.x) / 2
  return { start, one: { x: middle, y: start.y }, two: { x: middle, y: end.y }, end }
}

/** Round the boxes between two that stand in one column. */
function besideArch(a: Point, b: Point, way: number, shift: number): Run {
  const x = Math.max(a.x * way, b.x * way) * way + way * (boxWidth / 2 + 74)
  const start = { x: a.x + (way * boxWidth) / 2, y: a.y + shift / 2 }
  const end = { x: b.x + (way * boxWidth) / 2, y: b.y + shift / 2 }
  return { start, one: { x, y: start.y }, two: { x, y: end.y }, end }
}

/** Over, or under, the boxes between two that stand in one row. */
function arch(a: Point, b: Point, way: number, shift: number): Run {
  const y = a.y + way * (boxHeight / 2 + 44)
  const start = { x: a.x + shift, y: a.y + (way * boxHeight) / 2 }
  const end = { x: b.x + shift, y: b.y + (way * boxHeight) / 2 }
  return { start, one: { x: start.x, y }, two: { x: end.x, y }, end }
}

function centerOf({ x, y }: RelationBox): Point {
  return { x: x + boxWidth / 2, y: y + boxHeight / 2 }
}

function cubicAt([p, q, r, s]: readonly [Point, Point, Point, Point], t: number): Point {
  const u = 1 - t
  const at = (name: 'x' | 'y') =>
    u * u * u * p[name] + 3 * u * u * t * q[name] + 3 * u * t * t * r[name] + t * t * t * s[name]
  return { x: at('x'), y: at('y') }
}

function text({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}
