import { adjacencyOf } from './components.ts'

export interface TradeEdges {
  from: Int32Array
  to: Int32Array
  /** Fen in twelve months; below 2^53. */
  amounts: Float64Array
}

export interface TradeRing {
  /** In the direction of the sales, the smallest number first. */
  members: number[]
  /** Two of them belong together: one group, or one person leads both. */
  related: boolean
}

/**
 * What makes a circle of sales worth a look. It must matter to its members and come back nearly as large as it went:
 * goods that are made into others grow in value on their way. Chosen by us; among related firms less will do.
 */
export const ringRules = {
  lengthMax: 5,
  /** Below this a sale is ignored: 100,000 yuan in twelve months. */
  amountFenMin: 10_000_000,
  /** Each sale is at least this share of what its seller sells or its buyer buys. */
  shareMin: 0.1,
  /** Largest over smallest sale of the ring. */
  spreadMaxRelated: 1.25,
  spreadMaxUnrelated: 1.1,
}

/** Directed circles of 2 to 5 sales of comparable amounts; those between related firms first. */
export function tradeRings(
  nodes: number,
  trade: TradeEdges,
  /** What a firm belongs to: a group, a leading person; empty for none. */
  ties: (node: number) => readonly string[],
): TradeRing[] {
  const { from, to, amounts } = material(nodes, trade)
  const { starts, targets, edges } = adjacencyOf(nodes, from, to)
  const rings: TradeRing[] = []
  const path: number[] = []
  /** Goes on from the end of the path; the first node is the smallest of its ring, so that each is found once. */
  const walk = (smallest: number, largest: number): void => {
    const first = path[0]!
    const last = path.at(-1)!
    for (let place = starts[last]!; place < starts[last + 1]!; place++) {
      const target = targets[place]!
      const amount = amounts[edges[place]!]!
      const [least, most] = [Math.min(smallest, amount), Math.max(largest, amount)]
      if (target < first || most > least * ringRules.spreadMaxRelated) continue
      if (target === first) {
        if (path.length < 2) continue
        const related = areRelated(path, ties)
        if (related || most <= least * ringRules.spreadMaxUnrelated)
          rings.push({ members: [...path], related })
      } else if (path.length < ringRules.lengthMax && !path.includes(target)) {
        path.push(target)
        walk(least, most)
        path.pop()
      }
    }
  }
  for (let node = 0; node < nodes; node++) {
    if (starts[node] === starts[node + 1]) continue
    path.push(node)
    walk(Number.POSITIVE_INFINITY, 0)
    path.pop()
  }
  return rings.sort((left, right) => Number(right.related) - Number(left.related))
}

/** The sales that matter: of a seller, or of a buyer, there are at most ten, which bounds the search. */
function material(nodes: number, { from, to, amounts }: TradeEdges): TradeEdges {
  const [sold, bought] = [new Float64Array(nodes), new Float64Array(nodes)]
  for (let edge = 0; edge < from.length; edge++) {
    sold[from[edge]!]! += amounts[edge]!
    bought[to[edge]!]! += amounts[edge]!
  }
  const kept: number[] = []
  for (let edge = 0; edge < from.length; edge++) {
    const amount = amounts[edge]!
    const share = Math.max(amount / sold[from[edge]!]!, amount / bought[to[edge]!]!)
    if (amount >= ringRules.amountFenMin && share >= ringRules.shareMin) kept.push(edge)
  }
  return {
    from: Int32Array.from(kept, (edge) => from[edge]!),
    to: Int32Array.from(kept, (edge) => to[edge]!),
    amounts: Float64Array.from(kept, (edge) => amounts[edge]!),
  }
}

function areRelated(members: readonly number[], ties: (node: number) => readonly string[]): boolean {
  const seen = new Set<string>()
  for (const member of members)
    for (const tie of new Set(ties(member))) {
      if (seen.has(tie)) return true
      seen.add(tie)
    }
  return false
}
