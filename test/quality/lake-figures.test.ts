import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Database } from '../../src/foundation/database.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import { getLine, measureLake, type QualityWork } from '../../src/information/quality/index.ts'
import { getSource, registerSource } from '../../src/trust/catalog/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

let database: Database
const actor = operatorActor()

before(async () => {
  database = await testDatabase()
  await runWork(database, actor, async (work) => {
    const bureau = await getSource(work as never, 'tax-bureau')
    await registerSource(work as never, { ...bureau, id: 'tax-copy', organization: 'tax-copy' })
  })
})
after(() => database.close())

async function ingest(source: string, rows: readonly string[]): Promise<void> {
  const folder = join(database.dataFolder, 'inbox')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${source}.csv`)
  writeFileSync(path, ['uscc,month,tax_kind,payable,paid,paid_on', ...rows, ''].join('\n'))
  const result = await ingestFiles(database, actor, { recordType: 'tax-payment', source, files: [path] })
  assert.equal(result.rowsPublished, rows.length, JSON.stringify(result))
}

test('two sources that contradict each other on a key are counted over the lake, with the months of each', async () => {
  const [one, other] = ['91110000100000009W', '91350100M000100Y43']
  await ingest('tax-bureau', [
    `${one},2026-01,value-added,100.00,100.00,2026-02-10`,
    `${one},2026-02,value-added,200.00,200.00,2026-03-10`,
    `${other},2026-02,surcharge,5.00,5.00,2026-03-11`,
  ])
  await ingest('tax-copy', [
    `${one},2026-01,value-added,100.00,100.00,2026-02-10`,
    `${one},2026-02,value-added,200.00,150.00,2026-03-10`,
    // Silence is no contradiction, and a key that only one source has is not shared.
    `${other},2026-02,surcharge,5.00,5.00,`,
    `${other},2026-03,surcharge,5.00,5.00,`,
  ])
  const { months, pairs } = await measureLake(database, actor, { recordType: 'tax-payment' })
  assert.deepEqual(pairs, [
    {
      left: 'tax-bureau',
      right: 'tax-copy',
      keysShared: 3,
      keysContradicting: 1,
      fields: [{ field: 'paid', contradicting: 1 }],
    },
  ])
  assert.deepEqual(
    months.map(({ source, month, rows, enterprises }) => `${source} ${month} ${rows} ${enterprises}`).sort(),
    [
      'tax-bureau 2026-01 1 1',
      'tax-bureau 2026-02 2 2',
      'tax-copy 2026-01 1 1',
      'tax-copy 2026-02 2 2',
      'tax-copy 2026-03 1 1',
    ],
  )
  const line = await runWork(database, actor, (work: QualityWork) =>
    getLine(work as never, { recordType: 'tax-payment', source: 'tax-copy' }),
  )
  assert.deepEqual([line.consistency[0]!.other, line.consistency[0]!.keysContradicting], ['tax-bureau', 1])
  assert.equal(line.scores.consistency, 67)
  assert.equal(line.months.length, 3)
})
