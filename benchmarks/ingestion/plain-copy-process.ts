import { DuckDBInstance } from '@duckdb/node-api'
import { answerBulk } from '../../src/foundation/bulk.ts'

/** The peer: DuckDB alone, its own detection of types, no check, no order, no account of the rows it leaves out. */
await answerBulk(async (manifest: { from: string; to: string; threads: number }) => {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(manifest.threads) })
  const engine = await instance.connect()
  // Without ignore_errors it stops at the first broken row; all_varchar would be cheating in its favor.
  const read = `read_csv('${manifest.from}', ignore_errors = true)`
  const copied = await engine.runAndReadAll(
    `COPY (SELECT * FROM ${read}) TO '${manifest.to}' (FORMAT parquet)`,
  )
  return { rows: Number(copied.getRows()[0]![0]) }
})
