import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import { operatorActor } from '../organizations/index.ts'
import {
  getSource,
  listStandardRecordTypes,
  listStandardSources,
  mapColumns,
  recordTypeOf,
  registerSource,
  type SourceData,
  standardRecordType,
} from './index.ts'

const codeOf = (attempt: () => unknown) => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.where]
    throw error
  }
  return assert.fail('it was accepted')
}

test('code lists keep the positions by which the lake stores them', () => {
  const lists = listStandardRecordTypes().flatMap((recordType) =>
    recordType.fields
      .filter((field) => field.codes)
      .map((field) => `${recordType.id}.${field.name}: ${field.codes!.map((code) => code.code).join(' ')}`),
  )
  const stored = [
    'credit-outcome.rating: A B C D',
    'credit-outcome.defaulted: true false',
    'registration.status: active cancelled revoked',
    'tax-payment.tax_kind: value-added corporate-income surcharge',
    'vat-invoice.direction: sale purchase',
    'vat-invoice.status: valid void',
  ]
  // A list may grow at its end; what stands here may never move.
  for (const list of stored)
    assert.ok(
      lists.some((found) => found.startsWith(list)),
      list,
    )
})

test('a definition that refers to what is not there is no record type', () => {
  const { digest: _, ...good } = standardRecordType('tax-payment')
  assert.equal(recordTypeOf(good).digest, standardRecordType('tax-payment').digest)
  assert.throws(() => recordTypeOf({ ...good, key: ['period'] }), /lacks its identifier/)
  assert.throws(() => recordTypeOf({ ...good, key: ['uscc', 'nowhere'] }), /does not have/)
  assert.throws(() => recordTypeOf({ ...good, eventTime: 'paid' }), /neither a required date/)
  assert.throws(() => recordTypeOf({ ...good, surprise: 1 }), /not a record type/)
  const withoutCodes = good.fields.map(({ codes: __, ...field }) => field)
  assert.throws(() => recordTypeOf({ ...good, fields: withoutCodes }), /codes belong/)
})

test('a file is mapped by the layout that fits its header, and else by names, titles and synonyms', () => {
  const cumcm = listStandardSources().find((source) => source.id === 'cumcm2020c')!
  const invoice = standardRecordType('vat-invoice')
  const rest = ['发票号码', '开票日期', '金额', '税额', '价税合计', '发票状态']
  const bought = mapColumns(invoice, cumcm, ['企业代号', '销方单位代号', ...rest], 'in.csv')
  assert.deepEqual(bought.origins.direction, { constant: 'purchase' })
  assert.deepEqual(bought.origins.counterparty, { column: 1 })
  const sold = mapColumns(invoice, cumcm, ['企业代号', '购方单位代号', ...rest], 'out.csv')
  assert.deepEqual(sold.origins.direction, { constant: 'sale' })

  const tax = listStandardSources().find((source) => source.id === 'tax-bureau')!
  const mapped = mapColumns(
    standardRecordType('tax-payment'),
    tax,
    ['\uFEFF 社会信用代码', 'TAX_KIND', 'Period', '应纳税额', 'paid', 'known_at'],
    'f',
  )
  assert.deepEqual(mapped.origins.uscc, { column: 0 })
  assert.deepEqual(mapped.origins.paid_on, { absent: true })
  assert.equal(mapped.knownAtColumn, 5)
  const [code, where] = codeOf(() => mapColumns(invoice, tax, ['uscc', ...rest, '对方单位'], 'f'))
  assert.deepEqual([code, (where as { column: string }).column], ['missing-column', 'direction'])
})

test('the owner of the machine registers a study of its own numbers once; all else is reviewed', async () => {
  const database = await testDatabase()
  const run = <Result>(verb: Parameters<typeof runWork<never, Result>>[2]) =>
    runWork<never, Result>(database, operatorActor(), verb)
  const source: SourceData = {
    id: 'tax-study',
    zh: '税务研究',
    en: 'Tax study',
    organization: 'tax-bureau',
    identifierScheme: 'local',
    layouts: [
      {
        recordType: 'tax-payment',
        header: ['纳税人'],
        columns: { 纳税人: 'uscc' },
        constants: { tax_kind: 'surcharge' },
        ignored: ['备注'],
      },
    ],
  }
  const register = (given: SourceData) => run((work) => registerSource(work as never, given))
  await register(source)
  const { precedence, ...kept } = await run((work) => getSource(work as never, 'tax-study'))
  assert.equal(precedence, 100)
  assert.deepEqual(kept, { ...source, updateCycle: null, contact: null, channel: null })
  await register(source)
  await assert.rejects(register({ ...source, zh: '另一研究' }), { code: 'catalog-review-needed' })
  await assert.rejects(register({ ...source, id: 'second', identifierScheme: 'uscc' }), {
    code: 'catalog-review-needed',
  })
  await assert.rejects(
    register({
      ...source,
      id: 'third',
      layouts: [{ ...source.layouts[0]!, constants: { tax_kind: 'nothing' } }],
    }),
    { code: 'catalog-definition-faulty' },
  )
  await assert.rejects(
    run((work) => getSource(work as never, 'nobody')),
    { code: 'unknown-source' },
  )
  await database.close()
})
