import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { formNumbers, type PlainForm, plainEnd, plainTypes } from './plain-value.ts'
import { stopsFor } from './record-scanner.ts'

const stops = stopsFor(','.charCodeAt(0))

function isPlain(form: PlainForm, value: string): boolean {
  const bytes = Buffer.from(`${value},`)
  return plainEnd(formNumbers([form])[0]!, bytes, 0, bytes.length, stops) === bytes.length - 1
}

const digits = fc.stringMatching(/^-?[0-9]{0,17}(\.[0-9]{0,3})?$/)
const almostDates = fc
  .tuple(
    fc.integer({ min: 1890, max: 2210 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
  )
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
const odd = fc.constantFrom(
  '-0.00',
  '-0',
  '00.10',
  '1e3',
  '+1.00',
  '1,000.00',
  '"1.00"',
  '1900-02-29',
  '2000-02-29',
  ' 1.00',
)

test('a plain value is one that the engine reads and writes back to the letter', async () => {
  const engine = await (await DuckDBInstance.create(':memory:')).connect()
  const forms = fc.constantFrom<PlainForm>('amount', 'integer', 'date')
  const cases = fc.sample(fc.tuple(forms, fc.oneof(digits, almostDates, odd)), {
    numRuns: 4000,
    seed: Number(process.env.SANXIN_SEED ?? Date.now()),
  })
  let plain = 0
  for (const form of ['amount', 'integer', 'date'] as const) {
    const values = cases.flatMap(([of, value]) =>
      of === form && value !== '' && isPlain(form, value) ? [value] : [],
    )
    plain += values.length
    const list = values.map((value) => `'${value}'`).join(', ')
    const changed = await engine.runAndReadAll(
      `SELECT x FROM (SELECT unnest([${list}]::VARCHAR[]) AS x)
       WHERE TRY_CAST(x AS ${plainTypes[form]})::VARCHAR IS DISTINCT FROM x`,
    )
    assert.deepEqual(changed.getRows(), [])
  }
  assert.ok(plain > 100, 'some of them are plain')
  engine.closeSync()
})

test('what nearly every file has is plain, and what only looks like it is not', () => {
  for (const value of ['', '0.00', '-12.50', '999999999999.99']) assert.ok(isPlain('amount', value), value)
  for (const value of ['', '0', '-7', '123456789012345']) assert.ok(isPlain('integer', value), value)
  for (const value of ['', '2024-02-29', '1900-01-01']) assert.ok(isPlain('date', value), value)
  for (const value of ['12', '1.5', '1.005', '1e3', '-0.50', '01.00'])
    assert.ok(!isPlain('amount', value), value)
  for (const value of ['1.0', '1234567890123456', '-0']) assert.ok(!isPlain('integer', value), value)
  for (const value of ['2025-02-30', '2024-2-29', '20240229']) assert.ok(!isPlain('date', value), value)
})
