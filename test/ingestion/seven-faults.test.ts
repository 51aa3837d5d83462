import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { generateCity } from '../../src/demonstration/sample-city/index.ts'
import { instant } from '../../src/foundation/instant.ts'
import { addMonths, lastCompleteMonth } from '../../src/foundation/month.ts'
import { deliveries } from './deliveries.ts'

const { deliver, quarantineOf, folder: scratch } = deliveries()

test('of the faulty file seven lines wait in quarantine, each with the reason that the manifest names; again it changes nothing', async () => {
  // A month back, so that every right line has happened wherever the clock stands.
  const lastMonth = addMonths(lastCompleteMonth(instant(new Date())), -1)
  const plan = { enterprises: 30, seed: 'faults', lastMonth, months: 12 }
  const folder = join(scratch, 'city')
  const { manifest } = await generateCity({
    ...plan,
    folder,
    format: 'csv',
    recordTypes: ['registration'],
    workers: 1,
  })
  const { file, faults } = manifest.byHand!
  const content = readFileSync(join(folder, file))
  assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(content), 'it is not UTF-8')

  const batch = await deliver({ recordType: 'vat-invoice', files: [content] })
  assert.deepEqual([batch.rowsRead, batch.rowsPublished, batch.rowsQuarantined], [20, 13, 7])
  const quarantined = await quarantineOf(batch.batch)
  const found = quarantined.map((row) => [row.row, row.field, row.reason].join(' ')).sort()
  assert.deepEqual(found, faults.map(({ line, field, reason }) => [line, field, reason].join(' ')).sort())
  assert.equal(new Set(faults.map(({ reason }) => reason)).size, 7)

  const again = await deliver({ recordType: 'vat-invoice', files: [content] })
  assert.deepEqual([again.rowsPublished, again.rowsDuplicate], [0, 13])
})
