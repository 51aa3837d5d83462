import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { refusalTable } from '../../src/entrances/refusal-table.ts'
import { Refusal } from '../../src/foundation/refusal.ts'
import { receiveFile } from '../../src/information/ingestion/receive.ts'
import { madeWorkbook } from './files/made-workbook.ts'
import { madeZip } from './files/made-zip.ts'

const root = mkdtempSync(join(tmpdir(), 'sanxin-fuzz-'))
after(() => rmSync(root, { recursive: true, force: true }))
const codes = new Set(refusalTable.map(({ code }) => code))
const millisecondsMax = 20_000

interface Read {
  titles: string[]
  rows: string[][]
  faults: number
}

type Reader = (content: Buffer) => Promise<Read[]>

/** Reads, and leaves nothing outside the folder that it was given. */
const read: Reader = async (content) => {
  const folder = mkdtempSync(join(root, 'one-'))
  const work = join(folder, 'work')
  mkdirSync(work)
  const path = join(folder, 'delivered')
  writeFileSync(path, content)
  try {
    const started = performance.now()
    const files = await receiveFile({ name: 'f', path, encoding: 'auto' }, work, 0, new Set(['t0']))
    assert.ok(performance.now() - started < millisecondsMax)
    assert.deepEqual(readdirSync(folder).sort(), ['delivered', 'work'])
    assert.deepEqual(readFileSync(path), content)
    return files.map((file) => {
      const faults = file.faultsPath === undefined ? '' : readFileSync(file.faultsPath, 'utf8')
      const options = { relax_column_count: true, relax_quotes: true, bom: true, skip_empty_lines: true }
      const rows =
        file.header === undefined || !file.numberColumn
          ? []
          : (parse(readFileSync(file.path), { ...options, delimiter: file.header.delimiter }) as string[][])
      return { titles: file.header?.titles ?? [], rows: rows.slice(1), faults: faults.split('\n').length - 1 }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Either a catalogued refusal or tables whose rows have a number and one cell for each title. */
async function readOrRefuse(reader: Reader, content: Buffer): Promise<void> {
  try {
    for (const { titles, rows } of await reader(content))
      for (const row of rows) {
        assert.equal(row.length, titles.length + 1)
        assert.match(row[0]!, /^\d+$/)
      }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    assert.ok(codes.has(error.code), error.code)
  }
}

const table = [
  ['t0', 't1', '日期'],
  ['甲', '1', '2026-01-31'],
  ['乙,"', '2.50', '2026-02-01'],
  ['丙', '', ''],
]
const book = madeWorkbook([
  { name: '数据', rows: [['标题'], ...table, ['x', { number: '0.1' }, { number: '46053', style: 2 }]] },
])
const lines = table
  .slice(1)
  .map((row) => JSON.stringify(Object.fromEntries(row.map((cell, at) => [table[0]![at], cell]))))
const text = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
const parquet = await madeParquet()
const real: readonly Buffer[] = [
  book,
  Buffer.from(lines.join('\n')),
  Buffer.from(text),
  Buffer.from(`\uFEFF${text}`, 'utf16le'),
  parquet,
  ...[book, Buffer.from(text)].flatMap((content) => [
    gzipSync(content),
    madeZip([{ name: '甲.x', content }]),
  ]),
]

async function madeParquet(): Promise<Buffer> {
  const path = join(root, 'made.parquet')
  const engine = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  await engine.run(
    `COPY (SELECT 't' || i AS t0, i::DECIMAL(18, 2) AS t1, DATE '2026-01-01' + i::INTEGER AS d FROM range(50) t(i)) TO '${path}' (FORMAT parquet)`,
  )
  engine.closeSync()
  return readFileSync(path)
}

interface Change {
  at: number
  kind: 'flip' | 'cut' | 'repeat' | 'zero' | 'insert'
  bytes: Uint8Array
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('flip', 'cut', 'repeat', 'zero', 'insert'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
})

function changed(content: Buffer, changes: readonly Change[]): Buffer {
  let bytes = Buffer.from(content)
  for (const { at, kind, bytes: given } of changes) {
    const place = at % (bytes.length + 1)
    const [before, behind] = [bytes.subarray(0, place), bytes.subarray(place)]
    if (kind === 'flip' && place < bytes.length) bytes[place]! ^= given[0]! || 1
    else if (kind === 'cut') bytes = Buffer.concat([before, behind.subarray(given[0]!)])
    else if (kind === 'repeat') bytes = Buffer.concat([before, behind.subarray(0, given[0]!), behind])
    else if (kind === 'zero') bytes.fill(0, place, Math.min(bytes.length, place + given.length))
    else bytes = Buffer.concat([before, given, behind])
  }
  return bytes
}

test('arbitrary bytes are read or refused', async () => {
  const beginning = fc.constantFrom(...real.map((content) => content.subarray(0, 8)), Buffer.alloc(0))
  await fc.assert(
    fc.asyncProperty(beginning, fc.uint8Array({ maxLength: 2000 }), (start, rest) =>
      readOrRefuse(read, Buffer.concat([start, rest])),
    ),
  )
})

test('real files with a few bytes changed are read or refused', async () => {
  const file = fc.constantFrom(...real)
  await fc.assert(
    fc.asyncProperty(file, fc.array(change, { minLength: 1, maxLength: 4 }), (content, changes) =>
      readOrRefuse(read, changed(content, changes)),
    ),
  )
})

const cell = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter((value) => value.isWellFormed() && !/[\p{Cc}\uFFFD\uFEFF\uFFFE\uFFFF]/u.test(value))
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
  )

/** What stands in the generated table is what must be read: nothing lost, nothing added, in the order of the rows. */
async function sameTable(reader: Reader, rows: string[][]): Promise<void> {
  const titles = rows[0]!.map((_, at) => `t${at}`)
  const filled = rows.map((row, at) => ({ row, at })).filter(({ row }) => row.some((value) => value !== ''))
  const workbook = madeWorkbook([
    {
      name: 'a',
      rows: [['标题'], titles, ...rows.map((row) => row.map((value) => (value === '' ? null : value)))],
    },
  ])
  const [sheet] = await reader(workbook)
  assert.deepEqual(
    sheet!.rows,
    filled.map(({ row, at }) => [String(at + 3), ...row]),
  )
  const json = rows
    .map((row) => JSON.stringify(Object.fromEntries(row.map((value, at) => [titles[at], value]))))
    .join('\n')
  const [object] = await reader(Buffer.from(json))
  assert.deepEqual(
    object!.rows,
    rows.map((row, at) => [String(at + 1), ...row]),
  )
}

test('a table that is written down is read again, from a workbook and from JSON lines', async () => {
  await fc.assert(fc.asyncProperty(tables, (rows) => sameTable(read, rows)))
})

test('planted: a reader that loses a long row, or falls over a cut archive, is found', async () => {
  const lossy: Reader = async (content) =>
    (await read(content)).map((found) => ({
      ...found,
      rows: found.rows.filter((row) => row.join('').length < 20),
    }))
  const fragile: Reader = async (content) => {
    if (content[0] === 0x50 && content.indexOf('PK\x05\x06') !== content.length - 22)
      throw new TypeError('no end')
    return read(content)
  }
  const first = { endOnFailure: true, numRuns: 500 }
  const loses = await fc.check(
    fc.asyncProperty(tables, (rows) => sameTable(lossy, rows)),
    first,
  )
  const falls = await fc.check(
    fc.asyncProperty(
      fc.constantFrom(...real),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (content, changes) => readOrRefuse(fragile, changed(content, changes)),
    ),
  )
  assert.ok(loses.failed && falls.failed)
})
