import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Database } from '../../src/foundation/database.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import { usccCheckCharacter } from '../../src/information/enterprises/index.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import { getLine, measureLake, type QualityWork } from '../../src/information/quality/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

let database: Database
const actor = operatorActor()

before(async () => {
  database = await testDatabase()
})
after(() => database.close())

async function ingest(source: string, rows: readonly string[]): Promise<void> {
  const folder = join(database.dataFolder, 'inbox')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${source}.csv`)
  writeFileSync(path, ['uscc,period,tax_kind,payable,paid,paid_on', ...rows, ''].join('\n'))
  const result = await ingestFiles(database, actor, { recordType: 'tax-payment', source, files: [path] })
  assert.equal(result.rowsPublished, rows.length, JSON.stringify(result))
}

test('two sources that contradict each other on a key are counted over the lake, with the months of each', async () => {
  const [one, other] = ['91110000100000009', '91350100M000100Y4'].map(
    (body) => body + usccCheckCharacter(body),
  )
  await ingest('tax-bureau', [
    `${one},2026-01,value-added,100.00,100.00,2026-02-10`,
    `${one},2026-02,value-added,200.00,200.00,2026-03-10`,
    `${other},2026-02,surcharge,5.00,5.00,2026-03-11`,
  ])
  await ingest('bank-feedback', [
    `${one},2026-01,value-added,100.00,100.00,2026-02-10`,
    `${one},2026-02,value-added,200.00,150.00,2026-03-10`,
    // Silence is no contradiction, and a key that only one source has is not shared.
    `${other},2026-02,surcharge,5.00,5.00,`,
    `${other},2026-03,surcharge,5.00,5.00,`,
  ])
  const { months, pairs } = await measureLake(database, actor, { recordType: 'tax-payment' })
  assert.deepEqual(pairs, [
    {
      left: 'bank-feedback',
      right: 'tax-bureau',
      keysShared: 3,
      keysContradicting: 1,
      fields: [{ field: 'paid', contradicting: 1 }],
    },
  ])
  assert.deepEqual(
    months.map(({ source, month, rows, enterprises }) => `${source} ${month} ${rows} ${enterprises}`).sort(),
    [
      'bank-feedback 2026-01 1 1',
      'bank-feedback 2026-02 2 2',
      'bank-feedback 2026-03 1 1',
      'tax-bureau 2026-01 1 1',
      'tax-bureau 2026-02 2 2',
    ],
  )
  const line = await runWork(database, actor, (work: QualityWork) =>
    getLine(work as never, { recordType: 'tax-payment', source: 'bank-feedback' }),
  )
  assert.deepEqual([line.consistency[0]!.other, line.consistency[0]!.keysContradicting], ['tax-bureau', 1])
  assert.equal(line.scores.consistency, 67)
  assert.equal(line.months.length, 3)
})
