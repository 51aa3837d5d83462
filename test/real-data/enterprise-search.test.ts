import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { type QueriedFirm, queryClasses } from '../../benchmarks/search/queries.ts'
import { seededRandom } from '../../src/foundation/random.ts'
import { documentOf } from '../../src/information/enterprise-search/document.ts'
import { openReader } from '../../src/information/enterprise-search/reader.ts'
import { openReadings } from '../../src/information/enterprise-search/reading.ts'
import { searchIndex } from '../../src/information/enterprise-search/search-index.ts'
import { buildSegment, uuidAt } from '../../src/information/enterprise-search/segment.ts'

const shared = process.env.SANXIN_SHARED ?? join(import.meta.dirname, '../../../shared')
const folder = join(shared, 'data', 'enterprise_cn')
const skip = existsSync(folder) ? false : 'the registry of ten provinces is not on this machine'

const among = 5
const queriesEach = 200

test('the names of ten real registries are found among the first five, however they are typed', {
  skip,
}, async (context: TestContext) => {
  const firms = await readFirms()
  assert.ok(firms.length > 50_000, `${firms.length} firms`)
  const readings = await openReadings()
  const documents = firms.map((firm) =>
    documentOf({
      ...firm,
      status: 'active',
      registeredCapitalFen: null,
      names: [{ name: firm.name, current: true }],
      identifiers: [],
    }),
  )
  const reader = openReader(buildSegment(documents, readings), readings)
  const random = seededRandom('real names')
  for (const { name, queryOf, isUnambiguous } of queryClasses(readings, firms)) {
    let [asked, found] = [0, 0]
    for (let tried = 0; asked < queriesEach && tried < 20_000; tried++) {
      const firm = firms[Math.floor(random() * firms.length)]!
      const query = queryOf(firm, random)
      if (query === undefined || !isUnambiguous(query, firm)) continue
      asked++
      const { hits } = searchIndex([reader], readings, query, among)
      if (hits.some((hit) => uuidAt(reader.segment.ids, hit.document) === firm.enterprise)) found++
    }
    if (asked === 0) continue
    context.diagnostic(`${name}: ${found} of ${asked} among the first ${among}`)
    assert.ok(found >= 0.85 * asked, `${name}: ${found} of ${asked}`)
  }
})

/** A part of the firms, the same each time: every fourth of each province. */
async function readFirms(): Promise<QueriedFirm[]> {
  const engine = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const read = await engine.runAndReadAll(
    `SELECT any_value("企业名称"), code FROM (
       SELECT "企业名称", upper(trim("统一社会信用代码")) AS code
       FROM read_csv('${folder}/*.csv.gz', header = true, all_varchar = true, quote = '"', ignore_errors = true))
     WHERE length(code) = 18 AND hash(code) % 4 = 0 AND length("企业名称") > 3 GROUP BY code ORDER BY code`,
  )
  return read.getRows().map(([name, uscc], at) => ({
    enterprise: `018f0000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    name: name as string,
    formerName: null,
    uscc: uscc as string,
    registrationNumber: null,
  }))
}
