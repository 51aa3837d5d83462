import { withEngine } from './engine.ts'
import { name, text } from './sql-text.ts'

/** The first rows of a Parquet file of ours that is no part of the lake, such as a quarantine, as JSON values. */
export async function readParquet(
  path: string,
  columns: readonly string[],
  pageSize: number,
): Promise<Record<string, unknown>[]> {
  const query = `SELECT ${columns.map(name).join(', ')} FROM read_parquet(${text(path)}) LIMIT ${Math.floor(pageSize)}`
  return withEngine(async (engine) => (await engine.runAndReadAll(query)).getRowObjectsJson())
}
