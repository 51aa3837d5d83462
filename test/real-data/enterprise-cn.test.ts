import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { runEnterpriseCn } from '../../src/demonstration/real-data/index.ts'
import { profileDelivered } from '../../src/demonstration/real-data/registry/delivered-profile.ts'
import { registryFiles } from '../../src/demonstration/real-data/registry/registry-folder.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import { usccCheckCharacter } from '../../src/information/enterprises/index.ts'
import { listStandardSources, mapColumns, standardRecordType } from '../../src/trust/catalog/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

const shared = process.env.SANXIN_SHARED ?? join(import.meta.dirname, '../../../shared')
const folder = join(shared, 'data', 'enterprise_cn')
const skip = existsSync(folder) ? false : 'the registry of ten provinces is not on this machine'

type Profile = Record<string, number>
const profileOf = (name: string): Profile =>
  (JSON.parse(readFileSync(join(folder, 'PROFILE.json'), 'utf8')) as Record<string, Profile>)[`open/${name}`]!

const recordType = standardRecordType('registry-entry')
const source = listStandardSources().find(({ id }) => id === 'enterprise-cn')!

/** The counts that the profile of the data has too, in its words. */
function inProfileWords(counts: Record<string, unknown>): Profile {
  const words: Record<string, string> = {
    rows: 'rows',
    usccValid: 'uscc_ok',
    usccWrongLength: 'uscc_len',
    usccIllegalCharacter: 'uscc_char',
    usccWrongCheckDigit: 'uscc_check',
    noCapital: 'no_capital',
    columnsWrong: 'badcols',
    garbled: 'mojibake_rows',
  }
  return Object.fromEntries(Object.entries(words).map(([ours, theirs]) => [theirs, Number(counts[ours])]))
}

function expectedOf(name: string): Profile {
  const profile = profileOf(name)
  return Object.fromEntries(Object.keys(inProfileWords({})).map((word) => [word, profile[word] ?? 0]))
}

test('the counts of every file as delivered are those of the profile of the data', { skip }, async () => {
  const files = registryFiles(folder)
  assert.equal(files.length, 10)
  let valid = 0
  for (const { name, path } of files) {
    const mapOf = (header: readonly string[]) => mapColumns(recordType, source, header, name)
    const delivered = await profileDelivered({ path, encoding: 'utf-8', delimiter: ',', mapOf })
    assert.deepEqual(inProfileWords({ ...delivered }), expectedOf(name), name)
    valid += delivered.usccValid
  }
  assert.equal(valid, 381_742)
})

/** Small provinces with every kind of dirt that the large ones have; all ten take minutes. */
const provinces = ['吉林', '宁夏', '甘肃', '西藏'].map((province) => `${province}.csv.gz`)

test('every row of the registry is published, quarantined or a duplicate, and why is said', {
  skip,
}, async () => {
  const database = await testDatabase()
  const own = await mkdtemp(join(tmpdir(), 'registry-'))
  try {
    for (const name of provinces) await copyFile(join(folder, name), join(own, name))
    const { json, text } = await runEnterpriseCn(database, operatorActor(), { folder: own })
    for (const file of json.files) {
      assert.deepEqual(inProfileWords({ ...file }), expectedOf(file.file), file.file)
      assert.equal(file.rows, file.published + file.quarantined + file.duplicate, file.file)
      assert.equal(
        file.quarantined,
        Object.values(file.reasons).reduce((sum, rows) => sum + rows, 0),
        file.file,
      )
      // What a batch set aside is what the profile calls wrong, but for what its check character proves right again.
      const wrong =
        file.usccWrongLength + file.usccIllegalCharacter + file.usccWrongCheckDigit + file.columnsWrong
      assert.equal(
        file.quarantined,
        wrong - file.repaired + (file.reasons['columns-shifted'] ?? 0),
        file.file,
      )
      const unread = (file.warnings['capital-unreadable'] ?? 0) + (file.warnings['capital-unit-missing'] ?? 0)
      const without = file.published - file.capitalParsed - unread
      assert.ok(
        Math.abs(without - file.noCapital) <= file.quarantined + file.duplicate,
        `capital of ${file.file}`,
      )
    }
    // Of all ten: 381,773 published, 399 set aside, 41 duplicate (see the record of the decision).
    assert.deepEqual([json.total.published, json.total.quarantined, json.total.duplicate], [38_466, 78, 4])
    assert.match(text.zh, /合计/)
    // The same files again change nothing, and are accounted for as before.
    const again = await runEnterpriseCn(database, operatorActor(), { folder: own })
    assert.deepEqual(again.json.files, json.files)
  } finally {
    await rm(own, { recursive: true, force: true })
    await database.close()
  }
})

interface Mutation {
  name: string
  /** Changes one row of cells, given its place. */
  row?: (cells: string[], place: number) => string[]
  /** The order of the columns. */
  order?: readonly number[]
  encoding?: 'gb18030'
}

const wide = (text: string) =>
  text.replace(/[0-9A-Z]/g, (char) => String.fromCodePoint(char.codePointAt(0)! + 0xfee0))
const at = (cells: string[], column: number, value: string) => cells.with(column, value)
const spellings = [
  '50万元整',
  '人民币５０万元',
  '1.2E3万元',
  '3千万元',
  'USD 20万',
  '1亿5000万元',
  '￥1,000.50',
]
const nothing = ['NULL', '无', '-', '', '\\N', '不详']
const days = ['2001/3/5', '20010305', '2001年3月5日', '2001.3.5', '2001-3-5']

/** What other provinces and years may look like: nothing here is a value that the pipeline was written against. */
const mutations: readonly Mutation[] = [
  { name: 'another order of columns', order: [9, 1, 7, 0, 2, 5, 3, 6, 4, 8] },
  { name: 'codes in lower case', row: (cells) => at(cells, 1, cells[1]!.toLowerCase()) },
  { name: 'codes in full width with blanks', row: (cells) => at(cells, 1, ` ${wide(cells[1]!)} `) },
  {
    name: 'other spellings of capital',
    row: (cells, place) => at(cells, 5, spellings[place % spellings.length]!),
  },
  { name: 'other words for nothing', row: (cells, place) => at(cells, 5, nothing[place % nothing.length]!) },
  { name: 'other spellings of dates', row: (cells, place) => at(cells, 2, days[place % days.length]!) },
  { name: 'another province', row: (cells) => at(at(cells, 7, '黑龙江'), 8, '哈尔滨') },
]

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A province that nobody has seen: names and people made up, codes with a right check character. */
function madeUpRows(count: number): string[][] {
  return Array.from({ length: count }, (_, place) => {
    const body = `91230102MA1${String(1_000_000 + place * 37).slice(-6)}`
    const code = body + usccCheckCharacter(body)!
    return [
      `哈尔滨市第${place}示例有限公司`,
      code,
      '1999-05-20',
      'N/A',
      `张某${place}`,
      '858(万元人民币)',
      '日用百货，五金',
      '黑龙江',
      '哈尔滨',
      '道里区1号',
    ]
  })
}

const header = [
  '企业名称',
  '统一社会信用代码',
  '注册日期',
  '企业类型',
  '法人代表',
  '注册资金',
  '经营范围',
  '所在省份',
  '地区',
  '注册地址',
]

function csvOf(rows: readonly string[][], { row, order }: Mutation): string {
  const all = [header, ...rows.map((cells, place) => (row ? row(cells, place) : cells))]
  return all
    .map((cells) => (order ? order.map((column) => cells[column]!) : cells).map(quoted).join(','))
    .join('\n')
}

test('files that nobody has seen, in other orders, spellings and words, lose no row', async () => {
  const database = await testDatabase()
  const own = await mkdtemp(join(tmpdir(), 'registry-'))
  const count = 300
  try {
    for (const [place, mutation] of mutations.entries()) {
      // Each file has enterprises of its own: a row that another file has too would be a duplicate.
      const rows = madeUpRows(count * (place + 1)).slice(-count)
      await writeFile(join(own, `${place}.csv.gz`), gzipSync(csvOf(rows, mutation)))
    }
    const { json } = await runEnterpriseCn(database, operatorActor(), { folder: own })
    for (const [place, { name }] of mutations.entries()) {
      const file = json.files[place]!
      assert.deepEqual([file.rows, file.published, file.quarantined], [count, count, 0], name)
      const capital = name === 'other words for nothing' ? 0 : count
      assert.deepEqual([file.capitalParsed, file.noCapital], [capital, count - capital], name)
      const rewritten = name.startsWith('codes in') ? count : 0
      assert.deepEqual([file.repaired, file.usccValid], [rewritten, count - rewritten], name)
    }
  } finally {
    await rm(own, { recursive: true, force: true })
    await database.close()
  }
})

test('each kind of dirt gets its own reason, and no other row pays for it', async () => {
  const database = await testDatabase()
  const own = await mkdtemp(join(tmpdir(), 'registry-'))
  const rows = madeUpRows(60)
  const plain = (cells: string[]) => cells.map(quoted).join(',')
  const dirt: readonly (readonly [string, (cells: string[]) => string])[] = [
    ['columns-surplus', (cells) => plain(cells).replace('858(', '2,000(')],
    ['columns-missing', (cells) => plain(cells.slice(0, 9))],
    ['text-garbled', (cells) => plain(at(cells, 0, '��ʵҵ���޹�˾'))],
    [
      'identifier-check-digit',
      (cells) => plain(at(cells, 1, cells[1]!.slice(0, 17) + (cells[1]!.endsWith('0') ? '1' : '0'))),
    ],
    ['identifier-malformed', (cells) => plain(at(cells, 1, '9123010271'))],
    ['identifier-old-number', (cells) => plain(at(cells, 1, '230102100055145'))],
    ['identifier-old-number', (cells) => plain(at(cells, 1, '2301021012389'))],
    ['value-missing', (cells) => plain(at(cells, 1, 'N/A'))],
    ['value-missing', (cells) => plain(at(cells, 0, 'NULL'))],
    ['date-invalid', (cells) => plain(at(cells, 2, '1999-02-30'))],
    ['columns-shifted', (cells) => plain(at(at(cells, 3, '50(万美元)'), 5, 'Louis Jean'))],
    ['quote-unclosed', (cells) => plain(cells).replace('日用百货', '"日用"百货')],
  ]
  try {
    const lines = rows.map((cells, place) => dirt[place]?.[1](cells) ?? plain(cells))
    await writeFile(join(own, '一.csv'), `${[header.join(','), ...lines].join('\r\n')}\r\n`)
    const { json, text } = await runEnterpriseCn(database, operatorActor(), { folder: own })
    const expected: Record<string, number> = {}
    for (const [reason] of dirt) expected[reason] = (expected[reason] ?? 0) + 1
    assert.deepEqual(json.files[0]!.reasons, expected)
    assert.deepEqual([json.total.rows, json.total.published], [60, 60 - dirt.length])
    // No name of a person is shown, wherever a broken row has it.
    for (const side of [text.zh, text.en]) assert.ok(!/张某|Louis/.test(side), side)
  } finally {
    await rm(own, { recursive: true, force: true })
    await database.close()
  }
})
