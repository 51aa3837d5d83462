/** A directed graph as arrays: the neighbors of node n are `targets` from `starts[n]` up to `starts[n + 1]`. */
export interface Adjacency {
  starts: Int32Array
  targets: Int32Array
  /** For each place in targets the edge that it comes from. */
  edges: Int32Array
}

export function adjacencyOf(nodes: number, from: Int32Array, to: Int32Array): Adjacency {
  const starts = new Int32Array(nodes + 1)
  for (const node of from) starts[node + 1]!++
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!
  const next = starts.slice(0, nodes)
  const targets = new Int32Array(from.length)
  const edges = new Int32Array(from.length)
  for (let edge = 0; edge < from.length; edge++) {
    const place = next[from[edge]!]!++
    targets[place] = to[edge]!
    edges[place] = edge
  }
  return { starts, targets, edges }
}

/**
 * The strongly connected component of each node, numbered so that an edge between two leads from the higher number to
 * the lower (Tarjan, SIAM J. Comput. 1972, without recursion: a chain may be a million long).
 */
export function componentsOf(
  nodes: number,
  { starts, targets }: Adjacency,
): { of: Int32Array; count: number } {
  const of = new Int32Array(nodes).fill(-1)
  const order = new Int32Array(nodes).fill(-1)
  const low = new Int32Array(nodes)
  const next = new Int32Array(nodes)
  const open: number[] = []
  const path: number[] = []
  let [seen, count] = [0, 0]
  for (let root = 0; root < nodes; root++) {
    if (order[root] !== -1) continue
    path.push(root)
    while (path.length > 0) {
      const node = path.at(-1)!
      if (order[node] === -1) {
        order[node] = low[node] = seen++
        next[node] = starts[node]!
        open.push(node)
      }
      let deeper = false
      while (next[node]! < starts[node + 1]!) {
        const target = targets[next[node]!++]!
        if (order[target] === -1) {
          path.push(target)
          deeper = true
          break
        }
        if (of[target] === -1) low[node] = Math.min(low[node]!, order[target]!)
      }
      if (deeper) continue
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!)
      if (low[node] !== order[node]) continue
      for (;;) {
        const member = open.pop()!
        of[member] = count
        if (member === node) break
      }
      count++
    }
  }
  return { of, count }
}

/** Components of two and more, each beginning with its smallest number and followed in turn. */
export function circlesOf(nodes: number, adjacency: Adjacency): number[][] {
  const { of, count } = componentsOf(nodes, adjacency)
  const sizes = new Int32Array(count)
  for (const component of of) sizes[component]!++
  const members = new Map<number, number[]>()
  for (let node = 0; node < nodes; node++) {
    const component = of[node]!
    if (sizes[component]! < 2) continue
    const list = members.get(component)
    if (list) list.push(node)
    else members.set(component, [node])
  }
  return [...members.values()]
    .sort((left, right) => left[0]! - right[0]!)
    .map((circle) => inTurn(circle, adjacency))
}

/** Members so that each is followed by one that it points to, as far as that goes. */
function inTurn(members: readonly number[], { starts, targets }: Adjacency): number[] {
  const inside = new Set(members)
  const turn: number[] = []
  const waiting = [members[0]!]
  while (waiting.length > 0) {
    const node = waiting.pop()!
    if (!inside.delete(node)) continue
    turn.push(node)
    for (let place = starts[node + 1]! - 1; place >= starts[node]!; place--)
      if (inside.has(targets[place]!)) waiting.push(targets[place]!)
  }
  return turn
}
