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
  const tree = outer.parent === inner.id
  const run = tree ? treeRun(outer, inner, nth * parallelGap) : crossRun(outer, inner, nth * parallelGap)
  const { before, start, one, two, end, rest } = run
  // A line from a farther row has its words where it leaves its box, before the lines of the nearer rows join.
  const far = before && Math.abs(before.x - start.x) + Math.abs(before.y - start.y) > 40
  const label = far
    ? { x: before.x + Math.sign(start.x - before.x) * 56, y: before.y + Math.sign(start.y - before.y) * 30 }
    : cubicAt([start, one, two, end], (tree ? 0.36 : 0.66) + nth * wordsGap)
  const points = [before, start, one, two, end, rest]
  // An arrow head stands at the end of its path, so a line that points outward is written from its inner end.
  return { path: pathOf(outward ? points.toReversed() : points), label }
}

/** A straight stretch, a curve, a straight stretch; one of no length is left out, because it would turn the arrow head. */
function pathOf(points: readonly (Point | undefined)[]): string {
  const [before, start, one, two, end, rest] = points.map((point) => point && text(point))
  const first = before === undefined || before === start ? '' : `M${before}L${start}`
  const last = rest === undefined || rest === end ? '' : `L${rest}`
  return `${first || `M${start}`}C${one} ${two} ${end}${last}`
}

interface Run {
  /** Where a straight stretch begins that comes before the curve. */
  before?: Point
  start: Point
  one: Point
  two: Point
  end: Point
  /** Where a straight stretch ends that follows the curve. */
  rest?: Point
}

/** As much room as a line takes to go aside. */
const corridor = { upright: 76, sideways: 124 }

/** Straight inward past the nearer rows, aside where there is room for it, straight on to the parent. */
function treeRun(outer: RelationBox, inner: RelationBox, shift: number): Run {
  const [a, b] = [centerOf(outer), centerOf(inner)]
  if (outer.side === 'left' || outer.side === 'right') {
    const way = outer.side === 'left' ? 1 : -1
    const edge = b.x - (way * boxWidth) / 2
    const before = { x: a.x + (way * boxWidth) / 2, y: a.y + shift / 2 }
    const start = { x: outer.turn, y: before.y }
    const room = Math.min(corridor.sideways, Math.abs(edge - outer.turn))
    const end = { x: outer.turn + way * room, y: b.y + shift / 2 }
    const middle = (start.x + end.x) / 2
    const curve = { one: { x: middle, y: start.y }, two: { x: middle, y: end.y } }
    return { before, start, ...curve, end, rest: { x: edge, y: end.y } }
  }
  const way = outer.side === 'up' ? 1 : -1
  const edge = b.y - (way * boxHeight) / 2
  const before = { x: a.x + shift, y: a.y + (way * boxHeight) / 2 }
  const start = { x: before.x, y: outer.turn }
  const room = Math.min(corridor.upright, Math.abs(edge - outer.turn))
  const end = { x: b.x + shift, y: outer.turn + way * room }
  const middle = (start.y + end.y) / 2
  const curve = { one: { x: start.x, y: middle }, two: { x: end.x, y: middle } }
  return { before, start, ...curve, end, rest: { x: end.x, y: edge } }
}

/** Between two of which neither led to the other. */
function crossRun(from: RelationBox, to: RelationBox, shift: number): Run {
  const [a, b] = [centerOf(from), centerOf(to)]
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const beside = from.side === 'left' || from.side === 'right'
  const sameSide = from.side === to.side
  if (beside && sameSide && Math.abs(dx) < boxWidth) {
    return besideArch(a, b, from.side === 'left' ? -1 : 1, shift)
  }
  if (!beside && sameSide && Math.abs(dy) < boxHeight && Math.abs(dx) > boxWidth * 1.6) {
    return arch(a, b, from.side === 'down' ? 1 : -1, shift)
  }
  const upright = beside ? Math.abs(dx) < boxWidth + 24 : Math.abs(dy) >= boxHeight + 24
  return upright ? uprightRun(a, b, shift) : sidewaysRun(a, b, shift)
}

function uprightRun(a: Point, b: Point, shift: number): Run {
  const way = Math.sign(b.y - a.y)
  const start = { x: a.x + shift, y: a.y + (way * boxHeight) / 2 }
  const end = { x: b.x + shift, y: b.y - (way * boxHeight) / 2 }
  const middle = (start.y + end.y) / 2
  return { start, one: { x: start.x, y: middle }, two: { x: end.x, y: middle }, end }
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
