import assert from 'node:assert/strict'
import { hash } from 'node:crypto'

/**
 * The Merkle tree of RFC 6962 section 2.1 (and RFC 9162): SHA-256, a leaf is hashed with the prefix 0x00 and an
 * inner node with 0x01, so that neither can be passed off as the other. Sizes are numbers below 2^53; no bit
 * operators, which would cut them to 32 bits.
 */
export const hashLength = 32

const nodeBytes = Buffer.alloc(1 + 2 * hashLength)
nodeBytes[0] = 1
const leafPrefix = Buffer.of(0)

export const emptyRoot = sha256(Buffer.alloc(0))

function sha256(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer')
}

export function hashLeaf(leaf: string | Buffer): Buffer {
  return sha256(Buffer.concat([leafPrefix, typeof leaf === 'string' ? Buffer.from(leaf, 'utf8') : leaf]))
}

export function hashNode(left: Buffer, right: Buffer): Buffer {
  left.copy(nodeBytes, 1)
  right.copy(nodeBytes, 1 + hashLength)
  return sha256(nodeBytes)
}

/** A perfect subtree over the leaves [index · 2^height, (index + 1) · 2^height). */
export interface Node {
  height: number
  index: number
}

/** The right edge of a growing tree: the roots of its maximal perfect subtrees, by height. */
export interface Frontier {
  size: number
  /** Defined exactly at the heights whose bit is set in `size`. */
  nodes: (Buffer | undefined)[]
}

export function emptyFrontier(): Frontier {
  return { size: 0, nodes: [] }
}

export function copyFrontier(frontier: Frontier): Frontier {
  return { size: frontier.size, nodes: [...frontier.nodes] }
}

/** Adds a leaf; tells of each perfect subtree that it completes, the leaf itself first. */
export function pushLeaf(
  frontier: Frontier,
  leafHash: Buffer,
  onNode?: (node: Node, hash: Buffer) => void,
): void {
  let [carried, index, height] = [leafHash, frontier.size, 0]
  onNode?.({ height, index }, carried)
  while (index % 2 === 1) {
    carried = hashNode(frontier.nodes[height]!, carried)
    frontier.nodes[height] = undefined
    index = (index - 1) / 2
    height++
    onNode?.({ height, index }, carried)
  }
  frontier.nodes[height] = carried
  frontier.size++
}

export function rootOf(frontier: Frontier): Buffer {
  let root: Buffer | undefined
  for (const node of frontier.nodes) if (node) root = root ? hashNode(node, root) : node
  return root ?? emptyRoot
}

/** The root over a list of texts, such as the enterprises of a reading in bulk. */
export function merkleRootOf(leaves: Iterable<string>): Buffer {
  const frontier = emptyFrontier()
  for (const leaf of leaves) pushLeaf(frontier, hashLeaf(leaf))
  return rootOf(frontier)
}

/** Leaves from `from` up to, and not at, `to`; `from` is a multiple of the smallest power of two ≥ the length. */
export interface Range {
  from: number
  to: number
}

/** The largest power of two below `size`. */
function split(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

/** The maximal perfect subtrees of a range, left to right; the root of the range folds them from the right. */
export function perfectNodes(range: Range): Node[] {
  const nodes: Node[] = []
  for (let from = range.from; from < range.to; ) {
    let [height, length] = [0, 1]
    while (from % (length * 2) === 0 && from + length * 2 <= range.to) {
      height++
      length *= 2
    }
    nodes.push({ height, index: from / length })
    from += length
  }
  return nodes
}

export function foldNodes(hashes: readonly Buffer[]): Buffer {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => hashNode(left, right))
}

/** RFC 6962 section 2.1.1: the subtrees whose roots prove that leaf `index` is in the tree of `size` leaves. */
export function inclusionRanges(index: number, size: number): Range[] {
  assert(0 <= index && index < size, 'the leaf is in the tree')
  const path = (range: Range): Range[] => {
    const length = range.to - range.from
    if (length === 1) return []
    const middle = range.from + split(length)
    const [left, right] = [
      { from: range.from, to: middle },
      { from: middle, to: range.to },
    ]
    return index < middle ? [...path(left), right] : [...path(right), left]
  }
  return path({ from: 0, to: size })
}

/** RFC 6962 section 2.1.2: the subtrees that prove that the tree of `first` leaves is a prefix of that of `second`. */
export function consistencyRanges(first: number, second: number): Range[] {
  assert(0 <= first && first <= second, 'a tree only grows')
  if (first === 0 || first === second) return []
  const subproof = (range: Range, whole: boolean): Range[] => {
    if (range.to === first) return whole ? [] : [range]
    const middle = range.from + split(range.to - range.from)
    const [left, right] = [
      { from: range.from, to: middle },
      { from: middle, to: range.to },
    ]
    return first <= middle ? [...subproof(left, whole), right] : [...subproof(right, false), left]
  }
  return subproof({ from: 0, to: second }, true)
}
