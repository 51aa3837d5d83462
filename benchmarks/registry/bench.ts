import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { registryFiles, registryFolder } from '../../src/demonstration/real-data/registry/registry-folder.ts'
import { runBulk } from '../../src/foundation/bulk.ts'
import { instant } from '../../src/foundation/instant.ts'
import type { Refined, RefineManifest } from '../../src/information/ingestion/refine-manifest.ts'
import { listStandardSources, standardRecordType } from '../../src/trust/catalog/index.ts'

/** See README.md: what is measured, what is in and what is out. */
const { values } = parseArgs({ options: { folder: { type: 'string', default: registryFolder } } })
const source = listStandardSources().find(({ id }) => id === 'enterprise-cn')!
const refineScript = new URL('../../src/information/ingestion/refine-process.ts', import.meta.url)
const copyScript = new URL('../ingestion/plain-copy-process.ts', import.meta.url)

const total = { rows: 0, governed: 0, plain: 0, peak: 0 }
for (const { name, path } of registryFiles(values.folder)) {
  const folder = mkdtempSync(join(tmpdir(), 'sanxin-bench-registry-'))
  try {
    const manifest: RefineManifest = {
      recordType: standardRecordType('registry-entry'),
      source,
      files: [{ name, path, encoding: 'auto' }],
      now: instant(new Date()),
      knownAt: null,
      lake: [],
      lists: {},
      folder,
      threads: 1,
      memoryBytes: 9e8,
      bucketBytes: 128e6,
      checkpointBytes: 512e6,
      rowResults: false,
    }
    const governed = await runBulk<Refined>(refineScript, manifest)
    const to = join(folder, 'plain.parquet')
    const plain = await runBulk<{ rows: number }>(copyScript, { from: path, to, threads: 1 })
    const { rowsRead, rowsPublished, rowsQuarantined, rowsDuplicate } = governed.result
    if (rowsRead !== rowsPublished + rowsQuarantined + rowsDuplicate)
      throw new Error(`${name}: rows are lost`)
    total.rows += rowsRead
    total.governed += governed.cpuSeconds
    total.plain += plain.cpuSeconds
    total.peak = Math.max(total.peak, governed.peakMemoryBytes)
    report(name, rowsRead, governed.cpuSeconds, plain.cpuSeconds)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
report('in all', total.rows, total.governed, total.plain)
console.log(`peak ${(total.peak / 1e6).toFixed(0)} MB`)

function report(name: string, rows: number, governed: number, plain: number): void {
  const rate = (seconds: number) => Math.round(rows / seconds).toLocaleString('en-US')
  console.log(
    `${name}: ${rows.toLocaleString('en-US')} rows; governed ${governed.toFixed(2)} CPU s, ${rate(governed)} rows/CPU s; ` +
      `plain copy ${plain.toFixed(2)} CPU s, ${rate(plain)} rows/CPU s; ratio ${(governed / plain).toFixed(1)}`,
  )
}
