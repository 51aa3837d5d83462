import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { capitalSql } from '../../src/information/ingestion/capital-text.ts'
import { resolveRegion, standardRecordType } from '../../src/trust/catalog/index.ts'
import { readCapital } from '../ingestion/read-capital.ts'

const shared = process.env.SANXIN_SHARED ?? join(import.meta.dirname, '../../../shared')
const folder = join(shared, 'data', 'enterprise_cn')
const skip = existsSync(folder) ? false : 'the registry of ten provinces is not on this machine'

const rowsSql = `read_csv('${folder}/*.csv.gz', header = true, all_varchar = true, quote = '"', ignore_errors = true)`

test('two readers of registered capital agree on every spelling of ten real registries', {
  skip,
}, async () => {
  const engine = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const currencies = standardRecordType('registry-entry').fields.find(
    ({ name }) => name === 'capital_currency',
  )!.codes!
  const { amount, currency } = capitalSql('x', currencies)
  const read = await engine.runAndReadAll(
    `SELECT x, rows, ${amount}, ${currency} FROM (SELECT "注册资金" AS x, count(*) AS rows FROM ${rowsSql}
      WHERE "注册资金" <> 'N/A' GROUP BY ALL)`,
  )
  let [rows, understood] = [0, 0]
  for (const [text, count, fen, position] of read.getRows()) {
    const expected = readCapital(text as string, currencies)
    const found =
      fen === null
        ? undefined
        : { amount: fen as bigint, currency: position === null ? null : currencies[Number(position)]!.code }
    assert.deepEqual(found, expected, JSON.stringify(text))
    rows += Number(count)
    if (found) understood += Number(count)
  }
  assert.ok(read.getRows().length > 26_000, `${read.getRows().length} spellings`)
  assert.ok(understood / rows > 0.99, `${understood} of ${rows} are understood`)
})

test('divisions in real codes are in force, of the past, or of no edition in the measured shares', {
  skip,
}, async () => {
  const engine = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const codes = await engine.runAndReadAll(
    `SELECT substr(x, 3, 6), count(DISTINCT x)::INTEGER FROM (SELECT "统一社会信用代码" AS x FROM ${rowsSql})
      WHERE regexp_full_match(x, '[0-9A-HJ-NPQRTUWXY]{18}') GROUP BY ALL`,
  )
  const shares = { current: 0, historic: 0, unknown: 0 }
  let [all, cities] = [0, 0]
  for (const [code, count] of codes.getRows() as [string, number][]) {
    const region = resolveRegion(code)
    shares[region.status] += count
    all += count
    if (region.status === 'unknown' && region.level === 'city') cities += count
    assert.ok(region.path.length > 0, code)
  }
  // The whole source, 1,103,390 codes of all provinces: 91.4, 5.1 and 3.5 percent.
  const percent = (count: number) => Math.round((1000 * count) / all) / 10
  assert.deepEqual(
    [percent(shares.current), percent(shares.historic), percent(shares.unknown), percent(cities)],
    [92, 5.4, 2.6, 2.2],
  )
})
