import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { trendColumns } from './trend-columns.ts'
import { layoutOf, trendOption } from './trend-option.ts'
import { axisOf, courseOf, headcountData, invoiceData, medianOf, taxData } from './trend-series.ts'

const months = ['2026-01', '2026-02', '2026-03', '2026-04']
const words = {
  name: (series: { id: string }) => series.id,
  language: 'zh-CN' as const,
  narrow: false,
  still: true,
  fontFamily: 'x',
}

test('the course of a series leaves months without a figure out', () => {
  assert.deepEqual(courseOf(months, [null, 5, 9, 7]), {
    first: 5,
    from: '2026-02',
    last: 7,
    to: '2026-04',
    highest: 9,
    peak: '2026-03',
    lowest: 5,
    trough: '2026-02',
  })
  assert.equal(courseOf(months, [null, null, null, null]), undefined)
})

test('an axis holds every figure, and bars begin at zero', () => {
  const values = fc.array(fc.oneof(fc.constant(null), fc.integer({ min: -1_000_000, max: 1_000_000 })), {
    minLength: 1,
  })
  fc.assert(
    fc.property(values, fc.boolean(), (list, fromZero) => {
      const { min, max, step } = axisOf(list, fromZero)
      assert.ok(max > min && step > 0)
      assert.ok((max - min) / step < 7, 'few lines')
      for (const value of list) if (value !== null) assert.ok(min <= value && value <= max)
      if (fromZero && list.every((value) => value === null || value >= 0)) assert.equal(min, 0)
    }),
  )
})

test('a median far off is said beside the chart instead of flattening the firm’s own course', () => {
  assert.equal(medianOf([148, 176, 151], [62, 66, 64]).beside, 'below')
  assert.equal(medianOf([10, 12, 9], [300, 310, 305]).beside, 'above')
  assert.equal(medianOf([148, 176, 151], [140, 150, 160]).beside, undefined)
  assert.equal(medianOf([null], [1]).beside, undefined)
})

test('a missing month is a gap in the chart, never a zero', () => {
  const data = taxData({
    months,
    paidFen: ['1000000', null, '0', '2500000'],
    medianPaidFen: [null, null, null, null],
  })
  assert.deepEqual(data.multiples[0]!.series[0]!.values, [1, null, 0, 2.5])
  const option = trendOption(data, [], words)
  assert.deepEqual(option.series[0]!.data, [1, null, 0, 2.5])
})

test('a note that began before the chart is washed from its first month', () => {
  const data = invoiceData({
    months,
    salesFen: ['1', '2', '3', '4'],
    purchasesFen: ['1', '1', '1', '1'],
    medianSalesFen: ['1', '1', '1', '1'],
  })
  const text = { zh: '', en: '' }
  const note = {
    number: 1,
    chart: 'invoices',
    code: 'c',
    tone: 'warn',
    from: '2025-06',
    to: '2026-02',
    title: text,
    text,
  } as const
  const series = trendOption(data, [note], words).series as { markArea?: { data: { xAxis: string }[][] } }[]
  assert.equal(series[0]!.markArea!.data[0]![0]!.xAxis, '2026-01')
  assert.equal(series[0]!.markArea!.data[0]![1]!.xAxis, '2026-02')
})

test('each small multiple stands below the one before', () => {
  const data = headcountData({
    months,
    headcount: [1, 2, 3, 4],
    leaves: [0, 0, 1, 0],
    medianHeadcount: [2, 2, 2, 2],
  })
  const { tops, heightPx } = layoutOf(data)
  assert.ok(tops[1]! > tops[0]! + data.multiples[0]!.heightPx)
  assert.ok(heightPx > tops[1]! + data.multiples[1]!.heightPx)
})

test('the table lines figures up by month, whatever a trend covers', () => {
  const source: never[] = []
  const table = trendColumns({
    tax: {
      data: { months: ['2026-02', '2026-03'], paidFen: ['5', '6'], medianPaidFen: [null, '7'] },
      sources: source,
    },
    headcount: {
      data: { months: ['2026-01', '2026-02'], headcount: [1, 2], leaves: [0, 0], medianHeadcount: [3, 3] },
      sources: source,
    },
    invoices: { unavailable: 'not-covered', zh: '', en: '', todo: { zh: '', en: '' } },
  })
  assert.deepEqual(table.months, ['2026-01', '2026-02', '2026-03'])
  const tax = table.columns.find((column) => column.id === 'tax')!
  assert.deepEqual(tax.values, [null, '5', '6'])
  assert.ok(!table.columns.some((column) => column.series === 'sales'))
})
