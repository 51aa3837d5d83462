import assert from 'node:assert/strict'
import { hashLength, hashNode, type Node } from './merkle-tree.ts'

/**
 * Tiles of height 8 (C2SP tlog-tiles): the tile (level, index) holds the roots of the perfect subtrees of
 * 256^level leaves, from index · 256 on; up to 256 of them, fewer at the right edge of the tree.
 */
export const tileHeight = 8
export const tileWidth = 2 ** tileHeight

export interface TilePlace {
  level: number
  index: number
}

export interface Tile extends TilePlace {
  /** The hashes one after another, 32 bytes each. */
  hashes: Buffer
}

export function tileKey(place: TilePlace): string {
  return `${place.level}/${place.index}`
}

/** How many hashes the tile has in a tree of that size: 0 is no such tile, 256 a full one. */
export function widthAt(place: TilePlace, treeSize: number): number {
  const nodes = Math.floor(treeSize / tileWidth ** place.level)
  return Math.min(tileWidth, Math.max(0, nodes - place.index * tileWidth))
}

/** The tiles at the right edge, one a level, that are not full. */
export function edgeTiles(treeSize: number): TilePlace[] {
  const places: TilePlace[] = []
  for (let level = 0; tileWidth ** level <= treeSize; level++) {
    const place = { level, index: Math.floor(treeSize / tileWidth ** (level + 1)) }
    if (widthAt(place, treeSize) > 0) places.push(place)
  }
  return places
}

/** The tile that a node is computed from, and the hashes within it that it covers. */
export function tileOf(node: Node): TilePlace & { offset: number; count: number } {
  const level = Math.floor(node.height / tileHeight)
  const count = 2 ** (node.height - level * tileHeight)
  const first = node.index * count
  const index = Math.floor(first / tileWidth)
  return { level, index, offset: first - index * tileWidth, count }
}

export function hashAt(tile: Tile, offset: number): Buffer {
  const hash = tile.hashes.subarray(offset * hashLength, (offset + 1) * hashLength)
  assert(hash.length === hashLength, 'the tile is wide enough')
  return hash
}

/** The root of a perfect subtree out of its tile. */
export function nodeFromTile(node: Node, tile: Tile): Buffer {
  const { offset, count } = tileOf(node)
  let row = Array.from({ length: count }, (_, number) => hashAt(tile, offset + number))
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, pair) => hashNode(row[2 * pair]!, row[2 * pair + 1]!))
  return row[0]!
}
