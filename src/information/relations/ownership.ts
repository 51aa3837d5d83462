import { adjacencyOf, componentsOf } from './components.ts'
import { controllersOf } from './control.ts'

export interface OwnershipGraph {
  nodes: number
  from: Int32Array
  to: Int32Array
  ratiosBps: Int32Array
}

export interface OwnerShare {
  owner: number
  /** Parts of the whole: over all ways, and over those that visit nobody twice. */
  share: number
  pathsShare: number
  /** The weightiest first: nodes from the owner to the enterprise, and the share of each step. */
  paths: { nodes: number[]; ratiosBps: number[]; product: number }[]
  pathsLeftOut: number
}

export interface OwnershipSolved {
  owners: OwnerShare[]
  /** Enterprises whose holders add up to more than the whole: scaled down. */
  overstated: number[]
  /** Enterprises that hold each other. */
  circles: number[][]
  /** What no record names a holder of. */
  unexplained: number
  /** False: there are more simple paths than were listed one by one, and their sum is not known. */
  pathsComplete: boolean
  /** From who controls the target down to it; one node: nobody does. */
  controlChain: number[]
}

const wholeBps = 10_000
const pathsListed = 20
const stepsWalkedMax = 200_000

/**
 * Who owns an enterprise in the end. With A the direct shares, an owner's share is the sum of the products along all
 * ways down to the target, those that go round included: the column of A + A² + … = (I − A)⁻¹ − I (Brioschi,
 * Buzzacchi, Colombo 1989). It is solved component by component, each by elimination: where enterprises hold each
 * other the sum is exact to the rounding of the arithmetic, not the end of an iteration.
 */
export function solveOwnership(given: OwnershipGraph, target: number): OwnershipSolved {
  const graph = withoutEmpty(given)
  const scaled = scaleDown(graph)
  const held = adjacencyOf(graph.nodes, graph.to, graph.from)
  const downward = adjacencyOf(graph.nodes, graph.from, graph.to)
  const isOwner = (node: number) => held.starts[node] === held.starts[node + 1]
  const owned = sourced(graph.nodes, downward, isOwner)
  const shares = integrate(graph, scaled.parts, target, owned)
  const walked = walkPaths(graph, scaled.parts, target, isOwner)
  const owners: OwnerShare[] = []
  for (let owner = 0; owner < graph.nodes; owner++) {
    if (!isOwner(owner) || owner === target || shares[owner]! <= 0) continue
    const found = walked.byOwner.get(owner) ?? { sum: 0, count: 0, paths: [] }
    owners.push({
      owner,
      share: shares[owner]!,
      pathsShare: walked.complete ? found.sum : shares[owner]!,
      paths: found.paths,
      pathsLeftOut: found.count - found.paths.length,
    })
  }
  owners.sort((left, right) => right.share - left.share || left.owner - right.owner)
  const { of, count } = componentsOf(graph.nodes, downward)
  const members: number[][] = Array.from({ length: count }, () => [])
  for (let node = 0; node < graph.nodes; node++) members[of[node]!]!.push(node)
  return {
    owners,
    overstated: scaled.overstated,
    circles: members.filter((circle) => circle.length > 1),
    unexplained: Math.max(0, 1 - owners.reduce((sum, { share }) => sum + share, 0)),
    pathsComplete: walked.complete,
    controlChain: chainTo(target, controllersOf(graph.nodes, graph)),
  }
}

/** Who holds nothing of an enterprise is no holder of it, and feeds no circle. */
function withoutEmpty({ nodes, from, to, ratiosBps }: OwnershipGraph): OwnershipGraph {
  const isHeld = (_: number, edge: number) => ratiosBps[edge]! > 0
  return { nodes, from: from.filter(isHeld), to: to.filter(isHeld), ratiosBps: ratiosBps.filter(isHeld) }
}

/** Direct shares as parts of the whole; of an enterprise whose holders have more than all of it, in proportion. */
function scaleDown({ nodes, to, ratiosBps }: OwnershipGraph): { parts: Float64Array; overstated: number[] } {
  const sums = new Float64Array(nodes)
  for (let edge = 0; edge < to.length; edge++) sums[to[edge]!]! += ratiosBps[edge]!
  const parts = Float64Array.from(ratiosBps, (ratio, edge) => ratio / Math.max(wholeBps, sums[to[edge]!]!))
  const overstated: number[] = []
  for (let node = 0; node < nodes; node++) if (sums[node]! > wholeBps) overstated.push(node)
  return { parts, overstated }
}

/** Nodes that some owner reaches. The others go round in circles that belong to nobody: they own nothing. */
function sourced(
  nodes: number,
  { starts, targets }: ReturnType<typeof adjacencyOf>,
  isOwner: (node: number) => boolean,
): Uint8Array {
  const reached = new Uint8Array(nodes)
  const waiting: number[] = []
  for (let node = 0; node < nodes; node++) if (isOwner(node)) waiting.push(node)
  for (const node of waiting) reached[node] = 1
  while (waiting.length > 0) {
    const node = waiting.pop()!
    for (let place = starts[node]!; place < starts[node + 1]!; place++) {
      const target = targets[place]!
      if (reached[target] === 1) continue
      reached[target] = 1
      waiting.push(target)
    }
  }
  return reached
}

/**
 * x[i]: what i owns of the target over all ways, with x = A·(x + e), e the target itself. Components come in the order
 * in which what is held precedes its holder, so each needs only those before it; within one, (I − A)x = b is solved.
 * An owner outside feeds every circle that counts, so I − A is an M-matrix there and elimination needs no pivots.
 */
function integrate(
  { nodes, from, to }: OwnershipGraph,
  parts: Float64Array,
  target: number,
  owned: Uint8Array,
): Float64Array {
  const downward = adjacencyOf(nodes, from, to)
  const { of, count } = componentsOf(nodes, downward)
  const members: number[][] = Array.from({ length: count }, () => [])
  for (let node = 0; node < nodes; node++) if (owned[node] === 1) members[of[node]!]!.push(node)
  const shares = new Float64Array(nodes)
  const whole = (node: number) => shares[node]! + (node === target ? 1 : 0)
  for (const component of members) {
    const place = new Map(component.map((node, at) => [node, at]))
    const size = component.length
    const matrix = Array.from({ length: size }, () => new Float64Array(size))
    const right = new Float64Array(size)
    for (const [row, node] of component.entries()) {
      matrix[row]![row] = 1
      for (let at = downward.starts[node]!; at < downward.starts[node + 1]!; at++) {
        const held = downward.targets[at]!
        const part = parts[downward.edges[at]!]!
        const column = place.get(held)
        if (column === undefined) right[row]! += part * whole(held)
        else {
          matrix[row]![column]! -= part
          if (held === target) right[row]! += part
        }
      }
    }
    eliminate(matrix, right)
    for (const [row, node] of component.entries()) shares[node] = right[row]!
  }
  return shares
}

/** Gauss without pivots; the answer stands in `right`. */
function eliminate(matrix: Float64Array[], right: Float64Array): void {
  const size = right.length
  for (let step = 0; step < size; step++) {
    const own = matrix[step]!
    for (let row = step + 1; row < size; row++) {
      const factor = matrix[row]![step]! / own[step]!
      if (factor === 0) continue
      for (let column = step; column < size; column++) matrix[row]![column]! -= factor * own[column]!
      right[row]! -= factor * right[step]!
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    let value = right[row]!
    for (let column = row + 1; column < size; column++) value -= matrix[row]![column]! * right[column]!
    right[row] = value / matrix[row]![row]!
  }
}

interface Walked {
  byOwner: Map<number, { sum: number; count: number; paths: OwnerShare['paths'] }>
  complete: boolean
}

/** Every way down that visits nobody twice, upward from the target, with its product. */
function walkPaths(
  { nodes, from, to, ratiosBps }: OwnershipGraph,
  parts: Float64Array,
  target: number,
  isOwner: (node: number) => boolean,
): Walked {
  const { starts, targets, edges } = adjacencyOf(nodes, to, from)
  const byOwner: Walked['byOwner'] = new Map()
  const [path, ratios]: [number[], number[]] = [[target], []]
  const onPath = new Uint8Array(nodes)
  let steps = 0
  const walk = (node: number, product: number): void => {
    if (isOwner(node) && node !== target) {
      const found = byOwner.get(node) ?? { sum: 0, count: 0, paths: [] }
      byOwner.set(node, found)
      found.sum += product
      found.count++
      found.paths.push({ nodes: path.toReversed(), ratiosBps: ratios.toReversed(), product })
      if (found.paths.length > pathsListed) {
        found.paths.sort((left, right) => right.product - left.product)
        found.paths.length = pathsListed
      }
      return
    }
    onPath[node] = 1
    for (let place = starts[node]!; place < starts[node + 1]!; place++) {
      const holder = targets[place]!
      if (onPath[holder] === 1 || ++steps > stepsWalkedMax) continue
      const edge = edges[place]!
      path.push(holder)
      ratios.push(ratiosBps[edge]!)
      walk(holder, product * parts[edge]!)
      path.pop()
      ratios.pop()
    }
    onPath[node] = 0
  }
  walk(target, 1)
  for (const { paths } of byOwner.values()) paths.sort((left, right) => right.product - left.product)
  return { byOwner, complete: steps <= stepsWalkedMax }
}

function chainTo(target: number, parents: Int32Array): number[] {
  const chain = [target]
  while (parents[chain[0]!] !== -1) chain.unshift(parents[chain[0]!]!)
  return chain
}
