import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Cell, CityRecordType } from '../emit.ts'
import { ByteSink } from '../parquet/byte-sink.ts'
import { ChunkEncoder } from '../parquet/chunk.ts'
import { ParquetTable } from '../parquet/parquet-table.ts'
import { CsvTable } from './csv-table.ts'
import { gb18030Encoder } from './gb18030.ts'
import type { Take } from './habits.ts'
import { PartFile } from './part-file.ts'
import { columnsOf, type Format, routeOf, type TableWriter } from './table.ts'

/** A file of a city; its path is within the city's folder. */
export interface CityFile {
  recordType: CityRecordType
  /** The source of the catalog that delivers it; null for the truth, which nobody does. */
  source: string | null
  file: string
  rows: number
  bytes: number
  digest: string
}

/** What is to be written of a city, and how. */
export interface Writing {
  folder: string
  format: Format
  recordTypes: readonly CityRecordType[]
  /** Rows known from the first day to the last. */
  known: { from: number; to: number }
  /** Without what departments do to their rows on the way. */
  clean: boolean
}

/** The files of one source and record type; one is open at a time. */
interface Line {
  recordType: CityRecordType
  source: string | null
  name: string
  writer: TableWriter
  part: PartFile | undefined
  path: string
  rows: number
}

/** Writes blocks of firms, one after the other, each into files of its own; what a block leaves behind is only room. */
export class BlockWriter {
  readonly #writing: Writing
  readonly #lines = new Map<CityRecordType, { lines: Line[]; sourceOf: (cells: readonly Cell[]) => number }>()
  #block = 0

  constructor(writing: Writing) {
    this.#writing = writing
    const room = openRoom(writing.format)
    for (const recordType of writing.recordTypes) {
      const { sources, sourceOf } = routeOf(recordType)
      const lines = sources.map((source): Line => {
        const name = sources.length === 1 ? 'part' : source!
        const writer = room(recordType)
        return { recordType, source, name, writer, part: undefined, path: '', rows: 0 }
      })
      this.#lines.set(recordType, { lines, sourceOf })
    }
  }

  begin(block: number): void {
    this.#block = block
  }

  readonly take: Take = (recordType, knownOn, cells) => {
    const { known } = this.#writing
    if (knownOn < known.from || knownOn > known.to) return false
    const found = this.#lines.get(recordType)
    if (found === undefined) return false
    const line = found.lines[found.sourceOf(cells)]!
    if (line.part === undefined) this.#open(line)
    line.writer.add(cells, knownOn)
    line.rows++
    return true
  }

  /** Closes the files of the block and says which there are, in the order of the record types. */
  end(): CityFile[] {
    const files: CityFile[] = []
    for (const { lines } of this.#lines.values())
      for (const line of lines) {
        if (line.part === undefined) continue
        line.writer.close()
        const { recordType, source, path, rows } = line
        files.push({ recordType, source, file: path, rows, ...line.part.close() })
        line.part = undefined
      }
    return files
  }

  #open(line: Line): void {
    const { folder, format } = this.#writing
    mkdirSync(join(folder, line.recordType), { recursive: true })
    const number = String(this.#block).padStart(5, '0')
    line.path = `${line.recordType}/${line.name}-${number}.${format === 'parquet' ? 'parquet' : 'csv'}`
    const part = new PartFile(join(folder, line.path))
    line.part = part
    line.rows = 0
    line.writer.open((bytes) => part.write(bytes))
  }
}

/** Writers that share what only one of them uses at a time. */
function openRoom(format: Format): (recordType: CityRecordType) => TableWriter {
  if (format === 'parquet') {
    const [encoder, sink] = [new ChunkEncoder(), new ByteSink()]
    return (recordType) => new ParquetTable(columnsOf(recordType), encoder, sink)
  }
  const utf8 = new TextEncoder()
  const encode = format === 'csv' ? (text: string) => utf8.encode(text) : gb18030Encoder()
  return (recordType) => new CsvTable(columnsOf(recordType), encode)
}
