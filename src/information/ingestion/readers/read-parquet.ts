import { stat } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { Refusal } from '../../../foundation/refusal.ts'
import { sqlText } from '../sql-text.ts'
import { refuse } from './contract.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'
import type { ReadTable } from './read-workbook.ts'
import { requireRatio } from './zip-archive.ts'

/**
 * Every column as exact text: decimals with their places, days and moments as ISO 8601, a moment with a zone in UTC.
 * Nested and binary columns have no such text and are refused by name.
 */
export async function readParquetFile(
  path: string,
  file: string,
  to: { path: string; folder: string },
  limits: ReadingLimits = readingLimits,
): Promise<ReadTable> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '1GB',
    temp_directory: `${to.folder}/spill-parquet`,
  })
  try {
    const engine = await instance.connect()
    const from = `read_parquet(${sqlText(path)}, file_row_number = true)`
    try {
      const footer = await engine.runAndReadAll(
        `SELECT coalesce(sum(total_uncompressed_size), 0)::DOUBLE FROM parquet_metadata(${sqlText(path)})`,
      )
      const packed = (await stat(path)).size
      requireRatio({ unpacked: Number(footer.getRows()[0]![0]), packed }, file, limits)
      const described = await engine.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`)
      const columns = described
        .getRows()
        .map(([name, type]) => ({ name: String(name), type: String(type) }))
        .filter(({ name }) => name !== rowNumber)
      if (columns.length > limits.columnsMax)
        refuse('columns-too-many', { file, columns: columns.length, max: limits.columnsMax })
      const texts = columns.map(({ name, type }) => `${textSql(name, type, file)} AS ${nameSql(name)}`)
      await engine.run(
        `COPY (SELECT ${rowNumber} + 1 AS "row", ${texts.join(', ')} FROM ${from})
          TO ${sqlText(to.path)} (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"')`,
      )
      return { path: to.path, titles: columns.map(({ name }) => name), faultsPath: undefined }
    } catch (error) {
      if (error instanceof Refusal) throw error
      if (error instanceof Error && isDamage(error.message)) refuse('file-truncated', { file })
      throw error
    } finally {
      engine.closeSync()
    }
  } finally {
    instance.closeSync()
  }
}

const rowNumber = 'file_row_number'

/** The engine's words for a file that is none, ends early, contradicts itself or is encrypted. */
function isDamage(message: string): boolean {
  return /^(Invalid Input|IO|Serialization|Invalid|Conversion|Out of Range|Not implemented|TProtocol|Out of Memory|INTERNAL|FATAL)|parquet|thrift|snappy|zstd|decompress/i.test(
    message,
  )
}

function nameSql(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function textSql(name: string, type: string, file: string): string {
  const x = nameSql(name)
  if (/^TIMESTAMP WITH TIME ZONE/.test(type))
    return `strftime(timezone('UTC', ${x}), '%Y-%m-%dT%H:%M:%S.%fZ')`
  if (/^TIMESTAMP/.test(type))
    return `CASE WHEN ${x}::TIMESTAMP = date_trunc('day', ${x}::TIMESTAMP) THEN strftime(${x}::TIMESTAMP, '%Y-%m-%d')
      ELSE ${x}::VARCHAR END`
  if (/\[|^(STRUCT|MAP|UNION|LIST|BLOB|BIT|VARIANT|GEOMETRY)/.test(type))
    refuse('column-nested', { file, column: name, type })
  return `${x}::VARCHAR`
}
