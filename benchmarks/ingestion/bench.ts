import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runBulk } from '../../src/foundation/bulk.ts'
import { digestOfFile } from '../../src/information/ingestion/file-bytes.ts'
import { recordTypeOf } from '../../src/trust/catalog/record-type.ts'
import { generate } from './generate.ts'

/** See README.md: what is measured, what is in and what is out. */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    seed: { type: 'string', default: 'ingestion' },
    rounds: { type: 'string', default: '1' },
    'bad-every': { type: 'string', default: '100' },
    python: { type: 'string' },
  },
})
const rows = Number(values.rows)
const threads = Math.max(1, availableParallelism() - 1)
const folder = mkdtempSync(join(tmpdir(), 'sanxin-bench-ingestion-'))
try {
  const from = join(folder, 'invoices.csv')
  const made = generate(from, rows, values.seed, Number(values['bad-every']))
  const bytes = statSync(from).size
  console.log(
    `machine: ${cpus()[0]?.model}, ${availableParallelism()} cores, ${threads} thread(s) for either`,
  )
  console.log(
    `file: ${rows} rows, 12 columns, ${bytes} bytes; ${made.bad} wrong rows, ${made.repeated} repeated`,
  )
  for (let round = 0; round < Number(values.rounds); round++) await compare(from, made)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function compare(from: string, made: { bad: number; repeated: number }): Promise<void> {
  const to = join(folder, 'plain.parquet')
  const plainScript = new URL('./plain-copy-process.ts', import.meta.url)
  const plain = await runBulk<{ rows: number }>(plainScript, { from, to, threads })

  const digest = await digestSeconds(from)
  const work = join(folder, 'work')
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work)
  const source = { id: 'bench', zh: '', en: '', organization: 'bench', identifierScheme: 'uscc', layouts: [] }
  const governedScript = new URL('../../src/information/ingestion/refine-process.ts', import.meta.url)
  const began = performance.now()
  const governed = await runBulk<Record<string, number>>(governedScript, {
    recordType: recordTypeOf(
      JSON.parse(readFileSync(join(import.meta.dirname, 'invoice-line.json'), 'utf8')),
    ),
    source,
    files: [{ name: 'invoices.csv', path: from, encoding: 'auto' }],
    now: new Date().toISOString(),
    knownAt: null,
    lake: [],
    lists: {},
    folder: work,
    threads,
    memoryBytes: 9e8,
    bucketBytes: 128e6,
    checkpointBytes: 512e6,
    rowResults: false,
  })
  const wall = (performance.now() - began) / 1000
  const { rowsRead, rowsPublished, rowsQuarantined, rowsDuplicate } = governed.result
  const right = rowsQuarantined === made.bad && rowsDuplicate === made.repeated && rowsRead === rows
  if (!right) throw new Error(`wrong account: ${JSON.stringify(governed.result)}`)
  const sum = governed.cpuSeconds + digest
  console.log(
    `plain copy: ${plain.cpuSeconds.toFixed(2)} CPU s, ${plain.result.rows} rows, ${statSync(to).size} bytes`,
  )
  console.log(
    `governed: ${sum.toFixed(2)} CPU s (of them SHA-256 of the delivery ${digest.toFixed(2)}), ${wall.toFixed(1)} s, ` +
      `${rowsPublished} published, ${rowsQuarantined} quarantined, ${rowsDuplicate} duplicate, ` +
      `peak ${(governed.peakMemoryBytes / 1e6).toFixed(0)} MB`,
  )
  console.log(`ratio: ${(sum / plain.cpuSeconds).toFixed(2)}`)
  if (values.python !== undefined) comparePandera(values.python, from, sum)
}

/** pandera on polars, the five checks that find the wrong rows and nothing else. */
function comparePandera(python: string, from: string, governed: number): void {
  const script = join(import.meta.dirname, 'peer.py')
  const said = execFileSync(python, [script, from, join(folder, 'peer.parquet')], {
    encoding: 'utf8',
    env: { ...process.env, POLARS_MAX_THREADS: String(threads) },
  })
  const peer = JSON.parse(said) as { rows: number; bad: number; cpuSeconds: number; peakMemoryBytes: number }
  console.log(
    `pandera on polars: ${peer.cpuSeconds.toFixed(2)} CPU s, ${peer.rows} rows, ${peer.bad} found wrong, ` +
      `peak ${(peer.peakMemoryBytes / 1e6).toFixed(0)} MB; governed takes ${(governed / peer.cpuSeconds).toFixed(2)} of it`,
  )
}

/** What the parent does with the bytes before the child begins: the digest by which a delivery is known again. */
async function digestSeconds(path: string): Promise<number> {
  const before = process.cpuUsage()
  await digestOfFile(path)
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1e6
}
