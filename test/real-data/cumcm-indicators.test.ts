import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { definitions, type IndicatorTables, ownMonthVectors } from '../../src/credit/indicators/index.ts'
import { instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { findEnterprisesBySubject } from '../../src/information/enterprises/index.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

const shared = process.env.SANXIN_SHARED ?? join(import.meta.dirname, '../../../shared')
const folder = join(shared, 'data', 'cumcm2020c_invoices')
const skip = existsSync(folder) ? false : 'the CUMCM 2020 C invoices are not on this machine'
const files = ['labelled_input_invoices.csv.gz', 'labelled_output_invoices.csv.gz']

/**
 * Twelve months up to each firm's last invoice, by SQL over the delivered files themselves: no record type, lake or
 * kernel in between. A line that is repeated word for word is one invoice.
 */
const recomputed = `
  WITH line AS (
    SELECT DISTINCT 'purchase' AS direction, "企业代号" AS firm, "发票号码" AS number, "开票日期" AS day,
      "销方单位代号" AS party, "金额" AS amount, "发票状态" AS status FROM read_csv('${join(folder, files[0]!)}', all_varchar = true)
    UNION ALL
    SELECT DISTINCT 'sale', "企业代号", "发票号码", "开票日期", "购方单位代号", "金额", "发票状态"
    FROM read_csv('${join(folder, files[1]!)}', all_varchar = true)),
  invoice AS (
    SELECT direction, firm, party, round(amount::DECIMAL(18, 4) * 100)::BIGINT AS fen, status LIKE '%作废%' AS void,
      year(d) * 12 + month(d) AS m
    FROM (SELECT *, coalesce(try_strptime(day, '%Y/%m/%d'), try_strptime(day, '%Y-%m-%d'))::DATE AS d FROM line)),
  last AS (SELECT firm, max(m) AS t FROM invoice GROUP BY firm),
  year AS (SELECT * FROM invoice JOIN last USING (firm) WHERE m > t - 12),
  party AS (
    SELECT firm, greatest(sum(fen), 0) AS net FROM year WHERE NOT void AND direction = 'sale' GROUP BY firm, party),
  share AS (
    SELECT firm, sum((net / total) ** 2) AS hhi, max(net / total) AS top1
    FROM (SELECT firm, net, sum(net) OVER (PARTITION BY firm) AS total FROM party) WHERE total > 0 GROUP BY firm)
  SELECT firm,
    sum(fen) FILTER (NOT void AND direction = 'sale') AS sales,
    sum(fen) FILTER (NOT void AND direction = 'purchase') AS purchases,
    count(*) FILTER (NOT void AND direction = 'sale') AS sale_count,
    count(*) FILTER (void AND direction = 'sale') AS void_count,
    count(*) FILTER (NOT void AND direction = 'sale' AND fen < 0) AS red_count,
    count(DISTINCT party) FILTER (NOT void AND direction = 'sale') AS customers,
    count(DISTINCT m) FILTER (NOT void AND direction = 'sale') AS active,
    any_value(hhi) AS hhi, any_value(top1) AS top1
  FROM year LEFT JOIN share USING (firm) GROUP BY firm ORDER BY firm`

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null)

test('indicators of real firms as of their last month equal SQL over the delivered files', {
  skip,
}, async () => {
  const database = await testDatabase()
  try {
    for (const file of files)
      await ingestFiles(database, operatorActor(), {
        recordType: 'vat-invoice',
        source: 'cumcm2020c',
        files: [join(folder, file)],
        knownAt: instant('2020-03-31T00:00:00Z'),
      })
    const cohort = await ownMonthVectors(database, operatorActor())
    const engine = await (await DuckDBInstance.create(':memory:')).connect()
    const rows = (await engine.runAndReadAll(recomputed)).getRowObjects()
    assert.equal(cohort.enterprises.length, rows.length)
    const subjects = rows.map(({ firm }) => `cumcm2020c:${String(firm)}`)
    const enterprises = await runWork(database, operatorActor(), (work: UnitOfWork<IndicatorTables>) =>
      findEnterprisesBySubject(work, subjects),
    )
    let compared = 0
    for (const [index, row] of rows.entries()) {
      const place = cohort.enterprises.indexOf(enterprises.get(subjects[index]!)!)
      const number = (name: string) => Number(row[name] ?? 0)
      const expected: Record<string, number | null> = {
        'g.inv_out.sum_12': number('sales'),
        'g.inv_in.sum_12': number('purchases'),
        'g.inv_cnt.sum_12': number('sale_count'),
        'g.inv_cust.n_12': number('customers'),
        'g.inv_gap.active_m_12': number('active'),
        'g.inv_void.void_ratio_12': ratio(number('void_count'), number('void_count') + number('sale_count')),
        'g.inv_void.red_ratio_12': ratio(number('red_count'), number('sale_count')),
        'g.inv_margin.margin_12': ratio(number('sales') - number('purchases'), number('sales')),
        'g.inv_cust.hhi_12': row.hhi === null ? null : number('hhi'),
        'g.inv_cust.top1_12': row.top1 === null ? null : number('top1'),
      }
      for (const [id, wanted] of Object.entries(expected)) {
        const value = cohort.column(id)[place]!
        // A firm with under eight months of invoices has no yearly figure: the coverage rule, not an error.
        if (Number.isNaN(value) && (wanted === null || cohort.reasonColumn(id)[place] === 2)) continue
        const why = `${subjects[index]} ${id}: ${value} instead of ${wanted}`
        assert.ok(wanted !== null && Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)), why)
        compared++
      }
    }
    assert.ok(compared > 0.95 * rows.length * 10, `only ${compared} figures were compared`)
    const known = definitions.filter(({ id, sources }) => {
      const isInvoice = sources.length === 1 && sources[0] === 'vat-invoice'
      return isInvoice && cohort.column(id).filter((value) => !Number.isNaN(value)).length > rows.length / 2
    })
    assert.ok(known.length >= 40, `only ${known.length} invoice indicators have a value for most firms`)
  } finally {
    await database.close()
  }
})
