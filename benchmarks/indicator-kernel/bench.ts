import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { aggregateCount } from './aggregates.ts'

/** Rows per CPU second of the kernel and of SQL over the same file; see README.md. */
const rows = Number(process.argv[2] ?? 1_000_000)
const firms = Number(process.argv[3] ?? Math.round(rows / 500))
const rounds = Number(process.argv[4] ?? 3)

interface Side {
  name: string
  script: string
  arguments: string[]
}
const sides: Side[] = [
  { name: 'kernel fed by a DuckDB stream', script: 'kernel-side.ts', arguments: [] },
  { name: 'SQL sum(CASE … ELSE 0), 1 thread', script: 'sql-side.ts', arguments: ['ELSE 0', '1'] },
  { name: 'SQL sum(CASE …), 1 thread', script: 'sql-side.ts', arguments: ['', '1'] },
  { name: 'SQL sum(CASE … ELSE 0), 2 threads', script: 'sql-side.ts', arguments: ['ELSE 0', '2'] },
  { name: 'SQL sum(CASE …), 2 threads', script: 'sql-side.ts', arguments: ['', '2'] },
]

interface Measured {
  cpuSeconds: number
  peakMegabytes: number
  firms: number
}

const folder = mkdtempSync(join(tmpdir(), 'sanxin-kernel-'))
try {
  const path = join(folder, 'invoices.parquet')
  console.error(`generating ${rows} rows of ${firms} enterprises`)
  execFileSync(process.execPath, [
    join(import.meta.dirname, 'generate.ts'),
    path,
    String(rows),
    String(firms),
  ])
  const measured = new Map<string, Measured[]>()
  let reference: Float64Array | undefined
  for (let round = 0; round < rounds; round++) {
    for (const { name, script, arguments: given } of sides) {
      const out = join(folder, 'out.bin')
      const text = execFileSync(process.execPath, [join(import.meta.dirname, script), path, out, ...given], {
        encoding: 'utf8',
      })
      const result = JSON.parse(text) as Measured
      measured.set(name, [...(measured.get(name) ?? []), result])
      const bytes = readFileSync(out)
      const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
      reference ??= values.slice()
      assert.equal(values.length, firms * aggregateCount, `${name}: not one row for each enterprise`)
      assert.deepEqual(values, reference, `${name} differs`)
      console.error(`round ${round + 1} ${name}: ${result.cpuSeconds.toFixed(2)} CPU s, equal`)
    }
  }
  report(measured)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function report(measured: ReadonlyMap<string, Measured[]>): void {
  const least = (name: string) => Math.min(...measured.get(name)!.map(({ cpuSeconds }) => cpuSeconds))
  const kernel = least(sides[0]!.name)
  console.log(`${rows} rows, ${firms} enterprises, ${aggregateCount} aggregates, least of ${rounds} rounds`)
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n`)
  console.log('| | CPU seconds | rows per CPU second | against the kernel | peak MB |')
  console.log('| --- | ---: | ---: | ---: | ---: |')
  for (const [name, results] of measured) {
    const seconds = least(name)
    const peak = Math.max(...results.map(({ peakMegabytes }) => peakMegabytes))
    console.log(
      `| ${name} | ${seconds.toFixed(2)} | ${(rows / seconds / 1e6).toFixed(1)} million | ${(seconds / kernel).toFixed(2)} | ${peak} |`,
    )
  }
  console.log('\nEvery run gave the same numbers, compared value by value.')
}
