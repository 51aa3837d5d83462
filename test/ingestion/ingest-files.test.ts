import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../src/foundation/instant.ts'
import { listStandardRecordTypes, templateCsv } from '../../src/trust/catalog/index.ts'
import { codes, deliveries } from './deliveries.ts'

const { deliver, quarantineOf, read, run } = deliveries()
const header = 'uscc,tax_kind,period,payable,paid,paid_on'
const taxes = (...rows: string[]) => [header, ...rows].join('\n')
const now = () => instant(new Date())

test('the template of every record type is itself accepted', async () => {
  for (const recordType of listStandardRecordTypes()) {
    const result = await deliver({ recordType: recordType.id, files: [templateCsv(recordType)] })
    assert.deepEqual(
      [result.rowsRead, result.rowsPublished, result.quarantine],
      [1, 1, []],
      `${recordType.id}: ${JSON.stringify(await quarantineOf(result.batch))}`,
    )
  }
})

/** Each bad value with the field and the reason that it must get; the rest of the row is right. */
const badValues: [field: string, row: string, reason: string][] = [
  ['uscc', ',增值税,2026-01,1,1,', 'value-missing'],
  ['uscc', '91310115MA1H8R7C6D,增值税,2026-01,1,1,', 'identifier-check-digit'],
  ['uscc', '91350100M000100Y4Z,增值税,2026-01,1,1,', 'identifier-malformed'],
  ['uscc', '4403001922038216,增值税,2026-01,1,1,', 'identifier-malformed'],
  ['tax_kind', `${codes[0]},人头税,2026-01,1,1,`, 'code-unknown'],
  ['tax_kind', `${codes[0]},,2026-01,1,1,`, 'value-missing'],
  ['period', `${codes[0]},增值税,2026-13,1,1,`, 'month-invalid'],
  ['period', `${codes[0]},增值税,2026-01-15,1,1,`, 'month-invalid'],
  ['period', `${codes[0]},增值税,2999-01,1,1,`, 'month-invalid'],
  ['period', `${codes[0]},增值税,2199-01,1,1,`, 'event-future'],
  ['payable', `${codes[0]},增值税,2026-01,-1,1,`, 'value-below-minimum'],
  ['payable', `${codes[0]},增值税,2026-01,1e30,1,`, 'amount-invalid'],
  ['payable', `${codes[0]},增值税,2026-01,1.005,1,`, 'amount-invalid'],
  ['payable', `${codes[0]},增值税,2026-01,inf,1,`, 'amount-invalid'],
  ['payable', `${codes[0]},增值税,2026-01,1_000,1,`, 'amount-invalid'],
  ['payable', `${codes[0]},增值税,2026-01,90071992547409.92,1,`, 'value-above-maximum'],
  ['payable', `${codes[0]},增值税,2026-01,1${'0'.repeat(30)},1,`, 'value-above-maximum'],
  ['payable', `${codes[0]},增值税,2026-01,"1,23",1,`, 'amount-invalid'],
  ['paid', `${codes[0]},增值税,2026-01,1,,`, 'value-missing'],
  ['paid_on', `${codes[0]},增值税,2026-01,1,1,2026-02-30`, 'date-invalid'],
  ['paid_on', `${codes[0]},增值税,2026-01,1,1,20260230`, 'date-invalid'],
  ['paid_on', `${codes[0]},增值税,2026-01,1,1,46023`, 'date-invalid'],
  ['paid_on', `${codes[0]},增值税,2026-01,1,1,epoch`, 'date-invalid'],
  ['paid_on', `${codes[0]},增值税,2026-01,1,1,1899-12-31`, 'date-invalid'],
  ['paid_on', `${codes[0]},增值税,2026-01,1,1,01/31/2026`, 'date-invalid'],
]

test('each bad value sets its row aside with the field and the reason; the good row beside it is published', async () => {
  const good = `${codes[1]},增值税,2026-01,18250.40,18250.40,2026-02-12`
  const result = await deliver({
    recordType: 'tax-payment',
    files: [taxes(...badValues.map(([, row]) => row), good)],
  })
  assert.equal(result.rowsRead, badValues.length + 1)
  assert.equal(result.rowsPublished, 1)
  assert.equal(result.rowsQuarantined, badValues.length)
  const found = await quarantineOf(result.batch)
  assert.deepEqual(
    found.map(({ row, field, reason }) => [row, field, reason]),
    badValues.map(([field, , reason], place) => [place + 2, field, reason]),
  )
  const counts = new Map(result.quarantine.map(({ reason, rows }) => [reason, rows]))
  assert.equal(
    counts.get('amount-invalid'),
    badValues.filter(([, , reason]) => reason === 'amount-invalid').length,
  )
  assert.match(found.at(-1)!.raw!, /01\/31\/2026/)
})

test('values are read in every spelling that means one thing', async () => {
  const rows = [
    ` ${codes[2].toLowerCase()} , Value-Added Tax ,2026/1,"1,234.50",+0.5,2026/2/3`,
    `${codes[2]},企业所得税,202602,1234.500,.5,20260203`,
    `${codes[2]},附加税费,2026年3月,-0,90071992547409.91,2026年2月3日`,
    `${codes[2]},增值税,2026-04, 7 ,7.1,2026-02-03 00:00:00`,
    `${codes[2]},增值税,2026-05,７,7.1,`,
  ]
  const result = await deliver({ recordType: 'tax-payment', files: [taxes(...rows)] })
  // `.5` and full-width digits are not how an amount is written.
  assert.deepEqual(
    (await quarantineOf(result.batch)).map(({ row, field, reason }) => [row, field, reason]),
    [
      [3, 'paid', 'amount-invalid'],
      [6, 'payable', 'amount-invalid'],
    ],
  )
  const values = (await read('tax-payment', codes[2], now())).map((row) => row.values)
  assert.deepEqual(values, [
    { tax_kind: 'value-added', period: '2026-01', payable: 123450n, paid: 50n, paid_on: '2026-02-03' },
    { tax_kind: 'surcharge', period: '2026-03', payable: 0n, paid: 9007199254740991n, paid_on: '2026-02-03' },
    { tax_kind: 'value-added', period: '2026-04', payable: 700n, paid: 710n, paid_on: '2026-02-03' },
  ])
})

test('the same file again changes nothing, and a corrected row replaces one value and keeps the rest', async () => {
  const first = taxes(`${codes[3]},增值税,2026-01,100,100,`, `${codes[3]},增值税,2026-02,200,200,`)
  const published = await deliver({ recordType: 'tax-payment', files: [first] })
  assert.equal(published.rowsPublished, 2)
  const again = await deliver({ recordType: 'tax-payment', files: [first] })
  assert.deepEqual(
    [again.rowsRead, again.rowsPublished, again.rowsDuplicate, again.rowsCorrected],
    [2, 0, 2, 0],
  )

  const before = now()
  const second = taxes(`${codes[3]},增值税,2026-02,250,200,`, `${codes[3]},增值税,2026-01,100,100,`)
  const corrected = await deliver({ recordType: 'tax-payment', files: [second] })
  assert.deepEqual([corrected.rowsPublished, corrected.rowsDuplicate, corrected.rowsCorrected], [1, 1, 1])
  const payable = async (asOf = now()) =>
    (await read('tax-payment', codes[3], asOf)).map((row) => row.values.payable)
  assert.deepEqual(await payable(), [10000n, 25000n])
  assert.deepEqual(await payable(before), [10000n, 20000n])

  // The first file once more: its bytes are known, so it does not undo the correction.
  assert.equal((await deliver({ recordType: 'tax-payment', files: [first] })).rowsDuplicate, 2)
  assert.deepEqual(await payable(), [10000n, 25000n])
})

test('a key that comes twice in one file: the later row wins, a repeated row is a duplicate', async () => {
  const rows = ['100,100,', '100,100,', '120,100,'].map((rest) => `${codes[4]},增值税,2026-03,${rest}`)
  const result = await deliver({ recordType: 'tax-payment', files: [taxes(...rows)] })
  assert.deepEqual([result.rowsPublished, result.rowsDuplicate, result.rowsCorrected], [2, 1, 1])
  const [row, ...others] = await read('tax-payment', codes[4], now())
  assert.equal(others.length, 0)
  assert.equal(row!.values.payable, 12000n)
  assert.equal(row!.provenance.row, 4)
})

test('a withdrawn batch is gone from then on, and still there as of before', async () => {
  const { withdrawBatch } = await import('../../src/information/ingestion/index.ts')
  const file = taxes(`${codes[0]},增值税,2025-07,1,1,`)
  const { batch, publishedAt } = await deliver({ recordType: 'tax-payment', files: [file] })
  const before = instant(publishedAt)
  await run((work) => withdrawBatch(work, { batch, why: 'sent by mistake' }))
  const periods = async (asOf: ReturnType<typeof now>) =>
    (await read('tax-payment', codes[0], asOf)).map((row) => row.values.period)
  assert.ok((await periods(before)).includes('2025-07'))
  assert.ok(!(await periods(now())).includes('2025-07'))
  // Delivered again it is news again, although its bytes are known.
  assert.equal((await deliver({ recordType: 'tax-payment', files: [file] })).rowsPublished, 1)
  assert.ok((await periods(now())).includes('2025-07'))
})

test('history is known when its file says, or when the delivery lag says, and never after --known-at', async () => {
  const file = `uscc,direction,invoice_number,issued_on,counterparty,amount,tax,total,status,known_at
${codes[1]},sale,h1,2026-01-31,C1,1,0,1,valid,2026-03-01T08:00:00+08:00
${codes[1]},sale,h2,2026-01-31,C1,1,0,1,valid,
${codes[1]},sale,h3,2026-05-31,C1,1,0,1,valid,
${codes[1]},sale,h4,2026-01-31,C1,1,0,1,valid,2026-03-01 08:00:00
${codes[1]},sale,h5,2026-01-31,C1,1,0,1,valid,2999-03-01T08:00:00Z`
  const knownAt = '2026-05-31T12:00:00.000Z'
  const result = await deliver({ recordType: 'vat-invoice', files: [file], knownAt })
  assert.deepEqual(
    (await quarantineOf(result.batch)).map(({ row, reason }) => [row, reason]),
    [
      [5, 'instant-invalid'],
      [6, 'delivered-future'],
    ],
  )
  const rows = await read('vat-invoice', codes[1], now())
  const known = rows
    .filter((row) => String(row.values.invoice_number).startsWith('h'))
    .map((row) => [row.values.invoice_number, row.provenance.knownAt, row.provenance.reconstructed])
  assert.deepEqual(
    known,
    [
      ['h2', '2026-02-01T15:59:59.999Z', true],
      ['h1', '2026-03-01T00:00:00.000Z', false],
      ['h3', knownAt, true],
    ],
    // In the order in which it happened; of one day, in the order in which it became known.
  )
  const asOf = async (moment: string) => (await read('vat-invoice', codes[1], instant(moment))).length
  assert.equal(await asOf('2026-02-01T15:59:59.998Z'), 0)
  assert.equal(await asOf('2026-02-28T15:59:59.999Z'), 1)
  assert.equal(await asOf('2026-03-01T00:00:00.000Z'), 2)
  await assert.rejects(
    deliver({ recordType: 'vat-invoice', files: [file], knownAt: '2999-01-01T00:00:00Z' }),
    { code: 'known-at-future' },
  )
})

test('quarantined rows show no natural person', async () => {
  const file = `uscc,name,legal_representative,established_on,effective_on,status,industry,region
${codes[0]},某某公司,韦晓远,2019-05-20,2019-05-20,存续,制造业,450103
${codes[0]},某某公司,韦远,2019-05-20
`
  const result = await deliver({ recordType: 'registration', source: 'market-regulation', files: [file] })
  const [pattern, ragged] = await quarantineOf(result.batch)
  assert.equal(pattern!.reason, 'pattern-mismatch')
  assert.equal(pattern!.field, 'industry')
  assert.match(pattern!.raw!, /韦\*远/)
  assert.equal(ragged!.reason, 'columns-missing')
  assert.equal(ragged!.raw, null)
})

test('one enterprise spelled in two ways is one enterprise: its row is a duplicate, within a file and later', async () => {
  const spelled = (code: string) => `${code},附加税费,2024-03,5,5,`
  const lower = codes[2].toLowerCase()
  const together = await deliver({
    recordType: 'tax-payment',
    files: [taxes(spelled(lower), spelled(` ${codes[2]}`))],
  })
  assert.deepEqual([together.rowsPublished, together.rowsDuplicate], [1, 1])
  const later = await deliver({ recordType: 'tax-payment', files: [taxes(spelled(codes[2]))] })
  assert.deepEqual([later.rowsPublished, later.rowsDuplicate], [0, 1])
  const mixed = await deliver({
    recordType: 'tax-payment',
    files: [taxes(spelled(lower), spelled(codes[2]))],
  })
  assert.deepEqual([mixed.rowsPublished, mixed.rowsDuplicate], [0, 2])
})
