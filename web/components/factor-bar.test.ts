import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { factorBar } from './factor-bar.ts'
import { arcOf, bandOf, bands, pointOf } from './gauge-geometry.ts'

test('a bar runs from the worst to the best points of its factor', () => {
  const range = { pointsMin: -20, pointsMax: 30, peerMedian: 5 }
  assert.deepEqual(factorBar({ ...range, points: -20 }), { fill: 0, median: 50, below: true })
  assert.deepEqual(factorBar({ ...range, points: 30 }), { fill: 100, median: 50, below: false })
  assert.equal(factorBar({ ...range, points: 4 }).below, false, 'a hair below the median is not a warning')
  assert.equal(factorBar({ points: 3, pointsMin: 3, pointsMax: 3, peerMedian: null }).fill, 100)
})

test('a bar never leaves its track', () => {
  const points = fc.double({ min: -500, max: 500, noNaN: true })
  fc.assert(
    fc.property(points, points, points, points, (a, b, c, d) => {
      const bar = factorBar({
        points: a,
        pointsMin: Math.min(b, c),
        pointsMax: Math.max(b, c),
        peerMedian: d,
      })
      assert.ok(bar.fill >= 0 && bar.fill <= 100)
      assert.ok(bar.median! >= 0 && bar.median! <= 100)
    }),
  )
})

test('the bands cover 400 to 700 without a gap, and the needle stays on the arc', () => {
  assert.equal(bands[0]!.from, 400)
  assert.equal(bands.at(-1)!.to, 700)
  for (let index = 1; index < bands.length; index++) assert.equal(bands[index]!.from, bands[index - 1]!.to)
  assert.deepEqual(pointOf(390), pointOf(400))
  assert.deepEqual(pointOf(710), pointOf(700))
  assert.equal(pointOf(550).x, 160)
  assert.match(arcOf(bandOf('B')), /^M[\d.]+ [\d.]+A118 118 0 0 1 [\d.]+ [\d.]+$/)
})
