import type { Static } from 'typebox'
import type { RelationEdge, RelationNode } from '../../../src/information/relations/graph.contract.ts'

type Node = Static<typeof RelationNode>
type Edge = Static<typeof RelationEdge>

export type Side = 'above' | 'below' | 'left' | 'right'

/** One neighbor in the small picture: on which side it stands and by which tie. */
export interface Neighbor {
  node: Node
  edge: Edge
  side: Side
  /** Whether the tie leads away from the enterprise in the middle. */
  outward: boolean
}

const room: Record<Side, number> = { above: 3, below: 3, left: 2, right: 2 }

/** The nearest ties of one enterprise: who holds or leads it above, what it holds below, trade left, guarantees right; the weightiest first. */
export function neighborsOf(root: string, nodes: readonly Node[], edges: readonly Edge[]): Neighbor[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const found = edges
    .filter(({ from, to }) => (from === root) !== (to === root))
    .toSorted((left, right) => weightOf(right) - weightOf(left))
    .flatMap((edge) => {
      const outward = edge.from === root
      const node = byId.get(outward ? edge.to : edge.from)
      return node ? [{ node, edge, side: sideOf(edge, outward), outward }] : []
    })
  const taken = new Set<string>()
  const full: Record<Side, number> = { above: 0, below: 0, left: 0, right: 0 }
  return found.filter(({ node, side }) => {
    if (taken.has(node.id) || full[side] >= room[side]) return false
    taken.add(node.id)
    full[side]++
    return true
  })
}

function sideOf({ kind }: Edge, outward: boolean): Side {
  if (kind === 'guarantee') return 'right'
  if (kind === 'trade') return 'left'
  return outward ? 'below' : 'above'
}

/** A holder counts before a manager; among equals the larger share or amount. */
function weightOf({ kind, ratioBps, amountFen }: Edge): number {
  const base = kind === 'position' ? 0 : 1
  return base * 1e6 + (ratioBps ?? 0) + (amountFen ? Math.log10(Number(amountFen) + 1) : 0)
}

export const box = { width: 148, height: 50 }
export const size = { width: 640, height: 330 }

/** The middle of a neighbor's box. */
export function placeOf(side: Side, index: number, count: number): { x: number; y: number } {
  const spread = (width: number) => size.width / 2 + (index - (count - 1) / 2) * width
  const rise = (height: number) => size.height / 2 + (index - (count - 1) / 2) * height
  if (side === 'above') return { x: spread(200), y: 32 }
  if (side === 'below') return { x: spread(200), y: size.height - 32 }
  return { x: side === 'left' ? 78 : size.width - 78, y: rise(76) }
}
