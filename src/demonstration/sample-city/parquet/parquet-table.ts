import type { Cell } from '../emit.ts'
import type { ByteSink } from './byte-sink.ts'
import { type Chunk, type ChunkEncoder, rowsOfGroup } from './chunk.ts'
import type { Column, ColumnKind, Held } from './column.ts'
import { type ThriftField, type ThriftValue, writeStruct } from './thrift.ts'

const rowsAtFirst = 256

interface RowGroup {
  rows: number
  bytes: number
  chunks: (Chunk & { offset: number })[]
}

/**
 * Writes rows as Parquet, a group of rows at a time: version 1 pages, no compression, so that the bytes depend on
 * the rows alone. One object writes one file after the other and keeps its room. Format:
 * github.com/apache/parquet-format, version 2.10.
 */
export class ParquetTable {
  readonly #columns: readonly Column[]
  readonly #encoder: ChunkEncoder
  readonly #sink: ByteSink
  #write: (bytes: Uint8Array) => void = () => {}
  #groups: RowGroup[] = []
  #held: Held[]
  #room = rowsAtFirst
  #rows = 0
  #offset = 0

  /** Encoder and sink may be those of other tables that are written in turn. */
  constructor(columns: readonly Column[], encoder: ChunkEncoder, sink: ByteSink) {
    this.#columns = columns
    this.#encoder = encoder
    this.#sink = sink
    this.#held = columns.map(({ kind }) =>
      kind === 'text' ? { texts: [] } : { numbers: new Float64Array(rowsAtFirst) },
    )
  }

  open(write: (bytes: Uint8Array) => void): void {
    this.#write = write
    this.#groups = []
    this.#offset = 0
    this.#put(magic)
  }

  /** A row: its cells in the order of the columns, and the day of a last column `moment`, if there is one. */
  add(cells: readonly Cell[], knownOn: number): void {
    if (this.#rows === this.#room) this.#makeRoom()
    const row = this.#rows++
    const held = this.#held
    const count = cells.length
    for (let place = 0; place < count; place++) {
      const column = held[place]!
      const cell = cells[place]!
      if ('texts' in column) column.texts[row] = cell as string | null
      else column.numbers[row] = cell === null ? Number.NaN : (cell as number)
    }
    if (count < held.length) (held[count] as { numbers: Float64Array }).numbers[row] = knownOn
  }

  close(): void {
    this.#flush()
    this.#sink.clear()
    writeStruct(this.#sink, footer(this.#columns, this.#groups))
    this.#sink.int32(this.#sink.length)
    this.#sink.all(magic)
    this.#put(this.#sink.written())
  }

  #makeRoom(): void {
    if (this.#room === rowsOfGroup) {
      this.#flush()
      return
    }
    this.#room *= 2
    this.#held = this.#held.map((held) => {
      if ('texts' in held) return held
      const numbers = new Float64Array(this.#room)
      numbers.set(held.numbers)
      return { numbers }
    })
  }

  #flush(): void {
    if (this.#rows === 0) return
    this.#sink.clear()
    const group: RowGroup = { rows: this.#rows, bytes: 0, chunks: [] }
    for (const [place, column] of this.#columns.entries()) {
      const offset = this.#offset + this.#sink.length
      const chunk = this.#encoder.encode(this.#sink, column, this.#held[place]!, this.#rows)
      group.chunks.push({ ...chunk, offset })
    }
    group.bytes = this.#sink.length
    this.#groups.push(group)
    this.#put(this.#sink.written())
    this.#rows = 0
  }

  #put(bytes: Uint8Array): void {
    this.#offset += bytes.length
    this.#write(bytes)
  }
}

const magic = new TextEncoder().encode('PAR1')

/** Numbers of parquet.thrift: physical type, converted type and logical type. */
const typeOf: Readonly<Record<ColumnKind, { physical: number; said: readonly ThriftField[] }>> = {
  text: { physical: 6, said: textSaid() },
  month: { physical: 6, said: textSaid() },
  fen: {
    physical: 2,
    said: [
      [6, { i32: 5 }],
      [7, { i32: 2 }],
      [8, { i32: 18 }],
      logical(5, [
        [1, { i32: 2 }],
        [2, { i32: 18 }],
      ]),
    ],
  },
  integer: { physical: 2, said: [] },
  real: { physical: 5, said: [] },
  date: { physical: 1, said: [[6, { i32: 6 }], logical(6, [])] },
  moment: {
    physical: 2,
    said: [
      [6, { i32: 10 }],
      logical(8, [
        [1, { bool: true }],
        [2, { struct: [[2, { struct: [] }]] }],
      ]),
    ],
  },
}

function textSaid(): readonly ThriftField[] {
  return [[6, { i32: 0 }], logical(1, [])]
}

function logical(number: number, fields: readonly ThriftField[]): ThriftField {
  return [10, { struct: [[number, { struct: fields }]] }]
}

function footer(columns: readonly Column[], groups: readonly RowGroup[]): ThriftField[] {
  const root: ThriftValue = {
    struct: [
      [4, { binary: 'row' }],
      [5, { i32: columns.length }],
    ],
  }
  const elements = columns.map(({ name, kind, required }): ThriftValue => {
    const { physical, said } = typeOf[kind]
    return {
      struct: [[1, { i32: physical }], [3, { i32: required ? 0 : 1 }], [4, { binary: name }], ...said],
    }
  })
  return [
    [1, { i32: 1 }],
    [2, { list: [root, ...elements] }],
    [3, { i64: groups.reduce((sum, { rows }) => sum + rows, 0) }],
    [4, { list: groups.map((group) => groupValue(columns, group)) }],
    [6, { binary: 'sanxin sample city' }],
  ]
}

function groupValue(columns: readonly Column[], { rows, bytes, chunks }: RowGroup): ThriftValue {
  const list = chunks.map((chunk, place) => chunkValue(columns[place]!, chunk))
  return {
    struct: [
      [1, { list }],
      [2, { i64: bytes }],
      [3, { i64: rows }],
    ],
  }
}

function chunkValue(column: Column, chunk: Chunk & { offset: number }): ThriftValue {
  const dictionary: ThriftField[] = chunk.dictionaryBytes > 0 ? [[11, { i64: chunk.offset }]] : []
  return {
    struct: [
      [2, { i64: chunk.offset }],
      [
        3,
        {
          struct: [
            [1, { i32: typeOf[column.kind].physical }],
            [2, { list: chunk.encodings.map((encoding) => ({ i32: encoding })) }],
            [3, { list: [{ binary: column.name }] }],
            [4, { i32: 0 }],
            [5, { i64: chunk.values }],
            [6, { i64: chunk.bytes }],
            [7, { i64: chunk.bytes }],
            [9, { i64: chunk.offset + chunk.dictionaryBytes }],
            ...dictionary,
          ],
        },
      ],
    ],
  }
}
