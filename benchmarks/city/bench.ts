import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateCity } from '../../src/demonstration/sample-city/index.ts'
import { month } from '../../src/foundation/month.ts'
import { encoders } from './encoders.ts'
import { rowCount } from './made-rows.ts'

/** See README.md. With a first word it is one measured process of its own; without, it runs them all. */
const [what, ...given] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'sanxin-city-bench-'))

try {
  if (what === 'encoder') console.log(JSON.stringify(await measureEncoder(given[0]!)))
  else if (what === 'city') console.log(JSON.stringify(await measureCity(Number(given[0]), Number(given[1]))))
  else console.log(JSON.stringify(measureAll(Number(what ?? 10_000)), null, 1))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function measureAll(enterprises: number): unknown {
  const cities = [
    [enterprises / 10, 2],
    [enterprises, 1],
    [enterprises, 2],
  ]
  return {
    cities: cities.map(([count, workers]) => inProcess('city', String(count), String(workers))),
    encoders: Object.keys(encoders).map((name) => inProcess('encoder', name)),
  }
}

function inProcess(...words: string[]): unknown {
  const script = fileURLToPath(import.meta.url)
  return JSON.parse(execFileSync(process.execPath, [script, ...words], { encoding: 'utf8' }))
}

async function measureEncoder(name: string): Promise<unknown> {
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  const bytes = await encoders[name]!(join(folder, 'made.parquet'))
  return { name, rows: rowCount, bytes, ...used(rowCount, began, cpuSecondsSince(cpu)), ...memory() }
}

async function measureCity(enterprises: number, workers: number): Promise<unknown> {
  const plan = { enterprises, seed: 'bench', lastMonth: month('2026-10'), months: 36 }
  const began = performance.now()
  const generated = await generateCity({ ...plan, folder: join(folder, 'city'), format: 'parquet', workers })
  const { manifest, digest, cpuSeconds, peakMemoryBytes } = generated
  const { rows, bytes } = manifest
  return { enterprises, workers, rows, bytes, digest, ...used(rows, began, cpuSeconds), peakMemoryBytes }
}

function used(rows: number, began: number, cpuSeconds: number): Record<string, number> {
  const seconds = (performance.now() - began) / 1000
  const round = (value: number) => Math.round(value * 100) / 100
  return {
    seconds: round(seconds),
    cpuSeconds: round(cpuSeconds),
    rowsPerSecond: Math.round(rows / seconds),
    rowsPerCpuSecond: Math.round(rows / cpuSeconds),
  }
}

function cpuSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function memory(): { peakMemoryBytes: number } {
  return { peakMemoryBytes: process.resourceUsage().maxRSS * 1024 }
}
