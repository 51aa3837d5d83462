import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { instant } from '../../src/foundation/instant.ts'
import { type Random, seededRandom } from '../../src/foundation/random.ts'
import { refine } from '../../src/information/ingestion/refine.ts'
import type { Refined, RefineManifest } from '../../src/information/ingestion/refine-manifest.ts'
import { recordTypeOf, type Source, standardRecordType } from '../../src/trust/catalog/index.ts'
import { codes } from './deliveries.ts'

const seed = process.env.SANXIN_SEED ?? String(Date.now())
const root = mkdtempSync(join(tmpdir(), 'sanxin-buckets-'))
after(() => rmSync(root, { recursive: true, force: true }))

const source = { id: 'tax-bureau', identifierScheme: 'uscc', layouts: [] } as unknown as Source
const huge = 1e12

function manifestFor(path: string, name: string, bucketBytes: number): RefineManifest {
  const folder = mkdtempSync(join(root, 'work-'))
  return {
    recordType: standardRecordType('tax-payment')!,
    source,
    files: [{ name, path, encoding: 'auto' }],
    now: instant('2026-11-22T00:00:00Z'),
    knownAt: null,
    lake: [],
    lists: {},
    folder,
    threads: 1,
    memoryBytes: 4e8,
    bucketBytes,
    checkpointBytes: bucketBytes,
    rowResults: true,
  }
}

/** What a row is made of, and what must become of it. */
interface Line {
  bytes: Buffer
  outcome: 'published' | 'corrected' | 'duplicate' | string
}

const taxInGb18030 = Buffer.from([0xd4, 0xf6, 0xd6, 0xb5, 0xcb, 0xb0])

/** Rows as bad and as odd as files have them; the same key comes again now and then. */
function randomLines(random: Random, rows: number, gb18030: boolean): Line[] {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const tax = gb18030 ? taxInGb18030 : Buffer.from('增值税')
  const last = new Map<string, string>()
  return Array.from({ length: rows }, (_, number): Line => {
    const code = pick(codes)
    const month = `20${10 + Math.floor(random() * 15)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}`
    const paid = String(Math.floor(random() * 4))
    const line = (...cells: (string | Uint8Array)[]): Buffer =>
      Buffer.concat(cells.flatMap((cell, place) => [Buffer.from(place > 0 ? ',' : ''), Buffer.from(cell)]))
    switch (number > 0 ? Math.floor(random() * 12) : 0) {
      case 1:
        return { bytes: line(code, tax, month), outcome: 'columns-missing' }
      case 2:
        return { bytes: line(code, tax, month, '1', '1', 'a', 'b'), outcome: 'columns-surplus' }
      case 3:
        return { bytes: line(code, tax, month, `"1"x`, '1'), outcome: 'quote-unclosed' }
      case 4:
        return { bytes: line(code, tax, month, 'many', '1'), outcome: 'amount-invalid' }
      case 5:
        return {
          bytes: line(`${code.slice(0, 17)}*`, tax, month, '1.00', pick(['1', '1.00'])),
          outcome: 'identifier-malformed',
        }
      default: {
        const spelled = pick([code, code.toLowerCase(), ` ${code}`, `"${code}"`, ` "${code}" `])
        const amount = pick([
          `${paid}.00`,
          `${paid}.00`,
          `${paid}`,
          `"${paid}"`,
          ` ${paid}.00`,
          `"${paid}.0"`,
        ])
        const key = `${code} ${month}`
        const before = last.get(key)
        last.set(key, paid)
        const outcome = before === undefined ? 'published' : before === paid ? 'duplicate' : 'corrected'
        return { bytes: line(spelled, tax, month, pick(['5.00', '5']), amount), outcome }
      }
    }
  })
}

function fileOf(random: Random, lines: readonly Line[]): Buffer {
  const ends = random() < 0.5 ? ['\n'] : ['\n', '\r\n', '\r', '\n\n']
  const parts: Uint8Array[] = [Buffer.from('uscc,tax_kind,period,payable,paid\n')]
  for (const { bytes } of lines) {
    parts.push(bytes, Buffer.from(ends[Math.floor(random() * ends.length)]!))
  }
  return Buffer.concat(parts)
}

/** Everything that a refined delivery says, in an order of its own. */
async function contentsOf(manifest: RefineManifest, refined: Refined) {
  const engine = await (await DuckDBInstance.create(':memory:')).connect()
  const lake = refined.lakeFiles.map(({ file }) => `'${join(manifest.folder, file)}'`)
  const rows = await engine.runAndReadAll(
    `SELECT * FROM read_parquet([${lake.join(', ')}]) ORDER BY hash8, subject, row`,
  )
  const bad = await engine.runAndReadAll(
    `SELECT * FROM '${join(manifest.folder, 'quarantine.parquet')}' ORDER BY row`,
  )
  const { lakeFiles, subjectFiles, ...said } = refined
  engine.closeSync()
  return { rows: rows.getRowsJson(), bad: bad.getRowsJson(), said }
}

test(`one bucket and many give the same, and each row becomes what it should (seed ${seed})`, async () => {
  const random = seededRandom(seed)
  for (const gb18030 of [false, true]) {
    const lines = randomLines(random, 400, gb18030)
    const path = join(root, `${gb18030}.csv`)
    writeFileSync(path, fileOf(random, lines))
    const whole = manifestFor(path, 'taxes.csv', huge)
    const one = await refine(whole, () => {})
    assert.equal(one.rowsRead, lines.length)
    const parts = manifestFor(path, 'taxes.csv', 2000)
    const many = await refine(parts, () => {})
    assert.ok(many.lakeFiles.length > 1)
    for (const [place, file] of many.lakeFiles.entries()) {
      if (place > 0) assert.ok(file.hashFrom > many.lakeFiles[place - 1]!.hashTo, 'they do not overlap')
    }
    const [expected, found] = [await contentsOf(whole, one), await contentsOf(parts, many)]
    assert.deepEqual(found, expected)

    const outcomes = one.rowResults!.map(({ row, outcome }) => [row, outcome])
    const known = new Set(['published', 'duplicate', 'corrected'])
    assert.deepEqual(
      outcomes,
      lines.map(({ outcome }, place) => [place + 2, known.has(outcome) ? outcome : 'quarantined']),
    )
    const reasons = expected.bad.map(([, row, , reason]) => [row, reason])
    assert.deepEqual(
      reasons,
      lines.flatMap(({ outcome }, place) => (known.has(outcome) ? [] : [[place + 2, outcome]])),
    )
  }
})

class Interrupted extends Error {}

test(`work that is broken off anywhere is gone on with and comes to the same (seed ${seed})`, async () => {
  const random = seededRandom(`${seed} broken off`)
  const path = join(root, 'broken-off.csv')
  writeFileSync(path, fileOf(random, randomLines(random, 60_000, false)))
  const whole = manifestFor(path, 'taxes.csv', 300_000)
  const expected = await contentsOf(whole, await refine(whole, () => {}))
  const parts = manifestFor(path, 'taxes.csv', 300_000)
  const buckets = () => readdirSync(parts.folder).filter((name) => /^done-\d+\.json$/.test(name)).length
  // While the rows are divided, after the first bucket, and before the last one is joined to the others.
  const breaks = [
    (stage: string) => stage === 'reading',
    (stage: string) => stage === 'reading' && readdirSync(parts.folder).includes('division.json'),
    (stage: string) => stage === 'publishing',
  ]
  for (const when of breaks) {
    const stop = ({ stage }: { stage: string }) => {
      if (when(stage)) throw new Interrupted()
    }
    await assert.rejects(refine(parts, stop), Interrupted)
  }
  const finished = buckets()
  assert.ok(finished > 1)
  rmSync(join(parts.folder, 'done-1.json'))
  let read = 0
  const again = await refine(parts, ({ stage }) => {
    if (stage === 'reading') read++
  })
  assert.equal(read, 0, 'what was divided is not divided again')
  assert.deepEqual(await contentsOf(parts, again), expected)
})

test('a quote that nobody closes costs its own row and no other', async () => {
  const row = (month: string) => `${codes[0]},增值税,2025-${month},1,1`
  const text = ['uscc,tax_kind,period,payable,paid', row('01'), `"${row('02')}`, row('03'), row('04')].join(
    '\n',
  )
  const path = join(root, 'unclosed.csv')
  writeFileSync(path, text)
  const manifest = manifestFor(path, 'unclosed.csv', huge)
  const refined = await refine(manifest, () => {})
  assert.deepEqual([refined.rowsRead, refined.rowsPublished], [4, 3])
  const { bad } = await contentsOf(manifest, refined)
  assert.deepEqual(bad, [['unclosed.csv', 3, null, 'quote-unclosed', null, `"${row('02')}`]])
})

test('a line of ten megabytes is one bad row in bounded memory', async () => {
  const row = (month: string) => `${codes[0]},增值税,2025-${month},1,1`
  const path = join(root, 'long.csv')
  writeFileSync(path, `uscc,tax_kind,period,payable,paid\n${row('01')}\n${'x'.repeat(1e7)}\n${row('02')}\n`)
  const refined = await refine(manifestFor(path, 'long.csv', huge), () => {})
  assert.deepEqual([refined.rowsRead, refined.rowsPublished], [3, 2])
})

test('a rule between fields sets its row aside or warns, and a code must be in its list', async () => {
  const { digest: _, ...data } = standardRecordType('tax-payment')!
  const compare = (left: string, sign: '>' | '=', right: object) => ({
    compare: [{ field: left }, sign, right] as [{ field: string }, typeof sign, { field: string }],
  })
  const recordType = recordTypeOf({
    ...data,
    fields: [
      ...data.fields,
      { name: 'region', zh: '地区', en: 'Region', type: 'text', required: false, list: 'regions' },
    ],
    rules: [
      {
        id: 'paid-above-payable',
        zh: '多缴',
        en: 'Overpaid',
        when: compare('paid', '>', { field: 'payable' }),
        severity: 'quarantine',
      },
      {
        id: 'nothing-payable',
        zh: '无应缴',
        en: 'Nothing payable',
        when: { all: [compare('payable', '=', { constant: '0' }), { not: { empty: 'paid_on' } }] },
        severity: 'warn',
      },
    ],
  })
  const row = (month: string, rest: string) => `${codes[0]},增值税,2025-${month},${rest}`
  const text = [
    'uscc,tax_kind,period,payable,paid,paid_on,region',
    row('01', '1,2,2025-02-01,450103'),
    row('02', '0,0,2025-02-01,450103'),
    row('03', '2,1,,'),
    row('04', '2,1,,999999'),
    row('05', '0,0,,450103'),
  ].join('\n')
  const path = join(root, 'rules.csv')
  writeFileSync(path, text)
  const manifest = { ...manifestFor(path, 'rules.csv', huge), recordType, lists: { regions: ['450103'] } }
  const refined = await refine(manifest, () => {})
  const { bad } = await contentsOf(manifest, refined)
  assert.deepEqual(
    bad.map(([, number, field, reason, value]) => [number, field, reason, value]),
    [
      [2, 'paid-above-payable', 'rule-broken', null],
      [5, 'region', 'code-not-listed', '999999'],
    ],
  )
  assert.deepEqual(refined.warnings, [{ reason: 'rule-broken', rows: 1 }])
  assert.equal(refined.rowsPublished, 3)
})
