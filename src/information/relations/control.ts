import { adjacencyOf } from './components.ts'

export interface Holdings {
  /** Who holds. */
  from: Int32Array
  /** Who is held. */
  to: Int32Array
  ratiosBps: Int32Array
}

/** More than half of the whole. */
export const controlBps = 5000

/**
 * Who controls each node, step by step: whoever holds more than half of it together with all that it controls. −1:
 * nobody does. Each answer is the next step of the chain, and a chain never comes back: of those that hold each other
 * the first is taken to be free.
 */
export function controllersOf(nodes: number, { from, to, ratiosBps }: Holdings): Int32Array {
  const parent = new Int32Array(nodes).fill(-1)
  const { starts, edges } = adjacencyOf(nodes, to, from)
  const root = (node: number): number => {
    let top = node
    while (parent[top] !== -1) top = parent[top]!
    return top
  }
  // Roots only ever merge, so what they hold together only grows: the rounds end when nothing is won any more.
  let waiting: number[] = []
  for (let node = 0; node < nodes; node++) if (starts[node] !== starts[node + 1]) waiting.push(node)
  for (let changed = true; changed; ) {
    changed = false
    const still: number[] = []
    for (const held of waiting) {
      const step = majorityOf(held, edges.subarray(starts[held], starts[held + 1]), { from, ratiosBps, root })
      if (step === undefined) still.push(held)
      else {
        parent[held] = step
        changed = true
      }
    }
    waiting = still
  }
  return parent
}

/** The largest holder among those whose common root has more than half. */
function majorityOf(
  held: number,
  edges: Int32Array,
  of: { from: Int32Array; ratiosBps: Int32Array; root: (node: number) => number },
): number | undefined {
  const sums = new Map<number, number>()
  for (const edge of edges) {
    const top = of.root(of.from[edge]!)
    // What it holds of itself by way of others gives nobody else a say.
    if (top !== held) sums.set(top, (sums.get(top) ?? 0) + of.ratiosBps[edge]!)
  }
  const winner = [...sums].find(([, sum]) => sum > controlBps)?.[0]
  if (winner === undefined) return undefined
  const theirs = edges.filter((edge) => of.root(of.from[edge]!) === winner)
  const largest = theirs.reduce((best, edge) => (of.ratiosBps[edge]! > of.ratiosBps[best]! ? edge : best))
  return of.from[largest]!
}
