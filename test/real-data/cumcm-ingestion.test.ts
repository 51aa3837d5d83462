import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import type { EnterpriseTables } from '../../src/information/enterprises/index.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import { type RecordsTables, scanColumns } from '../../src/information/records/index.ts'
import type { CatalogTables } from '../../src/trust/catalog/index.ts'
import { authorizeProcessing, type ConsentTables } from '../../src/trust/consent/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

const shared = process.env.SANXIN_SHARED ?? join(import.meta.dirname, '../../../shared')
const folder = join(shared, 'data', 'cumcm2020c_invoices')
const skip = existsSync(folder) ? false : 'the CUMCM 2020 C invoices are not on this machine'

type Work = UnitOfWork<RecordsTables & EnterpriseTables & CatalogTables & ConsentTables>

/**
 * 767,603 real invoices of 285 firms. A repeated line is a block exported twice, counted here by `sort | uniq`;
 * the same number with another counterparty or another day is another invoice.
 */
const files = [
  { name: 'labelled_input_invoices.csv.gz', rows: 166_676, repeated: 803 },
  { name: 'labelled_output_invoices.csv.gz', rows: 125_244, repeated: 4_098 },
  { name: 'unlabelled_input_invoices.csv.gz', rows: 252_733, repeated: 4_681 },
  { name: 'unlabelled_output_invoices.csv.gz', rows: 222_950, repeated: 1_745 },
]

test('every row of 767,603 real invoices is accounted for, void and red-letter ones among them', {
  skip,
}, async () => {
  const database = await testDatabase()
  try {
    const knownAt = instant('2020-03-31T00:00:00Z')
    for (const file of files) {
      const result = await ingestFiles(database, operatorActor(), {
        recordType: 'vat-invoice',
        source: 'cumcm2020c',
        files: [join(folder, file.name)],
        knownAt,
      })
      assert.equal(result.rowsRead, file.rows, file.name)
      assert.deepEqual(result.quarantine, [], file.name)
      assert.equal(result.rowsDuplicate, file.repeated, file.name)
      assert.equal(result.rowsPublished, file.rows - file.repeated, file.name)
    }
    const outcomes = await ingestFiles(database, operatorActor(), {
      recordType: 'credit-outcome',
      source: 'cumcm2020c',
      files: ['labelled_enterprises.csv', 'unlabelled_enterprises.csv'].map((name) => join(folder, name)),
      knownAt,
    })
    assert.deepEqual([outcomes.rowsPublished, outcomes.rowsQuarantined], [285, 0])

    const seen = await runWork(database, operatorActor(), async (work: Work) => {
      const authorization = await authorizeProcessing(work, { fieldGroups: ['invoices'] })
      const counts = { rows: 0, subjects: 0, void: 0, negative: 0, sales: 0 }
      const columns = ['direction', 'amount', 'status']
      for await (const chunk of scanColumns(work, authorization, {
        recordType: 'vat-invoice',
        columns,
        asOf: knownAt,
      })) {
        counts.rows += chunk.rows
        counts.subjects += chunk.subjects.length
        for (let row = 0; row < chunk.rows; row++) {
          if (chunk.columns.status![row] === 1) counts.void++
          if (chunk.columns.amount![row]! < 0) counts.negative++
          if (chunk.columns.direction![row] === 0) counts.sales++
        }
      }
      return counts
    })
    assert.equal(seen.subjects, 285)
    // Five invoices are given twice with other contents: the later one counts.
    assert.equal(seen.rows, 756_276 - 5)
    assert.equal(seen.sales, 125_244 - 4_098 + 222_950 - 1_745 - 3)
    // Counted by awk over the different lines; of the five given twice one version is not read.
    assert.ok(Math.abs(seen.void - 44_245) <= 5, JSON.stringify(seen))
    assert.ok(Math.abs(seen.negative - 15_775) <= 5, JSON.stringify(seen))
  } finally {
    await database.close()
  }
})
