import { classOf, linesOf, type RelationLine } from './relation-class.ts'
import type { RelationData } from './relation-data.ts'

export const boxWidth = 176
export const boxHeight = 60

/** Owners above, what is owned below, guarantees to the right, trade to the left; the same input gives the same picture. */
export type Side = 'center' | 'up' | 'down' | 'left' | 'right'

export interface RelationBox {
  id: string
  /** Top left corner; the enterprise in the middle is centered on 0, 0. */
  x: number
  y: number
  side: Side
  /** Where its line to the parent may go aside: a y above and below the middle, an x beside it. */
  turn: number
  /** The box from which this one was reached. */
  parent: string | undefined
  /** In place of a node: how many edges of one kind were left out at the parent. */
  more?: { node: string; kind: RelationData['cut'][number]['kind']; hidden: number }
}

export interface RelationLayout {
  boxes: ReadonlyMap<string, RelationBox>
  lines: readonly RelationLine[]
}

/** Trade among the partners, by which neither was found: there may be very much of it, so it stays in the background. */
export function isAside({ boxes }: RelationLayout, { from, to, class: own }: RelationLine): boolean {
  return own === 'trade' && boxes.get(from)?.parent !== to && boxes.get(to)?.parent !== from
}

/** The rectangle that holds all boxes. */
export function extentOf({ boxes }: RelationLayout) {
  const all = [...boxes.values()]
  const x = Math.min(...all.map((box) => box.x))
  const y = Math.min(...all.map((box) => box.y))
  const width = Math.max(...all.map((box) => box.x)) + boxWidth - x
  const height = Math.max(...all.map((box) => box.y)) + boxHeight - y
  return { x, y, width, height }
}

interface Branch {
  id: string
  side: Side
  parent: string | undefined
  more?: RelationBox['more']
  branches: Branch[]
}

export function layOut(data: RelationData): RelationLayout {
  const lines = linesOf(data.edges)
  const root = branchesFrom(data, lines)
  const boxes = new Map<string, RelationBox>()
  const sides = (['left', 'right', 'up', 'down'] as const).map((side) => ({
    side,
    block: blockOf(
      root.branches.filter((branch) => branch.side === side),
      widened(measures[side], countOf(root, side)),
    ),
  }))
  const band = Math.max(...sides.slice(0, 2).map(({ block }) => block.across / 2), boxHeight / 2)
  place(boxes, root, -boxWidth / 2, -boxHeight / 2, 0)
  for (const { side, block } of sides) {
    const along = measures[side].across === boxWidth ? band + 76 : boxWidth / 2 + 124
    const sign = side === 'up' || side === 'left' ? -1 : 1
    for (const { branch, u, v, turn } of block.places) {
      const [x, y] = cornerOf(side, along + u, v - block.across / 2)
      place(boxes, branch, x, y, sign * (along + turn))
    }
  }
  return { boxes, lines }
}

function place(boxes: Map<string, RelationBox>, branch: Branch, x: number, y: number, turn: number): void {
  const { id, side, parent, more } = branch
  boxes.set(id, { id, x, y, side, turn, parent, ...(more ? { more } : {}) })
}

/** Outward along a side and across it, both from the middle of the picture, as the corner of a box. */
function cornerOf(side: Side, along: number, across: number): [number, number] {
  if (side === 'up') return [across, -along - boxHeight]
  if (side === 'down') return [across, along]
  if (side === 'left') return [-along - boxWidth, across]
  return [along, across]
}

/** A tree from the middle outwards, the nearest and weightiest first; each node stands where it is first reached. */
function branchesFrom(data: RelationData, lines: readonly RelationLine[]): Branch {
  const root: Branch = { id: data.root, side: 'center', parent: undefined, branches: [] }
  const at = new Map<string, RelationLine[]>()
  for (const line of lines) {
    for (const end of [line.from, line.to]) {
      const known = at.get(end)
      if (known) known.push(line)
      else at.set(end, [line])
    }
  }
  const seen = new Set([root.id])
  const queue = [root]
  for (const branch of queue) {
    for (const line of at.get(branch.id) ?? []) {
      const other = line.from === branch.id ? line.to : line.from
      if (seen.has(other) || !data.nodes.has(other)) continue
      seen.add(other)
      const side = branch.side === 'center' ? sideOf(line, branch.id) : branch.side
      const next: Branch = { id: other, side, parent: branch.id, branches: [] }
      branch.branches.push(next)
      queue.push(next)
    }
    for (const more of data.cut) if (more.node === branch.id) branch.branches.push(moreOf(branch, more))
  }
  return root
}

function moreOf(branch: Branch, more: RelationData['cut'][number]): Branch {
  const side = branch.side === 'center' ? sideOfKind(more.kind) : branch.side
  return { id: `more ${more.node} ${more.kind}`, side, parent: branch.id, more, branches: [] }
}

function sideOf(line: RelationLine, center: string): Side {
  if (line.class === 'guarantee') return 'right'
  if (line.class === 'trade') return 'left'
  return line.to === center ? 'up' : 'down'
}

function sideOfKind(kind: RelationData['cut'][number]['kind']): Side {
  if (kind === 'investment') return 'down'
  return { equity: 'up', position: 'up', guarantee: 'right', trade: 'left' }[classOf(kind)] as Side
}

interface Measures {
  /** Of a box, in the direction away from the middle. */
  along: number
  across: number
  gapAlong: number
  gapAcross: number
  /** A row that would be wider than this goes on in the next. */
  acrossMax: number
}

const upright: Measures = { along: boxHeight, across: boxWidth, gapAlong: 64, gapAcross: 18, acrossMax: 1160 }
const sideways: Measures = {
  along: boxWidth,
  across: boxHeight,
  gapAlong: 124,
  gapAcross: 20,
  acrossMax: 620,
}
const measures = { up: upright, down: upright, left: sideways, right: sideways }

/** A side with many boxes takes longer rows, so that it stays about as wide as it is deep. */
function widened(measure: Measures, count: number): Measures {
  return { ...measure, acrossMax: measure.acrossMax * Math.max(1, Math.sqrt(count / 12)) }
}

function countOf(root: Branch, side: Side): number {
  const all = (branches: readonly Branch[]): number =>
    branches.reduce((sum, branch) => sum + 1 + all(branch.branches), 0)
  return all(root.branches.filter((branch) => branch.side === side))
}

interface Block {
  along: number
  across: number
  /** `turn`: where the first row of its neighbors begins, and with it the room in which lines go aside. */
  places: { branch: Branch; u: number; v: number; turn: number }[]
}

/** Branches beside each other in rows, each with its own branches beyond it. */
function blockOf(branches: readonly Branch[], measure: Measures): Block {
  const rows: { blocks: Block[]; along: number; across: number }[] = []
  for (const branch of branches) {
    const block = withBox(branch, blockOf(branch.branches, measure), measure)
    const row = rows.at(-1)
    if (row && row.across + measure.gapAcross + block.across <= measure.acrossMax) {
      row.blocks.push(block)
      row.across += measure.gapAcross + block.across
      row.along = Math.max(row.along, block.along)
    } else rows.push({ blocks: [block], along: block.along, across: block.across })
  }
  const pitch = measure.across + measure.gapAcross
  const widest = Math.max(0, ...rows.map((row) => row.across))
  const across = rows.length > 1 ? widest + pitch / 2 : widest
  const places: Block['places'] = []
  let u = 0
  rows.forEach((row, index) => {
    // Every other row stands half a step aside, so that the lines of the farther pass between the boxes of the nearer.
    const steps = Math.floor((widest - row.across) / 2 / pitch)
    let v = rows.length > 1 ? steps * pitch + (index % 2) * (pitch / 2) : 0
    for (const block of row.blocks) {
      block.places.forEach((one, nth) => {
        places.push({ branch: one.branch, u: u + one.u, v: v + one.v, turn: nth === 0 ? 0 : u + one.turn })
      })
      v += block.across + measure.gapAcross
    }
    u += row.along + measure.gapAlong
  })
  return { along: Math.max(0, u - measure.gapAlong), across, places }
}

function withBox(branch: Branch, beyond: Block, measure: Measures): Block {
  const across = Math.max(measure.across, beyond.across)
  const start = measure.along + measure.gapAlong
  const places = beyond.places.map(({ branch: one, u, v, turn }) => ({
    branch: one,
    u: start + u,
    v: v + (across - beyond.across) / 2,
    turn: start + turn,
  }))
  return {
    along: beyond.places.length > 0 ? start + beyond.along : measure.along,
    across,
    places: [{ branch, u: 0, v: (across - measure.across) / 2, turn: 0 }, ...places],
  }
}
