import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import {
  BIGINT,
  DATE,
  DECIMAL,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  VARCHAR,
} from '@duckdb/node-api'
import { ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import { fileWriter } from 'hyparquet-writer/src/node.js'
import type { Cell } from '../../src/demonstration/sample-city/emit.ts'
import { ByteSink } from '../../src/demonstration/sample-city/parquet/byte-sink.ts'
import { ChunkEncoder } from '../../src/demonstration/sample-city/parquet/chunk.ts'
import type { ColumnKind } from '../../src/demonstration/sample-city/parquet/column.ts'
import { ParquetTable } from '../../src/demonstration/sample-city/parquet/parquet-table.ts'
import { monthOfIndex } from '../../src/foundation/month.ts'
import { columns, fillRow, rowCount } from './made-rows.ts'

/** Writes the made rows into a file and says how many bytes it has. */
export const encoders: Record<string, (path: string) => Promise<number>> = {
  'rows alone': rowsAlone,
  ours,
  'hyparquet-writer': hyparquetWriter,
  duckdb,
}

async function rowsAlone(): Promise<number> {
  const cells: Cell[] = []
  let longest = 0
  for (let at = 0; at < rowCount; at++) {
    fillRow(at, cells)
    longest = Math.max(longest, (cells[2] as string).length)
  }
  return longest > 0 ? 0 : 1
}

async function ours(path: string): Promise<number> {
  const descriptor = openSync(path, 'w')
  const known = { name: 'known_at', kind: 'moment', required: true } as const
  const table = new ParquetTable([...columns, known], new ChunkEncoder(), new ByteSink())
  table.open((bytes) => writeSync(descriptor, bytes))
  const cells: Cell[] = []
  for (let at = 0; at < rowCount; at++) {
    fillRow(at, cells)
    table.add(cells, (cells[3] as number) + 1)
  }
  table.close()
  closeSync(descriptor)
  return statSync(path).size
}

const elementOf: Record<ColumnKind, Omit<SchemaElement, 'name'>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  month: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  fen: { type: 'INT64' },
  integer: { type: 'INT64' },
  moment: { type: 'INT64' },
  date: { type: 'INT32', converted_type: 'DATE' },
  real: { type: 'DOUBLE' },
}

async function hyparquetWriter(path: string): Promise<number> {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, kind, required }) => ({
      name,
      ...elementOf[kind],
      repetition_type: required ? ('REQUIRED' as const) : ('OPTIONAL' as const),
    })),
  ]
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema,
    codec: 'UNCOMPRESSED',
    statistics: false,
  })
  for (const data of groupsOf(65_536, plainValue))
    writer.write({
      columnData: columns.map(({ name }, place) => ({ name, data: data[place]! })),
      rowGroupSize: 65_536,
    })
  await writer.finish()
  return statSync(path).size
}

function plainValue(kind: ColumnKind, cell: Cell): unknown {
  if (cell === null) return null
  if (kind === 'month') return monthOfIndex(cell as number)
  if (kind === 'date') return new Date((cell as number) * 86_400_000)
  return kind === 'fen' || kind === 'integer' ? BigInt(cell) : cell
}

async function duckdb(path: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const engine = await instance.connect()
  const types = {
    text: VARCHAR,
    month: VARCHAR,
    fen: DECIMAL(18, 2),
    integer: BIGINT,
    date: DATE,
    moment: BIGINT,
    real: BIGINT,
  }
  const names = columns.map(({ name, kind }) => `${name} ${types[kind]}`)
  await engine.run(`CREATE TABLE made (${names.join(', ')})`)
  const appender = await engine.createAppender('made')
  for (const data of groupsOf(2048, engineValue)) {
    const chunk = DuckDBDataChunk.create(columns.map(({ kind }) => types[kind]))
    chunk.setColumns(data as Parameters<typeof chunk.setColumns>[0])
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  await engine.run(`COPY made TO '${path}' (FORMAT parquet, COMPRESSION uncompressed)`)
  engine.closeSync()
  instance.closeSync()
  return statSync(path).size
}

function engineValue(kind: ColumnKind, cell: Cell): unknown {
  if (cell === null) return null
  if (kind === 'month') return monthOfIndex(cell as number)
  if (kind === 'date') return new DuckDBDateValue(cell as number)
  if (kind === 'fen') return new DuckDBDecimalValue(BigInt(cell), 18, 2)
  return kind === 'integer' ? BigInt(cell) : cell
}

/** The made rows by column, some at a time. */
function* groupsOf(size: number, valueOf: (kind: ColumnKind, cell: Cell) => unknown): Generator<unknown[][]> {
  const cells: Cell[] = []
  for (let from = 0; from < rowCount; from += size) {
    const count = Math.min(size, rowCount - from)
    const data = columns.map(() => new Array<unknown>(count))
    for (let row = 0; row < count; row++) {
      fillRow(from + row, cells)
      for (const [place, { kind }] of columns.entries()) data[place]![row] = valueOf(kind, cells[place]!)
    }
    yield data
  }
}
