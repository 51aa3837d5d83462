import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  type CityManifest,
  type CityRecordType,
  type Format,
  type GeneratedCity,
  generateCity,
} from '../../src/demonstration/sample-city/index.ts'
import type { Database } from '../../src/foundation/database.ts'
import { instant } from '../../src/foundation/instant.ts'
import { addMonths, month } from '../../src/foundation/month.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { BatchResult } from '../../src/information/ingestion/contract.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

const root = mkdtempSync(join(tmpdir(), 'sanxin-city-in-'))
const opened: Database[] = []
after(async () => {
  for (const database of opened) await database.close()
  rmSync(root, { recursive: true, force: true })
})

const plan = { enterprises: 90, seed: 'taken in', lastMonth: month('2026-09'), months: 14 }
let folders = 0

function make(wish: Partial<Parameters<typeof generateCity>[0]> = {}): Promise<GeneratedCity> {
  const folder = join(root, String(folders++))
  return generateCity({ ...plan, folder, format: 'csv', workers: 1, ...wish })
}

async function emptyStore(): Promise<Database> {
  const database = await testDatabase()
  opened.push(database)
  return database
}

/** Takes every file in by the ordinary path and says what became of each line of delivery. */
async function takeIn(
  database: Database,
  { manifest, folder }: GeneratedCity,
): Promise<Map<string, BatchResult>> {
  const results = new Map<string, BatchResult>()
  const delivered = manifest.files.filter(({ source }) => source !== null)
  for (const [line, files] of Map.groupBy(delivered, ({ recordType, source }) => `${recordType} ${source}`)) {
    const { recordType, source } = files[0]!
    const result = await ingestFiles(database, operatorActor(), {
      recordType,
      source: source!,
      files: files.map(({ file }) => join(folder, file)),
      knownAt: instant(new Date()),
    })
    const rows = files.reduce((sum, file) => sum + file.rows, 0)
    assert.equal(result.rowsRead, rows, line)
    results.set(line, result)
  }
  return results
}

function planted({ habits }: CityManifest, id: string): number {
  return habits.find((habit) => habit.id === id)!.rows
}

function sum(results: Map<string, BatchResult>, count: keyof BatchResult & `rows${string}`): number {
  return [...results.values()].reduce((total, result) => total + Number(result[count]), 0)
}

const counts = ({ rowsRead, rowsPublished, rowsQuarantined, rowsDuplicate, rowsCorrected }: BatchResult) => [
  rowsRead,
  rowsPublished,
  rowsQuarantined,
  rowsDuplicate,
  rowsCorrected,
]

const whole = await make()
const results = await takeIn(await emptyStore(), whole)

test('of a city as departments deliver it, only what was planted as unknown is set aside, and corrections are seen', () => {
  const { manifest } = whole
  assert.equal(
    sum(results, 'rowsRead'),
    manifest.rows -
      manifest.files.filter(({ source }) => source === null).reduce((rows, file) => rows + file.rows, 0),
  )
  for (const [line, result] of results) {
    assert.equal(result.held, undefined, line)
    assert.equal(result.rowsDuplicate, 0, line)
    if (result.recordType !== 'penalty') assert.deepEqual(result.quarantine, [], line)
  }
  const unknown = planted(manifest, 'new-penalty-kind')
  const penalties = [...results.values()].find(({ recordType }) => recordType === 'penalty')!
  assert.deepEqual(penalties.quarantine, unknown === 0 ? [] : [{ reason: 'code-unknown', rows: unknown }])
  const corrected = (recordType: CityRecordType) =>
    [...results.values()].find((result) => result.recordType === recordType)!.rowsCorrected
  assert(planted(manifest, 'corrected-statements') > 0)
  assert.equal(corrected('social-security'), planted(manifest, 'corrected-social-security'))
  // A correction that was not yet known at the end of the city corrects nothing.
  assert(corrected('financial-statement') <= planted(manifest, 'corrected-statements'))
  assert(corrected('financial-statement') > 0)
  assert(planted(manifest, 'tax-kinds-in-words') > 100, 'names of taxes are read as their codes')
})

test('a clean city has nothing to set aside', async () => {
  const recordTypes: CityRecordType[] = ['registration', 'penalty', 'social-security', 'tax-payment']
  const clean = await takeIn(await emptyStore(), await make({ clean: true, recordTypes }))
  assert.equal(sum(clean, 'rowsPublished'), sum(clean, 'rowsRead'))
  assert.equal(
    [...clean.values()].find(({ recordType }) => recordType === 'social-security')!.rowsCorrected,
    0,
  )
})

const someTypes: CityRecordType[] = [
  'registration',
  'change',
  'penalty',
  'tax-payment',
  'financial-statement',
  'social-security',
  'utility',
  'bank-transaction',
  'vat-invoice',
]

for (const format of ['parquet', 'gb18030'] satisfies Format[])
  test(`ingestion takes ${format} as it is, with the same outcome`, async () => {
    const taken = await takeIn(await emptyStore(), await make({ format, recordTypes: someTypes }))
    assert(taken.size >= someTypes.length)
    for (const [line, result] of taken) assert.deepEqual(counts(result), counts(results.get(line)!), line)
  })

test('delivered month by month it comes to the same', async () => {
  const folder = join(root, 'by-month')
  const short = { months: 5, recordTypes: ['social-security' as const] }
  const { lastMonth } = plan
  const months = Array.from({ length: short.months }, (_, at) => addMonths(lastMonth, at + 1 - short.months))
  const [monthly, atOnce] = [await emptyStore(), await emptyStore()]
  let published = 0
  for (const known of ['before' as const, ...months])
    published += sum(await takeIn(monthly, await make({ ...short, folder, known })), 'rowsPublished')
  assert.equal(published, sum(await takeIn(atOnce, await make(short)), 'rowsPublished'))
})
