import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { madeWorkbook } from '../../../test/ingestion/files/made-workbook.ts'
import { madeZip } from '../../../test/ingestion/files/made-zip.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { receiveFile } from './receive.ts'

const folder = mkdtempSync(join(tmpdir(), 'sanxin-receive-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const titles = new Set(['代码', '名称', '金额', '日期'])
let number = 0

async function receive(content: Buffer | string) {
  const work = join(folder, String(number++))
  mkdirSync(work)
  const path = join(work, 'delivered')
  writeFileSync(path, content)
  const files = await receiveFile({ name: 'file', path, encoding: 'auto' }, work, 0, titles)
  return files.map((file) => {
    const rows =
      file.header === undefined
        ? []
        : (parse(readFileSync(file.path), {
            bom: true,
            delimiter: file.header.delimiter,
            relax_column_count: true,
            relax_quotes: true,
          }) as string[][])
    const faults =
      file.faultsPath === undefined
        ? []
        : readFileSync(file.faultsPath, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
    return { ...file, rows: rows.slice(1), faults }
  })
}

async function refused(content: Buffer | string): Promise<string> {
  try {
    await receive(content)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'read'
}

const table = [
  ['91440300708461136T', '深圳“甲”公司,乙', '1234.50', '2026-01-31'],
  ['9144030071526726XG', '两行\n名称', '-0.10', '2025-12-01'],
]
const header = ['代码', '名称', '金额', '日期']
const csv = [header, ...table]
  .map((row) => row.map((cell) => (/[,\n]/.test(cell) ? `"${cell}"` : cell)).join(','))
  .join('\n')
const jsonLines = table
  .map((row) => JSON.stringify(Object.fromEntries(row.map((cell, at) => [header[at], cell]))))
  .join('\n')
const workbook = madeWorkbook([
  { name: '说明', rows: [['请按模板填写']] },
  {
    name: '数据',
    rows: [
      ['深圳市某局数据汇总表'],
      null,
      header,
      [
        table[0]![0]!,
        { inline: table[0]![1]! },
        { number: '1234.5', style: 5 },
        { number: '46053', style: 1 },
      ],
      null,
      [table[1]![0]!, table[1]![1]!, { number: '-0.10000000000000001' }, { number: '45992', style: 2 }],
    ],
  },
])

test('the same table comes out of every format, plain, in gzip and in zip', async () => {
  const plain: [string, Buffer][] = [
    ['utf-8', Buffer.from(csv)],
    ['utf-16le', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
    ['tabs', Buffer.from(csv.replaceAll(',', '\t').replaceAll('\t乙', ',乙'))],
    ['json lines', Buffer.from(jsonLines)],
    ['workbook', workbook],
  ]
  for (const [name, content] of plain) {
    for (const packed of [content, gzipSync(content), madeZip([{ name: '数据.x', content }])]) {
      const [file, ...others] = await receive(packed)
      assert.equal(others.length, 0)
      const rows = file!.rows.map((row) => (file!.numberColumn ? row.slice(1) : row))
      const same = rows.map(([code, title, amount, day]) => [code, title, Number(amount), day])
      assert.deepEqual(
        same,
        table.map(([code, title, amount, day]) => [code, title, Number(amount), day]),
        name,
      )
      assert.deepEqual(file!.faults, [], name)
    }
  }
})

test('rows of a sheet keep the numbers that a person sees; numbers lose their noise, errors are set aside', async () => {
  const [file] = await receive(workbook)
  assert.deepEqual(
    file!.rows.map(([row]) => row),
    ['4', '6'],
  )
  const cells = madeWorkbook([
    {
      name: 'a',
      rows: [
        ['代码', '名称', '金额', '日期'],
        [
          { number: '9.1440300708461133E17' },
          { boolean: true },
          { number: '0.30000000000000004' },
          { number: '46023', style: 3 },
        ],
        [
          { number: '123456789012345' },
          { formula: 'A1&"x"', value: '甲x' },
          { number: '1E+309' },
          { number: '46053.5', style: 4 },
        ],
        ['x', { error: '#N/A' }, { number: '1' }, { number: '60', style: 1 }],
        ['y', 'z', { number: '1e-7' }, { number: '59', style: 1 }, 'stray'],
        ['y', 'z', { number: '1e-7' }, { number: '60', style: 1 }],
      ],
    },
  ])
  const [made] = await receive(cells)
  assert.deepEqual(made!.rows, [
    ['2', '914403007084611000', 'TRUE', '0.3', '2026-01'],
    ['3', '123456789012345', '甲x', '1E+309', '2026-01-31 12:00:00'],
    ['6', 'y', 'z', '0.0000001', '1900-02-29'],
  ])
  assert.deepEqual(
    made!.faults.map(({ row, reason, title }) => [row, reason, title]),
    [
      [4, 'cell-error', '名称'],
      [5, 'columns-surplus', null],
    ],
  )
  const [from1904] = await receive(
    madeWorkbook(
      [{ name: 'a', rows: [header, ['x', 'y', { number: '1' }, { number: '44591', style: 1 }]] }],
      { since1904: true },
    ),
  )
  assert.equal(from1904!.rows[0]![4], '2026-01-31')
})

test('twelve sheets with one header are twelve tables; a zip has as many as it has files, named in GBK or UTF-8', async () => {
  const rows = [header, ['x', 'y', { number: '1' }, '2026-01-01']]
  const book = madeWorkbook([
    { name: '一月', rows },
    { name: '二月', rows },
    { name: '备注', rows: [['谢谢', '代码']] },
    { name: '藏', rows, hidden: true },
  ])
  assert.deepEqual(
    (await receive(book)).map(({ name }) => name),
    ['file/一月', 'file/二月'],
  )
  const zip = madeZip([
    { name: Buffer.from([0xc6, 0xf3, 0xd2, 0xb5, 0x2e, 0x63, 0x73, 0x76]), content: csv },
    { name: '../../../../etc/企业.csv', content: csv, utf8: true },
    { name: '__MACOSX/._x', content: 'x' },
    { name: 'dir/', content: '' },
    { name: 'C:\\x\\book.xlsx', content: workbook, method: 0 },
  ])
  assert.deepEqual(
    (await receive(zip)).map(({ name }) => name),
    ['file/企业.csv', 'file/企业.csv (2)', 'file/book.xlsx'],
  )
})

test('JSON lines: digits stay, objects within are joined by a point, what is no row is set aside with its line', async () => {
  const lines = [
    '{"代码":123456789012345678,"金额":1.10,"名称":{"全":"甲"}}',
    '',
    '{"代码":"x","金额":1e309,"日期":null,"名称":{"全":"\\u4e59"}}',
    '{"代码":["x"]}',
    '{"代码":"\\ud800"}',
    '{"代码":"a\\u0000"}',
    '[1]',
    '{"代码":',
    '{"代码":{"a":{"b":{"c":{"d":1}}}}}',
  ]
  const [file] = await receive(lines.join('\n'))
  assert.deepEqual(file!.header!.titles, ['代码', '金额', '名称.全', '日期'])
  assert.deepEqual(file!.rows, [
    ['1', '123456789012345678', '1.10', '甲', ''],
    ['3', 'x', '1e309', '乙', ''],
  ])
  assert.deepEqual(
    file!.faults.map(({ row, reason }) => [row, reason]),
    [
      [4, 'value-nested'],
      [5, 'bytes-invalid'],
      [6, 'bytes-invalid'],
      [7, 'json-invalid'],
      [8, 'json-invalid'],
      [9, 'value-nested'],
    ],
  )
})

test('Parquet: decimals, days and moments as exact text', async () => {
  const path = join(folder, 'made.parquet')
  const engine = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  await engine.run(`SET TimeZone = 'Asia/Shanghai'`)
  await engine.run(`COPY (SELECT '甲,"' AS 名称, 12345678901234567.10::DECIMAL(20, 2) AS 金额, DATE '2026-01-31' AS 日期,
    TIMESTAMPTZ '2026-01-31 08:00:00+08' AS known_at, TIMESTAMP '2026-01-31 00:00:00' AS t, 0.1::DOUBLE AS d, NULL::INTEGER AS n, true AS b)
    TO '${path}' (FORMAT parquet)`)
  const [file] = await receive(readFileSync(path))
  assert.deepEqual(file!.rows, [
    [
      '1',
      '甲,"',
      '12345678901234567.10',
      '2026-01-31',
      '2026-01-31T00:00:00.000000Z',
      '2026-01-31',
      '0.1',
      '',
      'true',
    ],
  ])
  await engine.run(`COPY (SELECT [1, 2] AS 名称) TO '${path}' (FORMAT parquet)`)
  assert.equal(await refused(readFileSync(path)), 'column-nested')
  assert.equal(await refused(readFileSync(path).subarray(0, 60)), 'file-truncated')
  engine.closeSync()
})

test('bytes that no encoding of the file explains set their rows aside, whichever encoding is the rarer', async () => {
  const chinese = Buffer.from([0xc6, 0xf3, 0xd2, 0xb5])
  const utf8 = Buffer.from('x,深圳市南山区某某公司,1,2026-01-01\n')
  const gb = Buffer.concat([Buffer.from('x,'), chinese, Buffer.from(',1,2026-01-01\n')])
  const head = Buffer.from('a,b,c,d\n')
  const [mostlyUtf8] = await receive(Buffer.concat([head, utf8, utf8, gb]))
  assert.equal(mostlyUtf8!.encoding, 'utf-8')
  const [mostlyGb] = await receive(Buffer.concat([head, gb, gb, gb, utf8]))
  assert.equal(mostlyGb!.encoding, 'gb18030')
  assert.deepEqual(
    mostlyGb!.rows.map((row) => row[1]!.includes('\uFFFD')),
    [false, false, false, true],
  )
  const [withNul] = await receive('a,b\nx,y\nx\0,y\n')
  assert.ok(withNul!.decoded)
  assert.equal(withNul!.rows[1]![0], 'x\uFFFD')
})

const bomb = Buffer.alloc(300e6)

test('what would hurt is refused by name, and at little cost', async () => {
  const cases: [string, Buffer | string][] = [
    ['unpacked-too-large', gzipSync(bomb)],
    ['unpacked-too-large', madeZip([{ name: 'a', content: bomb }])],
    ['file-truncated', madeZip([{ name: 'a', content: bomb, claimedBytes: 1000 }])],
    [
      'archive-suspicious',
      madeZip([
        { name: 'a', content: csv },
        { name: 'b', content: csv, offset: 0 },
      ]),
    ],
    ['archive-encrypted', madeZip([{ name: 'a', content: csv, encrypted: true }])],
    ['archive-nested', madeZip([{ name: 'a.zip', content: madeZip([{ name: 'a', content: csv }]) }])],
    ['archive-nested', gzipSync(gzipSync(csv))],
    ['archive-nested', gzipSync(madeZip([{ name: 'a', content: csv }]))],
    ['archive-empty', madeZip([])],
    [
      'archive-entries-too-many',
      madeZip(Array.from({ length: 1001 }, (_, at) => ({ name: `${at}`, content: '' }))),
    ],
    ['file-truncated', madeZip([{ name: 'a', content: csv }]).subarray(0, 100)],
    ['file-truncated', gzipSync(csv).subarray(0, 40)],
    ['file-old-excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['file-not-text', '%PDF-1.7'],
    ['json-not-lines', '[{"a":1}]'],
    ['json-not-lines', '{\n"a":1\n}'],
    ['columns-too-many', Array.from({ length: 1001 }, () => 'a').join(',')],
    ['columns-too-many', `${Array.from({ length: 100_000 }, () => 'a').join(',')}\n1`],
    ['columns-too-many', `{${Array.from({ length: 1_001 }, (_, at) => `"${at}":1`).join(',')}}`],
    ['line-too-long', `a${'x'.repeat(5e6)}`],
    [
      'archive-suspicious',
      madeWorkbook([{ name: 'a', rows: [header] }], {
        sharedStrings: '<!DOCTYPE sst [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
      }),
    ],
    [
      'archive-suspicious',
      madeWorkbook([{ name: 'a', rows: [header] }], {
        sharedStrings: '<!DOCTYPE sst SYSTEM "file:///etc/passwd"><sst/>',
      }),
    ],
    [
      'workbook-too-large',
      madeWorkbook([{ name: 'a', rows: [header] }], {
        sharedStrings: `<sst><si><t>${'x'.repeat(3e6)}</t></si></sst>`,
      }),
    ],
    [
      'file-truncated',
      madeWorkbook([{ name: 'a', rows: [header] }], {
        sharedStrings: '<sst><si><t>&undeclared;</t></si></sst>',
      }),
    ],
  ]
  for (const [code, content] of cases)
    assert.equal(await refused(content), code, String(content.slice(0, 60)))
  for (const work of readdirSync(folder)) assert.ok(!work.endsWith('.tmp'))
})
