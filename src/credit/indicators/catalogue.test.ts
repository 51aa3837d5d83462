import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import { definitions, indicators, measures } from './catalogue.ts'
import { IndicatorDefinition, reasons } from './contract.ts'
import { measuresOf } from './firm-figures.ts'

test('every definition is complete in both languages and its identifier is used once', () => {
  for (const definition of definitions) {
    assert.ok(Check(IndicatorDefinition, definition), definition.id)
    const texts = [definition.zh, definition.en, definition.definition.zh, definition.definition.en]
    for (const text of texts)
      assert.ok(text.length > 0 && !/[{}]|undefined|NaN/.test(text), `${definition.id}: ${text}`)
    assert.match(definition.zh, /\p{Script=Han}/u)
  }
  assert.equal(new Set(definitions.map(({ id }) => id)).size, definitions.length)
  assert.equal(
    new Set(definitions.map(({ zh }) => zh)).size,
    definitions.length,
    'two indicators share a Chinese name',
  )
  assert.equal(
    new Set(definitions.map(({ en }) => en)).size,
    definitions.length,
    'two indicators share an English name',
  )
})

test('invoices alone give more than forty indicators', () => {
  assert.ok(
    definitions.filter(({ sources }) => sources.length === 1 && sources[0] === 'vat-invoice').length >= 40,
  )
})

test('every measure is read by some formula, and every formula names measures that exist', () => {
  const read = new Set(indicators.flatMap(({ formula }) => measuresOf(formula)))
  assert.deepEqual([...read].sort(), Object.keys(measures).sort())
  for (const { sources, formula } of indicators)
    for (const name of measuresOf(formula)) assert.ok(sources.includes(measures[name]!.recordType))
})

test('the reason bytes of stored vectors keep their meaning', () => {
  assert.deepEqual(Object.keys(reasons), [
    'no-record',
    'coverage-too-short',
    'denominator-zero',
    'too-few-events',
    'never',
    'no-debt',
    'not-covered',
    'counterparties-unknown',
  ])
})

test('identifiers are those of the published catalogue, where it has them', (context) => {
  const shared = process.env.SANXIN_SHARED ?? new URL('../../../../shared', import.meta.url).pathname
  const file = `${shared}/domain/indicators.csv`
  if (!existsSync(file)) return context.skip('the published catalogue is not on this machine')
  const published = new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.split(',')[0]),
  )
  const families = [
    'inv_out',
    'inv_in',
    'inv_cnt',
    'vat_paid',
    'tax_total',
    'ss_head',
    'ss_amt',
    'inv_void',
    'inv_cust',
  ]
  for (const family of [...families, 'inv_supp', 'inv_gap'])
    for (const id of published)
      if (id?.startsWith(`g.${family}.`))
        assert.ok(
          definitions.some((each) => each.id === id),
          id,
        )
})
