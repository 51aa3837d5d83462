import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  consistencyRanges,
  emptyFrontier,
  foldNodes,
  hashLeaf,
  hashNode,
  inclusionRanges,
  merkleRootOf,
  type Node,
  perfectNodes,
  pushLeaf,
  type Range,
  rootOf,
} from './merkle-tree.ts'
import { verifyConsistency, verifyInclusion } from './proof.ts'

// Test vectors of the Certificate Transparency reference implementation
// (google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc; kept in transparency-dev/merkle).
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const knownLeaves = inputs.map((hex) => hashLeaf(Buffer.from(hex, 'hex')))

/** MTH of RFC 6962 section 2.1, word for word and without any of our code. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0]!
  let middle = 1
  while (middle * 2 < leaves.length) middle *= 2
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, middle)), naiveRoot(leaves.slice(middle)))
}

function grow(leaves: readonly Buffer[]): { root: Buffer; nodes: Map<string, Buffer> } {
  const nodes = new Map<string, Buffer>()
  const frontier = emptyFrontier()
  for (const leaf of leaves)
    pushLeaf(frontier, leaf, (node: Node, hash) => nodes.set(`${node.height}/${node.index}`, hash))
  return { root: rootOf(frontier), nodes }
}

function hashesOf(ranges: readonly Range[], nodes: ReadonlyMap<string, Buffer>): Buffer[] {
  return ranges.map((range) =>
    foldNodes(perfectNodes(range).map((node) => nodes.get(`${node.height}/${node.index}`)!)),
  )
}

const leavesOf = (count: number) => Array.from({ length: count }, (_, index) => hashLeaf(`leaf ${index}`))

test('roots agree with the reference vectors of Certificate Transparency', () => {
  assert.equal(
    rootOf(emptyFrontier()).toString('hex'),
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
  for (const [index, root] of roots.entries())
    assert.equal(grow(knownLeaves.slice(0, index + 1)).root.toString('hex'), root)
})

test('inclusion and consistency proofs agree with the reference vectors', () => {
  const { nodes } = grow(knownLeaves)
  const inclusion = (index: number, size: number) =>
    hashesOf(inclusionRanges(index, size), nodes).map((hash) => hash.toString('hex'))
  const consistency = (first: number, second: number) =>
    hashesOf(consistencyRanges(first, second), nodes).map((hash) => hash.toString('hex'))
  assert.deepEqual(inclusion(0, 1), [])
  assert.deepEqual(inclusion(0, 8), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
  assert.deepEqual(inclusion(5, 8), [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  assert.deepEqual(inclusion(2, 3), ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'])
  assert.deepEqual(consistency(1, 1), [])
  assert.deepEqual(consistency(1, 8), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
  assert.deepEqual(consistency(6, 8), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  assert.deepEqual(consistency(2, 5), [
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ])
})

test('the growing frontier has the root of the naive definition at every size', () => {
  const leaves = leavesOf(300)
  const frontier = emptyFrontier()
  for (const [index, leaf] of leaves.entries()) {
    pushLeaf(frontier, leaf)
    assert.deepEqual(rootOf(frontier), naiveRoot(leaves.slice(0, index + 1)))
  }
})

test('every inclusion proof convinces, and none with a changed leaf, place, size, proof or root', () => {
  const size = fc.integer({ min: 1, max: 700 })
  fc.assert(
    fc.property(size, fc.nat(), fc.nat(), (treeSize, place, damage) => {
      const leaves = leavesOf(treeSize)
      const { root, nodes } = grow(leaves)
      const leafIndex = place % treeSize
      const proof = hashesOf(inclusionRanges(leafIndex, treeSize), nodes)
      const claim = { leafHash: leaves[leafIndex]!, leafIndex, treeSize, proof, root }
      assert.deepEqual(root, naiveRoot(leaves))
      assert(verifyInclusion(claim))
      assert(!verifyInclusion({ ...claim, leafHash: hashLeaf('another') }))
      assert(!verifyInclusion({ ...claim, root: hashLeaf('another') }))
      assert(!verifyInclusion({ ...claim, proof: [...proof, root] }))
      assert(!verifyInclusion({ ...claim, leafIndex: treeSize }))
      if (treeSize > 1) {
        assert(!verifyInclusion({ ...claim, leafIndex: (leafIndex + 1) % treeSize }))
        assert(!verifyInclusion({ ...claim, proof: proof.slice(1) }))
        const changed = proof.map((hash, index) =>
          index === damage % proof.length ? hashNode(hash, hash) : hash,
        )
        assert(!verifyInclusion({ ...claim, proof: changed }))
      }
    }),
    { numRuns: 150 },
  )
})

test('every consistency proof convinces, and none between trees of which one is not the prefix', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 200 }),
      fc.nat(),
      (small, more, damage) => {
        const leaves = leavesOf(small + more)
        const { root, nodes } = grow(leaves)
        const first = { size: small, root: naiveRoot(leaves.slice(0, small)) }
        const second = { size: small + more, root }
        const proof = hashesOf(consistencyRanges(small, small + more), nodes)
        assert(verifyConsistency({ first, second, proof }))
        assert(!verifyConsistency({ first: { ...first, root: hashLeaf('another') }, second, proof }))
        if (small > 0 && more > 0) {
          assert(!verifyConsistency({ first, second: { ...second, root: hashLeaf('another') }, proof }))
          assert(!verifyConsistency({ first, second, proof: [...proof, root] }))
          assert(!verifyConsistency({ first, second, proof: proof.slice(1) }))
          const changed = proof.map((hash, index) =>
            index === damage % proof.length ? hashNode(hash, hash) : hash,
          )
          assert(!verifyConsistency({ first, second, proof: changed }))
          const rewritten = leaves.map((leaf, index) =>
            index === damage % small ? hashLeaf('rewritten') : leaf,
          )
          const other = grow(rewritten)
          const otherProof = hashesOf(consistencyRanges(small, small + more), other.nodes)
          assert(!verifyConsistency({ first, second: { ...second, root: other.root }, proof: otherProof }))
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('sizes beyond 32 bits are cut into perfect subtrees without loss', () => {
  const range = { from: 0, to: 2 ** 40 + 2 ** 33 + 5 }
  const nodes = perfectNodes(range)
  assert.deepEqual(
    nodes.map((node) => node.height),
    [40, 33, 2, 0],
  )
  assert.equal(
    nodes.reduce((leaves, node) => leaves + 2 ** node.height, 0),
    range.to,
  )
})

test('the root over names depends on every name and on their order', () => {
  assert.notDeepEqual(merkleRootOf(['a', 'b']), merkleRootOf(['b', 'a']))
  assert.notDeepEqual(merkleRootOf(['ab']), merkleRootOf(['a', 'b']))
  assert.deepEqual(merkleRootOf([]), rootOf(emptyFrontier()))
})
