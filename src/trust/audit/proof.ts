import { emptyRoot, hashLength, hashNode } from './merkle-tree.ts'

/**
 * The checking side of the proofs, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2. They share no
 * code with the making of a proof, which follows the recursive definitions of RFC 6962: each tests the other.
 */
export function verifyInclusion(claim: {
  leafHash: Buffer
  leafIndex: number
  treeSize: number
  proof: readonly Buffer[]
  root: Buffer
}): boolean {
  if (!isSize(claim.leafIndex) || !isSize(claim.treeSize) || claim.leafIndex >= claim.treeSize) return false
  let [node, last, result] = [claim.leafIndex, claim.treeSize - 1, claim.leafHash]
  for (const sibling of claim.proof) {
    if (last === 0 || sibling.length !== hashLength) return false
    if (node % 2 === 1 || node === last) {
      result = hashNode(sibling, result)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      result = hashNode(result, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && result.equals(claim.root)
}

export function verifyConsistency(claim: {
  first: { size: number; root: Buffer }
  second: { size: number; root: Buffer }
  proof: readonly Buffer[]
}): boolean {
  const { first, second, proof } = claim
  if (!isSize(first.size) || !isSize(second.size) || first.size > second.size) return false
  if (proof.some((hash) => hash.length !== hashLength)) return false
  if (first.size === 0) return proof.length === 0 && first.root.equals(emptyRoot)
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root)
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof
  if (path.length === 0) return false
  let [node, last] = [first.size - 1, second.size - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let [old, grown] = [path[0]!, path[0]!]
  for (const sibling of path.slice(1)) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      old = hashNode(sibling, old)
      grown = hashNode(sibling, grown)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      grown = hashNode(grown, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && old.equals(first.root) && grown.equals(second.root)
}

function half(number: number): number {
  return Math.floor(number / 2)
}

function isSize(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0
}

function isPowerOfTwo(size: number): boolean {
  while (size % 2 === 0) size /= 2
  return size === 1
}
