import { type Frontier, foldNodes, hashLength, type Node, perfectNodes, type Range } from './merkle-tree.ts'
import { nodeFromTile, type Tile, type TilePlace, tileKey, tileOf } from './tile.ts'

/** The tiles that the roots of the ranges are computed from, each once. */
export function tilesFor(ranges: readonly Range[]): TilePlace[] {
  const places = new Map<string, TilePlace>()
  for (const range of ranges)
    for (const node of perfectNodes(range)) {
      const { level, index } = tileOf(node)
      places.set(tileKey({ level, index }), { level, index })
    }
  return [...places.values()]
}

/** The root of each range out of the tiles; undefined when a tile is missing or too narrow. */
export function rootsOf(ranges: readonly Range[], tiles: readonly Tile[]): Buffer[] | undefined {
  const stored = new Map(tiles.map((tile) => [tileKey(tile), tile]))
  const roots: Buffer[] = []
  for (const range of ranges) {
    const hashes = nodesOf(range, stored)
    if (!hashes) return undefined
    roots.push(foldNodes(hashes.map(([, hash]) => hash)))
  }
  return roots
}

/** The right edge of a tree of that size out of its tiles; undefined when they do not reach. */
export function frontierOf(size: number, tiles: readonly Tile[]): Frontier | undefined {
  const stored = new Map(tiles.map((tile) => [tileKey(tile), tile]))
  const found = nodesOf({ from: 0, to: size }, stored)
  if (!found) return undefined
  const nodes: (Buffer | undefined)[] = []
  for (const [node, hash] of found) nodes[node.height] = hash
  return { size, nodes: Array.from(nodes) }
}

function nodesOf(range: Range, stored: ReadonlyMap<string, Tile>): [Node, Buffer][] | undefined {
  const nodes: [Node, Buffer][] = []
  for (const node of perfectNodes(range)) {
    const { level, index, offset, count } = tileOf(node)
    const tile = stored.get(tileKey({ level, index }))
    if (!tile || tile.hashes.length < (offset + count) * hashLength) return undefined
    nodes.push([node, nodeFromTile(node, tile)])
  }
  return nodes
}
