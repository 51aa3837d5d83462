import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { emptyFrontier, foldNodes, hashLeaf, perfectNodes, pushLeaf, rootOf } from './merkle-tree.ts'
import { edgeTiles, nodeFromTile, type Tile, tileHeight, tileKey, tileOf, widthAt } from './tile.ts'

/** Builds every tile of a tree from its nodes. */
function tilesOf(size: number): { tiles: Map<string, Tile>; root: Buffer } {
  const tiles = new Map<string, Tile>()
  const frontier = emptyFrontier()
  for (let leaf = 0; leaf < size; leaf++)
    pushLeaf(frontier, hashLeaf(`leaf ${leaf}`), (node, hash) => {
      if (node.height % tileHeight !== 0) return
      const { level, index } = tileOf(node)
      const before = tiles.get(tileKey({ level, index }))?.hashes ?? Buffer.alloc(0)
      tiles.set(tileKey({ level, index }), { level, index, hashes: Buffer.concat([before, hash]) })
    })
  return { tiles, root: rootOf(frontier) }
}

test('the root of the tree is in its tiles, at sizes around every edge', () => {
  for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 1000, 65_535, 65_536, 65_537]) {
    const { tiles, root } = tilesOf(size)
    const hashes = perfectNodes({ from: 0, to: size }).map((node) =>
      nodeFromTile(node, tiles.get(tileKey(tileOf(node)))!),
    )
    assert.deepEqual(foldNodes(hashes), root)
    for (const tile of tiles.values()) assert.equal(tile.hashes.length / 32, widthAt(tile, size))
  }
})

test('the edge is exactly the tiles that are begun and not full', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300_000 }), (size) => {
      const begun = [0, 1, 2, 3].flatMap((level) => {
        const last = Math.floor(size / 256 ** (level + 1))
        return [last - 1, last, last + 1]
          .map((index) => ({ level, index }))
          .filter((place) => place.index >= 0 && widthAt(place, size) > 0 && widthAt(place, size) < 256)
      })
      assert.deepEqual(edgeTiles(size), begun)
    }),
  )
})
