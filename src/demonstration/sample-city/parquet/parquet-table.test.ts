import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { month, monthIndex, monthOfIndex } from '../../../foundation/month.ts'
import type { Cell } from '../emit.ts'
import { ByteSink } from './byte-sink.ts'
import { ChunkEncoder } from './chunk.ts'
import type { Column, ColumnKind } from './column.ts'
import { ParquetTable } from './parquet-table.ts'

const root = mkdtempSync(join(tmpdir(), 'sanxin-parquet-'))
after(() => rmSync(root, { recursive: true, force: true }))
const engine = await (await DuckDBInstance.create(':memory:')).connect()

const kinds: ColumnKind[] = ['text', 'fen', 'integer', 'date', 'month', 'real']
const columns: Column[] = [
  ...kinds.flatMap((kind) => [
    { name: `${kind}_required`, kind, required: true },
    { name: `${kind}_optional`, kind, required: false },
  ]),
  { name: 'known_at', kind: 'moment', required: true },
]

const encoder = new ChunkEncoder()
const sink = new ByteSink()
const table = new ParquetTable(columns, encoder, sink)

/** One table object writes all of them, as it does for the blocks of a city. */
function written(rows: readonly Cell[][], knownOn: (row: number) => number): Uint8Array {
  const parts: Uint8Array[] = []
  table.open((bytes) => parts.push(bytes.slice()))
  for (const [at, row] of rows.entries()) table.add(row, knownOn(at))
  table.close()
  return Buffer.concat(parts)
}

const dayMs = 86_400_000
const day = (of: number) => new Date(of * dayMs).toISOString().slice(0, 10)

/** What a reader should say of a cell. */
function expected(column: Column, cell: Cell): unknown {
  if (cell === null) return null
  if (column.kind === 'fen') return BigInt(cell as number)
  if (column.kind === 'integer') return BigInt(cell as number)
  if (column.kind === 'date') return day(cell as number)
  return column.kind === 'month' ? monthOfIndex(cell as number) : cell
}

const valueOf: Record<ColumnKind, fc.Arbitrary<string | number>> = {
  text: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('sale', 'purchase', '邕城稻香里食品有限公司', '', '𠮷'),
  ),
  fen: fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  integer: fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 32, -(2 ** 32) - 1)),
  date: fc.integer({ min: -20_000, max: 40_000 }),
  month: fc.integer({ min: monthIndex(month('1990-01')), max: monthIndex(month('2040-12')) }),
  real: fc.double({ noNaN: true }),
  moment: fc.constant(0),
}

/** Runs of equal values beside single ones, as rows of one firm are. */
function columnValues(kind: ColumnKind, required: boolean, rows: number): fc.Arbitrary<Cell[]> {
  const value: fc.Arbitrary<Cell> = required
    ? valueOf[kind]
    : fc.option(valueOf[kind], { nil: null, freq: 3 })
  return fc
    .array(fc.tuple(value, fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 60 })
    .map((runs) => {
      const cells = runs.flatMap(([cell, times]) => new Array<Cell>(times).fill(cell))
      return Array.from({ length: rows }, (_, at) => cells[at % cells.length]!)
    })
}

const tables = fc
  .integer({ min: 0, max: 700 })
  .chain((count) =>
    fc
      .tuple(...columns.slice(0, -1).map(({ kind, required }) => columnValues(kind, required, count)))
      .map((byColumn) => Array.from({ length: count }, (_, at) => byColumn.map((cells) => cells[at]!))),
  )

test('what is written is read back by two other readers, cell by cell', async () => {
  const path = join(root, 'any.parquet')
  const fen = columns.filter(({ kind }) => kind === 'fen').map(({ name }) => name)
  const selected = columns
    .slice(0, -1)
    .map(({ name, kind }) =>
      kind === 'fen' ? `(${name} * 100)::BIGINT` : kind === 'date' ? `${name}::VARCHAR` : name,
    )
  await fc.assert(
    fc.asyncProperty(tables, async (rows) => {
      const bytes = written(rows, (at) => 20_000 + (at % 900))
      const want = rows.map((row) => row.map((cell, place) => expected(columns[place]!, cell)))
      writeFileSync(path, bytes)
      const found = await engine.runAndReadAll(
        `SELECT ${selected.join(', ')}, epoch_ms(known_at)::DOUBLE FROM '${path}'`,
      )
      assert.deepEqual(
        found.getRows().map((row) => row.slice(0, -1)),
        want,
      )
      assert.deepEqual(
        found.getRows().map((row) => row.at(-1)),
        rows.map((_, at) => (20_000 + (at % 900)) * dayMs - 6 * 3_600_000),
      )
      const { buffer, byteOffset, byteLength } = bytes
      const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
      const objects = await parquetReadObjects({ file })
      assert.equal(objects.length, rows.length)
      for (const [at, object] of objects.entries())
        for (const [place, { name, kind }] of columns.slice(0, -1).entries()) {
          const cell = rows[at]![place]!
          if (fen.includes(name) && cell !== null) assert(Math.abs(object[name] * 100 - (cell as number)) < 1)
          else if (kind === 'date' && cell !== null)
            assert.equal(object[name].getTime(), (cell as number) * dayMs)
          else assert.deepEqual(object[name] ?? null, want[at]![place])
        }
    }),
    { numRuns: 40, seed: Number(process.env.SANXIN_SEED ?? 1) },
  )
})

test('more rows than a group holds, few and many different texts, and the same bytes each time', async () => {
  const path = join(root, 'large.parquet')
  const few: Column[] = [
    { name: 'uscc', kind: 'text', required: true },
    { name: 'number', kind: 'text', required: true },
    { name: 'amount', kind: 'fen', required: true },
  ]
  const large = new ParquetTable(few, encoder, sink)
  const write = () => {
    const parts: Uint8Array[] = []
    large.open((bytes) => parts.push(bytes.slice()))
    for (let at = 0; at < 150_000; at++) large.add([`firm ${Math.floor(at / 300)}`, `N${at}`, at * 7], 0)
    large.close()
    return Buffer.concat(parts)
  }
  const bytes = write()
  assert(bytes.equals(write()))
  writeFileSync(path, bytes)
  const [row] = (
    await engine.runAndReadAll(
      `SELECT count(*)::INTEGER, count(DISTINCT uscc)::INTEGER, count(DISTINCT number)::INTEGER,
        (sum(amount) * 100)::BIGINT, bool_and(number = 'N' || file_row_number AND uscc = 'firm ' || file_row_number // 300)
        FROM read_parquet('${path}', file_row_number = true)`,
    )
  ).getRows()
  assert.deepEqual(row, [150_000, 500, 150_000, (7n * 149_999n * 150_000n) / 2n, true])
  assert(bytes.length < 150_000 * 20, `${bytes.length} bytes`)
})
