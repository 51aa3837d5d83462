import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

let instance: Promise<DuckDBInstance> | undefined

/** One engine a process, in memory: it owns no data, it reads files. Some cores stay free for everything else. */
function openInstance(): Promise<DuckDBInstance> {
  instance ??= DuckDBInstance.create(':memory:', {
    threads: String(Math.max(1, availableParallelism() - 1)),
    memory_limit: '1GB',
    // What does not fit goes to the system's place for such things: the default is the folder one happens to stand in.
    temp_directory: join(tmpdir(), `sanxin-spill-${process.pid}`),
  })
  return instance
}

/** Runs a task with a connection of its own. */
export async function withEngine<Result>(
  task: (engine: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const engine = await (await openInstance()).connect()
  try {
    return await task(engine)
  } finally {
    engine.closeSync()
  }
}

/** A connection that the caller closes. */
export async function connectEngine(): Promise<DuckDBConnection> {
  return (await openInstance()).connect()
}
