import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { addMonths, month } from '../../foundation/month.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { standardRecordType } from '../../trust/catalog/index.ts'
import type { Format } from './delivery/table.ts'
import { type CityWish, type GeneratedCity, generateCity } from './generate-city.ts'
import type { CityManifest } from './manifest.ts'

const root = mkdtempSync(join(tmpdir(), 'sanxin-city-'))
after(() => rmSync(root, { recursive: true, force: true }))
const engine = await (await DuckDBInstance.create(':memory:')).connect()

const lastMonth = month('2026-09')
/** Three blocks, so that three workers have something to do. */
const plan = { enterprises: 520, seed: 'files', lastMonth, months: 2 }
const few = { enterprises: 60, months: 4, workers: 1 }
let folders = 0

function make(wish: Partial<CityWish> = {}): Promise<GeneratedCity> {
  const folder = join(root, String(folders++))
  return generateCity({ ...plan, folder, format: 'parquet', workers: 2, ...wish })
}

const whole = await make()

/** Every row of a record type as text, sorted, each value as the catalog's kind of field says it. */
async function rowsOf(of: GeneratedCity, recordType: string, format: Format): Promise<string[]> {
  const paths = of.manifest.files
    .filter((file) => file.recordType === recordType)
    .map(({ file }) => `'${join(of.folder, file)}'`)
  if (paths.length === 0) return []
  const encoding = format === 'gb18030' ? ", encoding = 'gb18030'" : ''
  const from =
    format === 'parquet'
      ? `read_parquet([${paths}])`
      : `read_csv([${paths}], all_varchar = true, header = true, quote = '"', delim = ','${encoding})`
  const described = await engine.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`)
  const said = described
    .getRows()
    .map(([name]) =>
      name === 'known_at'
        ? "strftime(timezone('UTC', known_at::TIMESTAMPTZ), '%Y-%m-%dT%H:%M')"
        : `coalesce("${name}"::VARCHAR, '')`,
    )
  const found = await engine.runAndReadAll(`SELECT concat_ws('|', ${said.join(', ')}) FROM ${from}`)
  return found
    .getRows()
    .map(([text]) => String(text))
    .sort()
}

/** The first rows that are not in both. */
function difference(left: readonly string[], right: readonly string[]): string[] {
  const [ours, theirs] = [new Set(left), new Set(right)]
  const only = [...left.filter((row) => !theirs.has(row)), ...right.filter((row) => !ours.has(row))]
  return left.length === right.length
    ? only.slice(0, 4)
    : [`${left.length} rows, not ${right.length}`, ...only.slice(0, 4)]
}

function recordTypesOf({ files }: CityManifest): string[] {
  return [...new Set(files.map(({ recordType }) => recordType))]
}

async function refusalOf(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => assert.fail('it was not refused'),
    (refused: unknown) => refused,
  )
  assert(error instanceof Refusal, String(error))
  return error.code
}

test('one, two and three workers write the same bytes; another seed writes others', async () => {
  for (const workers of [1, 3]) assert.equal((await make({ workers })).digest, whole.digest)
  assert.notEqual((await make({ ...few, seed: 'other' })).digest, (await make(few)).digest)
})

test('the manifest is of the bytes on the disk, and of all of them', () => {
  const { folder, manifest } = whole
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  assert.equal(all.length, manifest.files.length + 3)
  for (const { file, bytes, digest } of [...manifest.files, manifest.byHand!, manifest.readme]) {
    const content = readFileSync(join(folder, file))
    assert.equal(content.length, bytes)
    assert.equal(digest, `sha256:${createHash('sha256').update(content).digest('hex')}`)
  }
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')), manifest)
  assert.equal(
    whole.digest,
    `sha256:${createHash('sha256')
      .update(readFileSync(join(folder, 'manifest.json')))
      .digest('hex')}`,
  )
  const readme = readFileSync(join(folder, 'README.md'), 'utf8')
  for (const recordType of recordTypesOf(manifest)) assert.match(readme, new RegExp(`\`${recordType}\``))
  assert.match(readme, /CC0/)
})

test('every format holds the same rows', async () => {
  const parquet = await make(few)
  const csv = await make({ ...few, format: 'csv' })
  const gb18030 = await make({ ...few, format: 'gb18030' })
  let rows = 0
  for (const recordType of recordTypesOf(parquet.manifest)) {
    if (recordType === 'truth') continue
    const inParquet = await rowsOf(parquet, recordType, 'parquet')
    assert.deepEqual(difference(await rowsOf(csv, recordType, 'csv'), inParquet), [], recordType)
    const decoded = gb18030.manifest.files
      .filter((file) => file.recordType === recordType)
      .map(({ file }) => new TextDecoder('gb18030').decode(readFileSync(join(gb18030.folder, file))))
    const same = csv.manifest.files
      .filter((file) => file.recordType === recordType)
      .map(({ file }) => readFileSync(join(csv.folder, file), 'utf8'))
    assert(decoded.join() === same.join(), recordType)
    rows += inParquet.length
  }
  assert(rows > 10_000, `${rows} rows`)
})

test('the months, with what was known before them, are the whole city', async () => {
  const folder = join(root, 'by-month')
  const all = await make(few)
  const months = Array.from({ length: few.months }, (_, back) => addMonths(lastMonth, -back))
  const parts: GeneratedCity[] = []
  for (const known of ['before' as const, ...months]) parts.push(await make({ ...few, folder, known }))
  assert.deepEqual(readdirSync(folder).sort(), [...months, 'before'].sort())
  for (const recordType of recordTypesOf(all.manifest)) {
    const rows = (await Promise.all(parts.map((part) => rowsOf(part, recordType, 'parquet')))).flat().sort()
    assert.deepEqual(difference(rows, await rowsOf(all, recordType, 'parquet')), [], recordType)
  }
  const sum = parts.reduce((total, { manifest }) => total + manifest.rows, 0)
  assert.equal(sum, all.manifest.rows)
})

test('a month outside, and a folder that holds something, are refused and left alone', async () => {
  assert.equal(await refusalOf(make({ known: month('2020-01') })), 'city-month-outside')
  const folder = join(root, 'taken')
  mkdirSync(folder)
  writeFileSync(join(folder, 'mine.txt'), 'mine')
  assert.equal(await refusalOf(make({ folder })), 'city-folder-not-empty')
  assert.deepEqual(readdirSync(folder), ['mine.txt'])
  const file = join(root, 'file')
  writeFileSync(file, '')
  assert.equal(await refusalOf(make({ folder: join(file, 'within') })), 'city-folder-not-writable')
})

test('killed in the middle it leaves nothing that looks complete, and the next run is whole', async () => {
  const folder = join(root, 'killed')
  const script = `import { generateCity } from ${JSON.stringify(new URL('./generate-city.ts', import.meta.url).href)}
    const progress = () => process.stdout.write('.')
    await generateCity({ ...${JSON.stringify(plan)}, folder: ${JSON.stringify(folder)}, format: 'parquet', workers: 2, progress })`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'close')
  assert(!existsSync(folder))
  const left = join(root, `killed.incomplete-${child.pid}`)
  assert(existsSync(left) && !existsSync(join(left, 'manifest.json')))
  const again = await make({ folder })
  assert.equal(again.digest, whole.digest)
})

test('what a killed run left is taken away by the next, and what a running one writes is not', async () => {
  const folder = join(root, 'swept')
  const ended = spawn(process.execPath, ['--version'])
  await once(ended, 'close')
  const [left, running] = [ended.pid, process.ppid].map((id) => `${folder}.incomplete-${id}`)
  for (const path of [left!, running!]) mkdirSync(path)
  await make({ ...few, recordTypes: ['registration'], folder })
  assert(!existsSync(left!) && existsSync(running!))
})

test('a wish for some record types gives the same files of those', async () => {
  const some = await make({ recordTypes: ['registration', 'social-security'] })
  assert.deepEqual(recordTypesOf(some.manifest), ['registration', 'social-security'])
  for (const file of some.manifest.files)
    assert.deepEqual(
      whole.manifest.files.find((other) => other.file === file.file),
      file,
    )
})

test('the fields are those of the catalog, required ones are there, and codes are listed', async () => {
  const clean = await make({ ...few, clean: true })
  assert.deepEqual(clean.manifest.habits, [])
  for (const recordType of recordTypesOf(clean.manifest)) {
    if (recordType === 'truth') continue
    const paths = clean.manifest.files
      .filter((file) => file.recordType === recordType)
      .map(({ file }) => `'${join(clean.folder, file)}'`)
    const { fields } = standardRecordType(recordType)
    const from = `read_parquet([${paths}])`
    const names = (await engine.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`)).getRows()
    assert.deepEqual(
      names.map(([name]) => name),
      [...fields.map(({ name }) => name), 'known_at'],
    )
    for (const field of fields) {
      const codes = field.codes?.map(({ code }) => `'${code}'`)
      const wrong = [
        ...(field.required ? [`"${field.name}" IS NULL OR "${field.name}"::VARCHAR = ''`] : []),
        ...(codes ? [`"${field.name}" NOT IN (${codes})`] : []),
      ]
      if (wrong.length === 0) continue
      const found = await engine.runAndReadAll(`SELECT * FROM ${from} WHERE ${wrong.join(' OR ')} LIMIT 1`)
      assert.deepEqual(found.getRowsJson(), [], `${recordType}.${field.name}`)
    }
  }
})
