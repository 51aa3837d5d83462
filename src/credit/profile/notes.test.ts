import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMonths, month } from '../../foundation/month.ts'
import { notesOf } from './notes.ts'

const months = Array.from({ length: 24 }, (_, at) => addMonths(month('2024-11'), at))
const steady = (value: number) => months.map(() => value)

test('people leave before sales fall: the first note names the months, the leavers and the fall', () => {
  const headcount = [148, 149, 150, 152, 151, 154, 156, 159, 161, 162, 164, 165, 167, 168, 170, 172, 174, 176]
  const leaves = [2, 2, 3, 4, 3, 2, 2, 3, 2, 3, 2, 3, 2, 3, 2, 5, 3, 3]
  const sales = [...steady(700).slice(0, 20), 790, 731, 668, 640]
  const notes = notesOf({
    months,
    sales,
    headcount: [...headcount, 175, 170, 164, 158, 154, 151],
    leaves: [...leaves, 7, 12, 13, 11, 9, 8],
  })
  assert.deepEqual(
    notes.map(({ number, code, from, to }) => ({ number, code, from, to })),
    [
      { number: 1, code: 'headcount-leading-signal', from: '2026-05', to: '2026-10' },
      { number: 2, code: 'sales-falling', from: '2026-08', to: '2026-10' },
    ],
  )
  assert.match(
    notes[0]!.text.zh,
    /月均离职 10\.0 人，为此前均值的 3\.7 倍；参保人数由 176 人降至 151 人，回落 14\.2%/,
  )
  assert.match(notes[1]!.text.en, /3 months in a row from 2026-08, down 19\.0% on 2026-07/)
})

test('a steady enterprise has no note, and months that are unknown are not zeros', () => {
  assert.deepEqual(
    notesOf({ months, sales: steady(100), tax: steady(5), headcount: steady(9), leaves: steady(0) }),
    [],
  )
  const late = steady(5).map((value, at) => (at === 23 ? null : value))
  assert.deepEqual(notesOf({ months, sales: steady(100), tax: late }), [])
})

test('sales without tax are noted from the third month on', () => {
  const tax = (idle: number) => months.map((_, at) => (at >= 24 - idle ? 0 : 7))
  assert.deepEqual(notesOf({ months, sales: steady(100), tax: tax(2) }), [])
  const [note] = notesOf({ months, sales: steady(100), tax: tax(3) })
  assert.equal(note?.code, 'tax-stopped')
  assert.equal(note?.from, '2026-08')
})

test('whatever the series, notes are numbered from 1, mark months of the page and have no broken figure', () => {
  const value = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null })
  const series = fc.array(value, { minLength: 24, maxLength: 24 })
  fc.assert(
    fc.property(series, series, series, series, (sales, tax, headcount, leaves) => {
      for (const [index, note] of notesOf({ months, sales, tax, headcount, leaves }).entries()) {
        assert.equal(note.number, index + 1)
        assert.ok(
          note.from <= note.to && months.includes(note.from as never) && months.includes(note.to as never),
        )
        assert.doesNotMatch(note.text.zh + note.text.en, /NaN|undefined|Infinity|null/)
      }
    }),
    { numRuns: 500 },
  )
})
