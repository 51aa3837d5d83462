import { writeFileSync } from 'node:fs'
import { DuckDBInstance, type DuckDBVector } from '@duckdb/node-api'
import { createKernel } from '../../src/credit/indicators/kernel.ts'
import { createPackedVectors } from '../../src/credit/indicators/packed-vector.ts'
import { aggregateCount, asOfMonth, formulas, measures, monthlySeries, yearlyFormulas } from './aggregates.ts'

/**
 * The kernel fed by a DuckDB stream. An enterprise is known by the 64-bit hash of its key, one integer a row: the
 * text itself would be copied for every row and costs half as much again. The texts come once, by a query on the
 * dictionaries of the file alone.
 */
const [path, out] = process.argv.slice(2) as [string, string]
const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
const engine = await instance.connect()
const kernel = createKernel(formulas, measures)

const capacity = 1 << 17
const columns = {
  direction: new Uint8Array(capacity),
  status: new Uint8Array(capacity),
  issued_on: new Int32Array(capacity),
  amount: new Float64Array(capacity),
}
const vectors = createPackedVectors(1, formulas.length)
const results: Float64Array[] = []
const hashes: bigint[] = []
let [rows, start, low, high] = [0, 0, 0, 0]

function items<Items>(vector: DuckDBVector): Items {
  return (vector as unknown as { items: Items }).items
}

function finish(end: number): void {
  if (end === start) return
  const spans = { 'vat-invoice': [{ columns, from: start, to: end }] }
  kernel.compute({ asOfMonth, spans, coveredTo: { 'vat-invoice': asOfMonth } }, vectors, 0)
  const result = new Float64Array(aggregateCount)
  monthlySeries.forEach((measure, place) => {
    result.set(kernel.figures.series(measure).values, place * 24)
  })
  yearlyFormulas.forEach((formula, place) => {
    result[48 + place] = vectors.values[formula]!
  })
  results.push(result)
  hashes.push((BigInt(high) << 32n) | BigInt(low))
  start = end
}

/** Moves the rows of the open enterprise to the front. */
function makeRoom(): void {
  for (const column of Object.values(columns)) column.copyWithin(0, start, rows)
  rows -= start
  start = 0
}

const stream = await engine.stream(
  `SELECT hash(subject), direction, status, issued_on, amount::DOUBLE FROM read_parquet('${path}')`,
)
for (;;) {
  const chunk = await stream.fetchChunk()
  if (!chunk || chunk.rowCount === 0) break
  const count = chunk.rowCount
  if (rows + count > capacity) makeRoom()
  const hash = items<BigUint64Array>(chunk.getColumnVector(0))
  const halves = new Uint32Array(hash.buffer, hash.byteOffset, count * 2)
  columns.direction.set(items<Uint8Array>(chunk.getColumnVector(1)), rows)
  columns.status.set(items<Uint8Array>(chunk.getColumnVector(2)), rows)
  columns.issued_on.set(items<Int32Array>(chunk.getColumnVector(3)), rows)
  columns.amount.set(items<Float64Array>(chunk.getColumnVector(4)), rows)
  for (let row = 0; row < count; row++) {
    if (halves[row * 2] === low && halves[row * 2 + 1] === high) continue
    finish(rows + row)
    low = halves[row * 2]!
    high = halves[row * 2 + 1]!
  }
  rows += count
}
finish(rows)

const named = await engine.runAndReadAll(
  `SELECT subject, hash(subject) FROM (SELECT DISTINCT subject FROM read_parquet('${path}'))`,
)
const subjectOf = new Map(named.getRows().map(([subject, hash]) => [hash as bigint, subject as string]))
const order = hashes.map((hash, index) => ({ subject: subjectOf.get(hash)!, index }))
order.sort((one, other) => (one.subject < other.subject ? -1 : 1))
const all = new Float64Array(order.length * aggregateCount)
order.forEach(({ index }, place) => {
  all.set(results[index]!, place * aggregateCount)
})
const usage = process.resourceUsage()
writeFileSync(out, new Uint8Array(all.buffer))
console.log(
  JSON.stringify({
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakMegabytes: Math.round(usage.maxRSS / 1024),
    firms: order.length,
  }),
)
