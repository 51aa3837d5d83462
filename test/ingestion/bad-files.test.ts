import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { instant } from '../../src/foundation/instant.ts'
import { Refusal } from '../../src/foundation/refusal.ts'
import { normalizedLines } from '../../src/information/ingestion/line-breaks.ts'
import { codes, deliveries, type TestDelivery } from './deliveries.ts'

const { deliver, quarantineOf, read, database, write } = deliveries()
const header = 'uscc,tax_kind,period,payable,paid'
const row = (month: string, paid = '1') => `${codes[0]},增值税,2025-${month},1,${paid}`
const deliverTaxes = (content: string | Buffer, options: Partial<TestDelivery> = {}) =>
  deliver({ recordType: 'tax-payment', files: [content], fileName: 'taxes.csv', ...options })

async function refusalOf(attempt: Promise<unknown>): Promise<Refusal> {
  const error = await attempt.then(
    () => assert.fail('it was taken in'),
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof Refusal, String(error))
  return error
}

test('an empty file and a header alone are deliveries of nothing', async () => {
  for (const content of ['', '\n', `${header}\n`, `\uFEFF${header}`]) {
    const result = await deliverTaxes(content)
    assert.deepEqual([result.rowsRead, result.rowsPublished, result.rowsQuarantined], [0, 0, 0])
  }
})

test('a wrong header is refused with the file, the column and what was expected', async () => {
  const unknown = await refusalOf(deliverTaxes(`${header},surprise\n`))
  assert.equal(unknown.code, 'unknown-column')
  assert.equal(unknown.where.file, 'taxes.csv')
  assert.equal(unknown.where.column, 'surprise')
  assert.deepEqual(unknown.where.expected, ['uscc', 'tax_kind', 'period', 'payable', 'paid', 'paid_on'])
  const missing = await refusalOf(deliverTaxes('uscc,tax_kind,period,payable\n'))
  assert.deepEqual([missing.code, missing.where.column], ['missing-column', 'paid'])
  const twice = await refusalOf(deliverTaxes(`${header},已缴税额\n`))
  assert.deepEqual([twice.code, twice.where.field], ['column-repeated', 'paid'])
})

test('files that are no table, or no longer whole, are refused by name', async () => {
  const zip = await refusalOf(deliverTaxes(Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3])))
  assert.deepEqual([zip.code, zip.where.file], ['file-truncated', 'taxes.csv'])
  const pdf = await refusalOf(deliverTaxes(Buffer.from('%PDF-1.7')))
  assert.deepEqual([pdf.code, pdf.where.file], ['file-not-text', 'taxes.csv'])
  const packed = gzipSync(
    `${header}\n${Array.from({ length: 5000 }, () => row('01', String(Math.random()).slice(0, 4))).join('\n')}`,
  )
  const cut = await refusalOf(deliverTaxes(packed.subarray(0, packed.length - 30)))
  assert.deepEqual([cut.code, cut.where.file], ['file-truncated', 'taxes.csv'])
  const flipped = Buffer.from(packed)
  flipped[flipped.length >> 1]! ^= 0xff
  assert.equal((await refusalOf(deliverTaxes(flipped))).code, 'file-truncated')
  const { ingestFiles } = await import('../../src/information/ingestion/index.ts')
  const { operatorActor } = await import('../../src/trust/organizations/index.ts')
  const absent = ingestFiles(await database(), operatorActor(), {
    recordType: 'tax-payment',
    source: 'tax-bureau',
    files: ['/nowhere/taxes.csv'],
  })
  assert.equal((await refusalOf(absent)).code, 'file-missing')
  assert.equal((await refusalOf(deliver({ recordType: 'no-such', files: [''] }))).code, 'unknown-record-type')
  assert.equal((await refusalOf(deliverTaxes('', { source: 'no-such' }))).code, 'unknown-source')
})

test('rows that do not fit the header are set aside with their number; the rows around them are published', async () => {
  const content = [
    header,
    row('01'),
    `${codes[0]},增值税,2025-02`,
    row('03'),
    `${row('04')},9,9`,
    '',
    row('05'),
    `"${codes[0]}"x,增值税,2025-06,1,1`,
    row('07', 'x'),
    `"${codes[0]}",增值税,2025-08,1,1`,
    `${codes[0]},增值税,2025-09,1`,
  ].join('\n')
  const result = await deliverTaxes(content)
  assert.equal(result.rowsRead, 9)
  assert.equal(result.rowsPublished, 4)
  // A blank line is no row: rows are counted as records, the header being the first.
  assert.deepEqual(
    (await quarantineOf(result.batch)).map((found) => [found.row, found.reason]),
    [
      [3, 'columns-missing'],
      [5, 'columns-surplus'],
      [7, 'quote-unclosed'],
      [8, 'amount-invalid'],
      [10, 'columns-missing'],
    ],
  )
  const rows = await read('tax-payment', codes[0], instant(new Date()))
  const published = rows.filter((found) => found.provenance.batch === result.batch)
  assert.deepEqual(
    published.map((found) => [found.values.period, found.provenance.row]),
    [
      ['2025-01', 2],
      ['2025-03', 4],
      ['2025-05', 6],
      ['2025-08', 9],
    ],
  )
})

test('mixed and foreign line breaks are read, quoted ones are kept', async () => {
  const content = `${header}\r\n${codes[1]},增值税,2025-01,1,1\r${codes[1]},增值税,2025-02,1,1\n\r\n${codes[1]},增值税,2025-03,1,1\r\n`
  assert.equal((await deliverTaxes(content)).rowsPublished, 3)
  const parts = ['a,"b\r\n\n', 'c"\r\n\r', '\nd,"e""\n"\r', 'f\n\n']
  const out: Buffer[] = []
  for await (const part of normalizedLines(
    (async function* () {
      for (const text of parts) yield Buffer.from(text)
    })(),
  ))
    out.push(part)
  assert.equal(Buffer.concat(out).toString(), 'a,"b\r\n\nc"\nd,"e""\n"\nf\n')
})

/** Text in GB18030, for which Node has a decoder and no encoder: every two-byte pair once, turned around. */
function gb18030(text: string): Buffer {
  const bytesOf = new Map<string, number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low))
      if (character.length === 1 && character !== '\uFFFD') bytesOf.set(character, [high, low])
    }
  }
  return Buffer.from([...text].flatMap((character) => bytesOf.get(character) ?? [character.charCodeAt(0)]))
}

test('GB18030 and UTF-16 are told from UTF-8, and bytes that are neither set their row aside', async () => {
  const text = `统一社会信用代码,税种,所属期,应纳税额,已缴税额\n${codes[2]},增值税,2025年1月,1,1\n`
  const chinese = await deliverTaxes(gb18030(text))
  assert.equal(chinese.files[0]!.encoding, 'gb18030')
  assert.equal(chinese.rowsPublished, 1)
  const broken = Buffer.concat([
    gb18030(text),
    Buffer.from(`${codes[2]},`),
    Buffer.from([0xff, 0xff]),
    Buffer.from(',2025-02,1,1\n'),
  ])
  const result = await deliverTaxes(broken)
  assert.deepEqual([result.rowsRead, result.rowsDuplicate, result.rowsQuarantined], [2, 1, 1])
  assert.equal((await quarantineOf(result.batch))[0]!.reason, 'bytes-invalid')

  const wide = await deliverTaxes(Buffer.from(`\uFEFF${text.replace('1月', '3月')}`, 'utf16le'))
  assert.deepEqual([wide.files[0]!.encoding, wide.rowsPublished], ['utf-16le', 1])

  // Beyond the beginning that decides the encoding, a bad byte costs its own row and no other.
  const late = Buffer.concat([
    Buffer.from(`${header}\n${row('10')}\n`.repeat(1)),
    padding(),
    Buffer.from(`${codes[0]},\xff,2025-11,1,1\n`, 'latin1'),
    Buffer.from(`${row('12')}\n`),
  ])
  const lateResult = await deliverTaxes(late)
  assert.equal(lateResult.files[0]!.encoding, 'utf-8')
  assert.deepEqual(lateResult.quarantine, [{ reason: 'bytes-invalid', rows: 1 }])

  assert.equal((await refusalOf(deliverTaxes(gb18030(text), { encoding: 'utf-8' }))).code, 'file-encoding')
})

/** More good rows than decide the encoding, each another key. */
function padding(): Buffer {
  const lines = Array.from({ length: 90_000 }, (_, number) => {
    const month = `${1990 + (number % 30)}-${String(1 + (number % 12)).padStart(2, '0')}`
    return `${codes[1 + (number % 4)]},增值税,${month},${number}.00,0`
  })
  return Buffer.from(`${lines.join('\n')}\n`)
}

test('a file that cannot be written to the end leaves no batch behind', async () => {
  const store = await database()
  const path = write(Buffer.concat([Buffer.from(`${header}\n`), padding()]), 'large.csv')
  const script = `
    import { connect } from '${new URL('../../src/foundation/database.ts', import.meta.url)}'
    import { ingestFiles } from '${new URL('../../src/information/ingestion/index.ts', import.meta.url)}'
    import { operatorActor } from '${new URL('../../src/trust/organizations/index.ts', import.meta.url)}'
    const [connection, dataFolder] = JSON.parse(process.env.STORE)
    const database = await connect({ connection, dataFolder, leave: async () => {} })
    const delivery = { recordType: 'tax-payment', source: 'bank-feedback', files: [process.env.FILE] }
    const said = await ingestFiles(database, operatorActor(), delivery).catch((error) => ({ code: error.code ?? error.message }))
    console.log(JSON.stringify(said))
    await database.close()`
  const run = (limit: string) =>
    spawnSync('bash', ['-c', `${limit} exec "$0" --input-type=module -e "$SCRIPT"`, process.execPath], {
      env: {
        ...process.env,
        SCRIPT: script,
        FILE: path,
        STORE: JSON.stringify([store.connection, store.dataFolder]),
      },
      encoding: 'utf8',
    })
  // 128 blocks of 1 KiB: the lake file of these rows is larger.
  const limited = run('ulimit -f 128;')
  assert.match(limited.stdout, /"code":"disk-full"/, limited.stderr)
  assert.ok(
    !existsSync(join(store.dataFolder, 'lake', 'tax-payment')) || lakeFiles(store.dataFolder) === committed,
  )
  assert.deepEqual(readdirSync(join(store.dataFolder, 'work')), [])
  const free = JSON.parse(run('').stdout) as { rowsRead: number; rowsPublished: number }
  assert.equal(free.rowsRead, 90_000)
  assert.ok(free.rowsPublished > 0)
  assert.equal(lakeFiles(store.dataFolder), committed + 1)
})

let committed = 0
test.beforeEach(async () => {
  committed = lakeFiles((await database()).dataFolder)
})

function lakeFiles(dataFolder: string): number {
  const folder = join(dataFolder, 'lake', 'tax-payment')
  return existsSync(folder) ? readdirSync(folder).length : 0
}
