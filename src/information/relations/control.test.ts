import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { controllersOf, type Holdings } from './control.ts'

const seed = Number(process.env.SANXIN_SEED ?? Date.now() % 1e9)

function holdingsOf(edges: readonly [from: number, to: number, ratioBps: number][]): Holdings {
  return {
    from: Int32Array.from(edges, ([from]) => from),
    to: Int32Array.from(edges, ([, to]) => to),
    ratiosBps: Int32Array.from(edges, ([, , ratio]) => ratio),
  }
}

const rootOf = (parents: Int32Array, node: number) => {
  let top = node
  while (parents[top] !== -1) top = parents[top]!
  return top
}

test('more than half controls, exactly half does not, and halves join under one controller', () => {
  const parents = controllersOf(
    6,
    holdingsOf([
      // 0 controls 1 and 2, each of which holds too little of 3 alone.
      [0, 1, 5001],
      [0, 2, 6000],
      [1, 3, 3000],
      [2, 3, 2100],
      [5, 3, 4900],
      [0, 4, 5000],
    ]),
  )
  assert.equal(rootOf(parents, 3), 0)
  assert.equal(parents[3], 1, 'the chain goes by the larger holding')
  assert.equal(parents[4], -1)
  assert.equal(parents[5], -1)
})

test('two that hold most of each other end nowhere: one of them is free', () => {
  const parents = controllersOf(
    2,
    holdingsOf([
      [0, 1, 6000],
      [1, 0, 6000],
    ]),
  )
  assert.deepEqual([...parents].filter((parent) => parent === -1).length, 1)
})

test(`without circles the controller is the one of the definition (seed ${seed})`, () => {
  const acyclic = fc
    .uniqueArray(fc.tuple(fc.nat(8), fc.nat(8), fc.integer({ min: 1, max: 6000 })), {
      maxLength: 20,
      selector: ([from, to]) => `${from} ${to}`,
    })
    .map((edges) => edges.filter(([from, to]) => from < to) as [number, number, number][])
  fc.assert(
    fc.property(acyclic, (edges) => {
      const parents = controllersOf(9, holdingsOf(edges))
      // From the top down, each node falls to the root whose holdings of it add up to more than half.
      const roots = Array.from({ length: 9 }, (_, node) => node)
      for (let node = 0; node < 9; node++) {
        const sums = new Map<number, number>()
        for (const [from, to, ratio] of edges)
          if (to === node) sums.set(roots[from]!, (sums.get(roots[from]!) ?? 0) + ratio)
        // Data that holds more than the whole may have two such; the definition then names none.
        const majorities = [...sums].filter(([, sum]) => sum > 5000)
        if (majorities.length > 1) return
        if (majorities[0]) roots[node] = majorities[0][0]
      }
      for (let node = 0; node < 9; node++) assert.equal(rootOf(parents, node), roots[node])
    }),
    { seed, numRuns: 300 },
  )
})
