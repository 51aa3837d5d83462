import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMonths } from '../../foundation/month.ts'
import { seededRandom, shuffle } from '../../foundation/random.ts'
import { indicators } from './catalogue.ts'
import { cellLayouts } from './cell-layout.ts'
import type { FirmRows, Span } from './firm-rows.ts'
import { createKernel } from './kernel.ts'
import { createPackedVectors, packVector, reasonOf } from './packed-vector.ts'
import { asOfMonth, firmRows, invoiceSpan, randomFirm } from './recomputation/firm.ts'
import { naiveIndicators } from './recomputation/naive-indicators.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const size = indicators.length

/** What the recomputation covers: the month series, counterparties and shares; the register and loans have cases below. */
const compared = indicators.filter(
  ({ formula }) => !['registration', 'loan', 'loan-to'].includes(formula.stat),
)

test('every month indicator equals an independent recomputation from the definitions', () => {
  const kernel = createKernel()
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 3 }), (seed, lag) => {
      const coveredTo = addMonths(asOfMonth, -lag)
      const firm = randomFirm(asOfMonth, seededRandom(seed))
      const out = createPackedVectors(1, size)
      kernel.compute(firmRows(firm, asOfMonth, coveredTo), out, 0)
      const expected = naiveIndicators(firm, asOfMonth, coveredTo)
      for (const { id } of compared) {
        const index = indicators.findIndex((each) => each.id === id)
        const value = out.reasons[index] === 0 ? out.values[index]! : null
        const wanted = expected[id]
        assert.notEqual(wanted, undefined, `${id} is not recomputed`)
        const why = `seed ${seed} lag ${lag} ${id}: ${value} instead of ${wanted}`
        if (value === null || wanted === null) assert.equal(value, wanted, why)
        else assert.ok(Math.abs(value - wanted!) <= 1e-9 * Math.max(1, Math.abs(wanted!)), why)
      }
    }),
    { numRuns: 300 },
  )
})

function permuted(span: Span, seed: number): Span[] {
  const order = shuffle(
    Array.from({ length: span.to }, (_, row) => row),
    seededRandom(seed),
  )
  const columns = Object.fromEntries(
    Object.entries(span.columns).map(([name, column]) => {
      const copy = column.slice()
      order.forEach((from, to) => {
        copy[to] = column[from]!
      })
      return [name, copy]
    }),
  )
  const cut = Math.floor(span.to / 3)
  return [
    { columns, from: cut, to: span.to },
    { columns, from: 0, to: cut },
  ]
}

test('a vector has the same bytes in any order of rows, in one chunk or several, alone or among others', () => {
  const shared = createKernel()
  fc.assert(
    fc.property(seeds, (seed) => {
      const firm = firmRows(randomFirm(asOfMonth, seededRandom(seed)), asOfMonth)
      const alone = createPackedVectors(1, size)
      createKernel().compute(firm, alone, 0)
      const disordered: FirmRows = {
        ...firm,
        spans: Object.fromEntries(
          Object.entries(firm.spans).map(([type, spans]) => [type, permuted(spans[0]!, seed)]),
        ),
      }
      const among = createPackedVectors(3, size)
      for (const index of [0, 2])
        shared.compute(
          firmRows(randomFirm(asOfMonth, seededRandom(seed + index + 1)), asOfMonth),
          among,
          index,
        )
      shared.compute(disordered, among, 1)
      assert.deepEqual(packVector(among, 1, size), packVector(alone, 0, size), `seed ${seed}`)
    }),
    { numRuns: 100 },
  )
})

test('the codes of the cells are those of the record types, in their order', () => {
  for (const { recordType, classes } of cellLayouts) {
    const file = new URL(`../../trust/catalog/record-types/${recordType}.json`, import.meta.url)
    const { fields } = JSON.parse(readFileSync(file, 'utf8')) as {
      fields: { name: string; codes?: { code: string }[] }[]
    }
    for (const { name, codes, sign } of classes) {
      if (sign) continue
      const declared = fields.find((field) => field.name === name)?.codes?.map(({ code }) => code)
      assert.deepEqual(declared, codes, `${recordType} ${name}`)
    }
  }
})

test('a sum that float64 cannot hold is a fault, not a rounded answer', () => {
  const invoice = {
    direction: 'sale' as const,
    status: 'valid' as const,
    issuedOn: '2026-09-01',
    counterparty: 'party 1',
    amount: 2 ** 52,
    tax: 0,
  }
  const rows: FirmRows = {
    asOfMonth: firmRows({ invoices: [], taxes: [], contributions: [] }, asOfMonth).asOfMonth,
    spans: { 'vat-invoice': [invoiceSpan([invoice, invoice, { ...invoice, amount: 1 }])] },
    coveredTo: {},
  }
  assert.throws(() => createKernel().compute(rows, createPackedVectors(1, size), 0), /2\^53/)
})

test('an enterprise without any record has no value and a reason for each', () => {
  const out = createPackedVectors(1, size)
  createKernel().compute({ asOfMonth: 24320, spans: {}, coveredTo: {} }, out, 0)
  assert.ok(out.reasons.every((byte) => byte !== 0))
  assert.deepEqual(new Set([...out.reasons].map(reasonOf)), new Set(['no-record']))
})
