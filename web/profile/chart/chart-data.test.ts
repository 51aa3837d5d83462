import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SeriesData } from '../../../src/credit/profile/section.contract.ts'
import { axisOf, ticksOf } from './axis.ts'
import { chartOf, drawnMedians } from './chart-data.ts'
import { besideOf, courseOf } from './course.ts'
import { measureOf, numberOf } from './measure.ts'
import { pathOf, plotOf, spanOf } from './plot.ts'

const seed = Number(process.env.SANXIN_SEED ?? Date.now() % 1_000_000)
const months = ['2026-01', '2026-02', '2026-03', '2026-04']
const words = { zh: '甲', en: 'A' }

const series = (
  lines: Partial<SeriesData['lines'][number]>[],
  notes: SeriesData['notes'] = [],
): SeriesData => ({
  kind: 'series',
  months,
  peers: null,
  notes,
  lines: lines.map((line, index) => ({
    id: `line-${index}`,
    label: words,
    unit: 'persons',
    drawn: 'line',
    values: [1, 2, 3, 4],
    ...line,
  })),
})

const note = (number: number, lines: string[]) => ({
  number,
  lines,
  code: 'x',
  tone: 'orange' as const,
  from: '2026-03',
  to: '2027-01',
  title: words,
  text: words,
})

test('lines of one unit and form share a scale; a note has its number once', () => {
  const { multiples } = chartOf(
    series(
      [
        { id: 'people' },
        { id: 'leavers', drawn: 'bars' },
        { id: 'in', unit: 'fen', drawn: 'bars', values: ['100', '200', null, '300'] },
        { id: 'out', unit: 'fen', drawn: 'bars' },
      ],
      [note(1, ['people', 'leavers'])],
    ),
  )
  assert.deepEqual(
    multiples.map(({ lines }) => lines.map(({ id }) => id)),
    [['people'], ['leavers'], ['in', 'out']],
  )
  assert.deepEqual(
    multiples.map(({ numbered, notes }) => [numbered.length, notes.length]),
    [
      [1, 1],
      [0, 1],
      [0, 0],
    ],
  )
})

test('a month without a figure breaks the line and is never zero', () => {
  const [multiple] = chartOf(series([{ values: [5, null, 7, 8] }])).multiples
  const path = pathOf(multiple!.lines[0]!.values, plotOf(multiple!, 4, 400))
  assert.equal(path.match(/M/g)?.length, 2)
  assert.deepEqual(courseOf(months, [null, 5, null, 3]), {
    first: 5,
    from: '2026-02',
    last: 3,
    to: '2026-04',
    highest: 5,
    peak: '2026-02',
    lowest: 3,
    trough: '2026-04',
  })
  assert.equal(courseOf(months, [null, null, null, null]), undefined)
})

test('a span is cut to the months shown; one wholly outside is not drawn', () => {
  assert.deepEqual(spanOf(months, { from: '2025-01', to: '2026-02' }), { first: 0, last: 1 })
  assert.deepEqual(spanOf(months, { from: '2026-03', to: '2030-02' }), { first: 2, last: 3 })
  assert.equal(spanOf(months, { from: '2027-03', to: '2030-02' }), undefined)
  assert.equal(spanOf(months, { from: '2020-03', to: '2020-02' }), undefined)
})

test('a median that would flatten the firm’s own course is said beside the chart, another is drawn', () => {
  assert.equal(besideOf([100, 110, 105], [3, 3, 3]), 'below')
  assert.equal(besideOf([10, 12, 11], [900, 900, 900]), 'above')
  assert.equal(besideOf([10, 40, 11], [8, 8, 8]), undefined)
  assert.equal(besideOf([null, null], [8, 8]), undefined)
  const [multiple] = chartOf(series([{ values: [1, 9, 4, 6], median: [2, 2, 2, 2] }])).multiples
  assert.equal(drawnMedians(multiple!).length, 1)
})

test('fen are drawn in the unit that their size asks for', () => {
  assert.equal(numberOf('91780000', measureOf('fen', ['91780000', null])), 91.78)
  assert.equal(measureOf('fen', ['99900']).unit, 'profile.units.yuan')
  assert.equal(measureOf('fen', ['-20000000000000']).unit, 'profile.units.yuan8')
  assert.equal(numberOf(null, measureOf('fen', [null])), null)
})

test('every value lies within the axis, whose lines are few and evenly spaced', () => {
  const values = fc.array(
    fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true }).map(Math.fround), {
      nil: null,
    }),
    { minLength: 1, maxLength: 36 },
  )
  fc.assert(
    fc.property(values, fc.boolean(), (known, fromZero) => {
      const axis = axisOf(known, fromZero)
      const slack = axis.step / 1e6
      for (const value of known) {
        if (value !== null) assert.ok(value >= axis.min - slack && value <= axis.max + slack)
      }
      assert.ok(axis.max > axis.min)
      assert.ok(ticksOf(axis).length <= 8, `${ticksOf(axis).length} lines`)
    }),
    { seed },
  )
})
