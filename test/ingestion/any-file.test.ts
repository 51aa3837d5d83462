import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { instant } from '../../src/foundation/instant.ts'
import { unwatched } from '../../src/foundation/progress.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { createDelivery } from '../../src/information/ingestion/create-delivery.ts'
import {
  annotateQuarantine,
  type BatchResult,
  createBatch,
  createUpload,
  getBatch,
  type IngestionWork,
  ingestFiles,
  keepOriginal,
  purgeOriginals,
  roomForUploads,
  runDelivery,
  withdrawBatch,
} from '../../src/information/ingestion/index.ts'
import { lookInto } from '../../src/information/ingestion/look-into.ts'
import { placeInto } from '../../src/information/ingestion/work-folder.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes, deliveries } from './deliveries.ts'
import { type MadeCell, madeWorkbook } from './files/made-workbook.ts'
import { madeZip } from './files/made-zip.ts'

const { database, deliver, quarantineOf, read, run, write } = deliveries()
const titles = ['uscc', 'tax_kind', 'period', 'payable', 'paid', 'paid_on']
const rowsOf = (period: string) => [
  [codes[0], '增值税', period, '18250.40', '18250.40', '2026-02-12'],
  [codes[1], '企业所得税', period, '0.10', '0.10', '2026-02-13'],
  [codes[2], '增值税', period, '1e309', '1', '2026-02-13'],
  [codes[3], '增值税', period, '1', '1', '2026-02-30'],
  [codes[0], '增值税', period, '18250.40', '18250.40', '2026-02-12'],
]
const csv = (rows: string[][]) => [titles, ...rows].map((row) => row.join(',')).join('\n')
const now = () => instant(new Date())

function cellOf(cell: string, column: number): MadeCell {
  if (column === 3 || column === 4) return { number: cell, style: 5 }
  if (column !== 5 || cell === '2026-02-30') return cell
  return { number: String((Date.parse(cell) - Date.UTC(1899, 11, 30)) / 86_400_000), style: 2 }
}

test('every format, packed or not, in every encoding, gives the batch that the plain file gives', async () => {
  const forms: ((rows: string[][]) => Buffer)[] = [
    (rows) => Buffer.from(csv(rows)),
    (rows) => Buffer.from(`\uFEFF${csv(rows)}`, 'utf16le'),
    (rows) => Buffer.from(csv(rows).replaceAll('增值税', '\x00').replaceAll('企业所得税', '\x01'), 'latin1'),
    (rows) =>
      Buffer.from(
        rows
          .map((row) => JSON.stringify(Object.fromEntries(row.map((cell, at) => [titles[at], cell]))))
          .join('\n'),
      ),
    (rows) =>
      madeWorkbook([{ name: '税', rows: [['某市汇总'], titles, ...rows.map((row) => row.map(cellOf))] }]),
  ]
  // 增值税 and 企业所得税 in GB18030.
  const gb = { 0: 'd4f6d6b5cbb0', 1: 'c6f3d2b5cbf9b5c3cbb0' } as const
  const made = (form: number, rows: string[][]) => {
    const bytes = forms[form]!(rows)
    if (form !== 2) return bytes
    return Buffer.from(
      bytes
        .toString('hex')
        .replace(/(..)/g, (byte) => (byte === '00' ? gb[0] : byte === '01' ? gb[1] : byte)),
      'hex',
    )
  }
  let month = 1
  let first: BatchResult | undefined
  for (const form of forms.keys()) {
    for (const pack of [(x: Buffer) => x, gzipSync, (content: Buffer) => madeZip([{ name: 'x', content }])]) {
      const period = `20${10 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
      month++
      const result = await deliver({ recordType: 'tax-payment', files: [pack(made(form, rowsOf(period)))] })
      first ??= result
      const counts = ({
        rowsRead,
        rowsPublished,
        rowsQuarantined,
        rowsDuplicate,
        quarantine,
      }: BatchResult) => ({ rowsRead, rowsPublished, rowsQuarantined, rowsDuplicate, quarantine })
      assert.deepEqual(counts(result), counts(first), `form ${form}`)
      const bad = await quarantineOf(result.batch)
      assert.deepEqual(
        bad.map(({ field, reason, value }) => [field, reason, value]),
        [
          ['payable', 'amount-invalid', '1e309'],
          ['paid_on', 'date-invalid', '2026-02-30'],
        ],
      )
      const shift = form === 4 ? 1 : form === 3 ? -1 : 0
      assert.deepEqual(
        bad.map(({ row }) => row),
        [4 + shift, 5 + shift],
      )
    }
  }
  const known = await read('tax-payment', codes[0], now())
  assert.equal(known.length, 15)
  assert.deepEqual(new Set(known.map(({ values }) => String(values.payable))), new Set(['1825040']))
})

test('a zip with several files is one batch; a zip of attacks changes nothing', async () => {
  const zip = madeZip([
    { name: '一.csv', content: csv(rowsOf('2012-01')), utf8: true },
    { name: '二.csv', content: csv(rowsOf('2012-02')), utf8: true },
  ])
  const result = await deliver({ recordType: 'tax-payment', files: [zip], fileName: 'both.zip' })
  assert.deepEqual(
    result.files.map(({ name, rows }) => [name, rows]),
    [
      ['both.zip/一.csv', 5],
      ['both.zip/二.csv', 5],
    ],
  )
  assert.equal(result.rowsPublished, 4)
  const again = await deliver({ recordType: 'tax-payment', files: [zip], fileName: 'renamed.zip' })
  assert.equal(again.rowsDuplicate, 6)
  assert.deepEqual(
    again.files.map(({ name }) => name),
    ['renamed.zip/一.csv', 'renamed.zip/二.csv'],
  )
})

test('what came in is kept once by its digest, and goes when its retention ends', async () => {
  const store = await database()
  const content = csv(rowsOf('2013-01'))
  const first = await deliver({ recordType: 'tax-payment', files: [content] })
  await deliver({ recordType: 'tax-payment', files: [content] })
  const hex = first.files[0]!.digest.replace('sha256:', '')
  const path = join(store.dataFolder, 'originals', hex.slice(0, 2), hex)
  assert.equal(readFileSync(path, 'utf8'), content)
  assert.deepEqual(readdirSync(join(store.dataFolder, 'originals', 'incoming')), [])
  assert.equal((await purgeOriginals(store, operatorActor())).files, 0)
  assert.ok(existsSync(path))
  const sentLongAgo = join(store.dataFolder, 'sent')
  writeFileSync(sentLongAgo, 'sent, and never delivered')
  const kept = await keepOriginal(store.dataFolder, sentLongAgo)
  const actor = operatorActor()
  const longAgo = { now: instant('2020-01-01T00:00:00Z') }
  await runWork(store, actor, (work: IngestionWork) => createUpload(work, { name: 'x', kept }), longAgo)
  assert.deepEqual(await purgeOriginals(store, actor), { files: 1, bytes: 25, strays: 0 })
  assert.ok(!existsSync(kept.path) && existsSync(path))
  // The same file later is kept again.
  const again = await keepOriginal(store.dataFolder, sentLongAgo)
  await runWork(store, actor, (work: IngestionWork) => createUpload(work, { name: 'x', kept: again }))
  assert.equal((await purgeOriginals(store, actor)).files, 0)
  assert.ok(existsSync(kept.path))
})

test('corrected rows go in again and replace just those that were set aside', async () => {
  const store = await database()
  const bad = await deliver({
    recordType: 'tax-payment',
    files: [csv([...rowsOf('2014-01'), ['=cmd|x', '增值税', '2014-01', '-5', '1', '']])],
  })
  assert.equal(bad.rowsQuarantined, 3)
  const made = await run((work) => annotateQuarantine(work, { batch: bad.batch }))
  const annotated = await text(made.content)
  assert.deepEqual(readdirSync(join(store.dataFolder, 'looks')), [])
  const lines = annotated.trim().split('\r\n')
  assert.equal(lines.length, 4)
  assert.match(lines[1]!, /^0-4,不是金额/)
  assert.match(lines[3]!, /,'=cmd\|x,增值税,2014-01,-5,1,$/)
  const corrected = annotated
    .replaceAll('1e309', '7.50')
    .replace('2026-02-30,待', '')
    .replaceAll('2026-02-30', '2026-02-28')
  const fixes = await ingestFiles(store, operatorActor(), {
    recordType: 'tax-payment',
    source: 'tax-bureau',
    files: [write(corrected)],
    replaces: bad.batch,
  })
  assert.deepEqual([fixes.rowsRead, fixes.rowsPublished, fixes.rowsQuarantined], [3, 2, 1])
  const [still] = await quarantineOf(fixes.batch)
  assert.equal(still!.value, '-5')
  assert.match(still!.raw!, /,=cmd\|x,/)
  const after = await run((work) => getBatch(work, { batch: bad.batch }))
  assert.deepEqual([after.rowsQuarantined, after.rowsFixed], [3, 2])
  assert.deepEqual(
    (await quarantineOf(bad.batch)).map(({ fixed }) => fixed),
    [true, true, false],
  )
  const open = await run((work) => annotateQuarantine(work, { batch: bad.batch }))
  assert.equal((await text(open.content)).trim().split('\r\n').length, 2)
})

test('a batch that is withdrawn takes nothing with it that a later delivery had said as well', async () => {
  const rows = rowsOf('2015-01').slice(0, 2)
  const first = await deliver({ recordType: 'tax-payment', files: [csv(rows)] })
  const more = [codes[4], '增值税', '2015-01', '3', '3', '2026-02-12']
  const later = await deliver({ recordType: 'tax-payment', files: [csv([rows[0]!, more])] })
  assert.deepEqual([later.rowsPublished, later.rowsDuplicate], [1, 1])
  const before = now()
  const { reread } = await run((work) => withdrawBatch(work, { batch: first.batch, why: 'test' }))
  assert.equal(reread.length, 1)
  const said = async (code: string, asOf = now()) =>
    (await read('tax-payment', code, asOf)).filter(({ values }) => values.period === '2015-01').length
  assert.equal(await said(codes[0], before), 1)
  assert.equal(await said(codes[0]), 1)
  assert.equal(await said(codes[1]), 0)
  assert.equal(await said(codes[4]), 1)
  // The later delivery was a mistake as well: what was read again of it goes with it, and does not come back.
  await run((work) => withdrawBatch(work, { batch: later.batch, why: 'test' }))
  assert.deepEqual([await said(codes[0]), await said(codes[4])], [0, 0])
})

test('a delivery that came first and was published later keeps its rows when the other is withdrawn', async () => {
  const store = await database()
  const kept = await keepOriginal(store.dataFolder, write(csv(rowsOf('2015-02').slice(0, 1))))
  const { upload } = await run((work) => createUpload(work, { name: 'x.csv', kept }))
  const line = { recordType: 'tax-payment', source: 'tax-bureau' }
  const { delivery } = await run((work) => createDelivery(work, { ...line, uploads: [upload] }))
  const between = await deliver({ recordType: 'tax-payment', files: [csv(rowsOf('2015-02').slice(0, 2))] })
  const late = await runDelivery(store, { payload: { delivery }, progress: unwatched })
  assert.equal(late.rowsDuplicate, 1)
  await run((work) => withdrawBatch(work, { batch: between.batch, why: 'test' }))
  const said = async (code: string) =>
    (await read('tax-payment', code, now())).filter(({ values }) => values.period === '2015-02').length
  assert.deepEqual([await said(codes[0]), await said(codes[1])], [1, 0])
})

test('a batch is known since its transaction ended, however long that took', async () => {
  const begun = instant(new Date(Date.now() - 60_000))
  const upload = {
    ...{ recordType: 'tax-payment', source: 'tax-bureau', fileName: 'slow.csv' },
    content: csv(rowsOf('2015-03').slice(0, 1)),
  }
  await runWork(await database(), operatorActor(), (work: IngestionWork) => createBatch(work, upload), {
    now: begun,
  })
  const asOf = async (moment: ReturnType<typeof now>) =>
    (await read('tax-payment', codes[0], moment)).filter(({ values }) => values.period === '2015-03').length
  assert.deepEqual([await asOf(instant(new Date(Date.now() - 30_000))), await asOf(now())], [0, 1])
})

test('bytes that a purge took while they came again are asked for once more', async () => {
  const store = await database()
  const kept = await keepOriginal(store.dataFolder, write('came again'))
  rmSync(kept.path)
  await assert.rejects(
    run((work) => createUpload(work, { name: 'x', kept })),
    { code: 'upload-cut-short' },
  )
  const gone = await keepOriginal(store.dataFolder, write('gone for good'))
  const { upload } = await run((work) => createUpload(work, { name: 'x', kept: gone }))
  rmSync(gone.path)
  const order = { recordType: 'tax-payment', source: 'tax-bureau', uploads: [upload] }
  await assert.rejects(
    run((work) => createDelivery(work, order)),
    { code: 'original-gone' },
  )
})

test('an organization leaves only so much lying about that it does not deliver', async () => {
  const store = await database()
  const bureau = { ...operatorActor(), kind: 'user', organization: 'tax-bureau' } as const
  const room = (actor = operatorActor()) =>
    runWork(store, actor, (work: IngestionWork) => roomForUploads(work))
  const kept = { ...(await keepOriginal(store.dataFolder, write('large'))), bytes: 39_000_000_000 }
  await runWork(store, bureau, (work: IngestionWork) => createUpload(work, { name: 'x', kept }))
  assert.equal(await room(bureau), 1_000_000_000)
  const more = { ...(await keepOriginal(store.dataFolder, write('larger'))), bytes: 1_000_000_000 }
  await runWork(store, bureau, (work: IngestionWork) => createUpload(work, { name: 'y', kept: more }))
  await assert.rejects(room(bureau), { code: 'uploads-waiting' })
  assert.ok((await room()) > 1e9, 'what others left is not counted')
})

test('what an attempt left in the place of a file is replaced by the next', async () => {
  const place = join((await database()).dataFolder, 'placed', 'batch.parquet')
  for (const content of ['of an attempt that was killed', 'of the next']) {
    await placeInto(write(content), place)
    assert.equal(readFileSync(place, 'utf8'), content)
  }
})

test('more looks into files at once than there is room for are asked to wait', async () => {
  const { dataFolder } = await database()
  const files = [{ name: 'a.csv', path: write(csv(rowsOf('2015-04'))), encoding: 'auto' as const }]
  const look = () => lookInto(dataFolder, { task: 'preview', files, knownTitles: titles, rowsMax: 2 })
  const all = await Promise.allSettled([1, 2, 3, 4, 5].map(look))
  const codesOf = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  assert.deepEqual(codesOf, ['store-busy', 'store-busy'])
  assert.equal((await look()).tables[0]!.rows.length, 2)
})

test('a mapping that a person gives reads a file whose titles nobody knew', async () => {
  const store = await database()
  const content = [
    '代号,税,所属,应,实,备注',
    ...rowsOf('2016-01')
      .slice(0, 2)
      .map((row) => [...row.slice(0, 5), 'x'].join(',')),
  ].join('\n')
  const path = write('')
  writeFileSync(path, content)
  const mapping = { 代号: 'uscc', 税: 'tax_kind', 所属: 'period', 应: 'payable', 实: 'paid', 备注: null }
  const result = await ingestFiles(store, operatorActor(), {
    recordType: 'tax-payment',
    source: 'tax-bureau',
    files: [path],
    mapping,
  })
  assert.equal(result.rowsPublished, 2)
})
