import { writeFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { aggregateCount, aggregateSql } from './aggregates.ts'

/** The same 58 numbers by one `sum(CASE …)` query, as the store's own engine computes them. */
const [path, out, otherwise, threads] = process.argv.slice(2) as [string, string, '' | 'ELSE 0', string]
const instance = await DuckDBInstance.create(':memory:', { threads })
const engine = await instance.connect()
const select = aggregateSql(otherwise).map((aggregate, index) => `${aggregate} AS a${index}`)
await engine.run(
  `CREATE TABLE result AS SELECT subject, ${select.join(', ')} FROM read_parquet('${path}') GROUP BY subject`,
)
const usage = process.resourceUsage()
const values = select.map((_, index) => `coalesce(a${index}, 0)::DOUBLE`)
const reader = await engine.runAndReadAll(`SELECT ${values.join(', ')} FROM result ORDER BY subject`)
const rows = reader.getRows() as number[][]
const all = new Float64Array(rows.length * aggregateCount)
rows.forEach((row, place) => {
  all.set(row, place * aggregateCount)
})
writeFileSync(out, new Uint8Array(all.buffer))
console.log(
  JSON.stringify({
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakMegabytes: Math.round(usage.maxRSS / 1024),
    firms: rows.length,
  }),
)
