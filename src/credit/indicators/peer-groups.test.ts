import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptSeriesSize } from './month-series.ts'
import { betterThan, comparedIndicators, createPeerGathering, groupsOf, peersMin } from './peer-groups.ts'

test('fewer than five firms form no group and no median', () => {
  const gathering = createPeerGathering()
  const values = comparedIndicators.map(() => null)
  for (let firm = 0; firm < 12; firm++) {
    const kept = new Float64Array(keptSeriesSize).fill(firm)
    // Only four firms of the section know the latest month.
    if (firm >= peersMin - 1) kept[23] = Number.NaN
    gathering.add(firm < peersMin - 1 ? 'C3484' : 'C3511', kept, values)
  }
  const rows = gathering.settle('2026-09')
  assert.deepEqual(
    rows.map(({ level, code, firms }) => ({ level, code, firms })),
    [
      { level: 'section', code: 'C', firms: 12 },
      { level: 'all', code: 'all', firms: 12 },
      { level: 'division', code: 'C35', firms: 8 },
    ],
  )
  const section = rows.find(({ code }) => code === 'C')!
  assert.equal(section.series['sale-amount']![23], null)
  assert.equal(section.series['sale-amount']![22], 5.5)
  assert.deepEqual(section.percentiles, {})
})

test('an industry code belongs to its division, its section and to all; an unknown one to all', () => {
  assert.deepEqual(
    groupsOf('C3484').map(({ code }) => code),
    ['C34', 'C', 'all'],
  )
  assert.deepEqual(
    groupsOf('C').map(({ code }) => code),
    ['C', 'all'],
  )
  assert.deepEqual(
    groupsOf(null).map(({ code }) => code),
    ['all'],
  )
})

test('better than so many per cent: the middle is near 50, ties count for neither side', () => {
  const percentiles = Array.from({ length: 101 }, (_, percent) => percent)
  assert.equal(betterThan(percentiles, 50, 'higher'), 50)
  assert.equal(betterThan(percentiles, 50, 'lower'), 50)
  assert.equal(betterThan(percentiles, 1000, 'higher'), 100)
  assert.equal(betterThan(percentiles, 1000, 'lower'), 0)
  assert.equal(
    betterThan(
      Array.from({ length: 101 }, () => 3),
      3,
      'higher',
    ),
    0,
  )
  assert.equal(betterThan(percentiles, 50, 'neutral'), null)
})
