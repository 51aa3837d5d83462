import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import type { AuditTables } from '../../src/trust/audit/index.ts'
import { type CatalogTables, registerSource } from '../../src/trust/catalog/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { generate } from './generate.ts'

/** How long a small file takes from the call to the commit, one after the other, each another delivery. */
const { values } = parseArgs({
  options: { files: { type: 'string', default: '100' }, rows: { type: 'string', default: '100' } },
})
const folder = mkdtempSync(join(tmpdir(), 'sanxin-bench-small-files-'))
const database = await testDatabase()
try {
  const layouts = [
    {
      recordType: 'vat-invoice',
      header: ['goods'],
      columns: {},
      constants: {},
      ignored: ['goods', 'quantity', 'region'],
    },
  ]
  const source = { id: 'small-files', zh: '', en: '', organization: 'platform', layouts }
  await runWork(database, operatorActor(), (work: UnitOfWork<CatalogTables & AuditTables>) =>
    registerSource(work, { ...source, zh: '小文件', en: 'Small files', identifierScheme: 'local' }),
  )
  const paths = Array.from({ length: Number(values.files) }, (_, number) => {
    const path = join(folder, `${number}.csv`)
    generate(path, Number(values.rows), `small ${number}`)
    return path
  })
  const before = process.cpuUsage()
  const began = performance.now()
  for (const path of paths) {
    const delivery = { recordType: 'vat-invoice', source: source.id, files: [path] }
    await ingestFiles(database, operatorActor(), delivery)
  }
  const seconds = (performance.now() - began) / 1000 / paths.length
  const used = process.cpuUsage(before)
  const own = (used.user + used.system) / 1e6 / paths.length
  console.log(`machine: ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}`)
  console.log(
    `${paths.length} files of ${values.rows} rows: ${seconds.toFixed(3)} s each, ${Math.round(3600 / seconds)} an hour; ` +
      `of them ${own.toFixed(3)} CPU s in the process that publishes`,
  )
} finally {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}
