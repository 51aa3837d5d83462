import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api'
import type { Field } from '../../trust/catalog/index.ts'
import { type Column, type ColumnChunk, missingCode, missingDate, missingMonth } from './chunk.ts'
import { connectEngine } from './engine.ts'
import { hash8 } from './lake-folder.ts'
import { eventColumns, fieldNamed, latestSql, type PlannedFile, type ScanPlan } from './scan-plan.ts'
import { name, text } from './sql-text.ts'

/** A chunk is closed at the first change of subject after so many rows. */
const chunkRows = 131_072

/** Rows that are sorted at once where a record type has several files; a slice is a range of hash8. */
const sliceRows = 4_000_000

/** How a field leaves the engine as a number, nulls included, and the array that takes it. */
function columnOf(field: Field): { sql: string; make: (length: number) => Column } {
  const x = name(field.name)
  switch (field.type) {
    case 'fen':
    case 'capital':
    case 'integer':
      return { sql: `coalesce(${x}::DOUBLE, 'NaN'::DOUBLE)`, make: (length) => new Float64Array(length) }
    case 'date':
      return {
        sql: `coalesce(${x} - DATE '1970-01-01', ${missingDate})::INTEGER`,
        make: (length) => new Int32Array(length),
      }
    case 'month':
      return { sql: `coalesce(${x}, ${missingMonth})::SMALLINT`, make: (length) => new Int16Array(length) }
    case 'code':
    case 'boolean':
      return {
        sql: `coalesce(${x}::UTINYINT, ${missingCode})::UTINYINT`,
        make: (length) => new Uint8Array(length),
      }
    case 'text':
      return {
        sql: `coalesce((hash(${x}) >> 12)::DOUBLE, 'NaN'::DOUBLE)`,
        make: (length) => new Float64Array(length),
      }
    case 'identifier':
      throw new TypeError('the identifier is the subject: it is not a column')
  }
}

export function subjectConditions(plan: ScanPlan): string[] {
  if (plan.subjects === null) return []
  const hashes = [...new Set(plan.subjects.map(hash8))].sort((left, right) => left - right)
  return [`hash8 IN (${hashes.join(', ')})`, `subject IN (${plan.subjects.map(text).join(', ')})`]
}

/**
 * Files whose hash ranges overlap belong together; the groups follow each other in the order of the lake, so that
 * each is sorted by itself and a group of one file not at all.
 */
function groupsOf(files: readonly PlannedFile[]): PlannedFile[][] {
  const groups: PlannedFile[][] = []
  let reached = -1
  for (const file of [...files].sort((left, right) => left.hashFrom - right.hashFrom)) {
    if (file.hashFrom > reached) groups.push([])
    groups.at(-1)!.push(file)
    reached = Math.max(reached, file.hashTo)
  }
  return groups
}

/** Conditions that cut files into ranges of hash8 of which each is sorted at once; none where one range will do. */
export function hashSlices(plan: ScanPlan, files: readonly PlannedFile[]): string[][] {
  const from = Math.min(...files.map((file) => file.hashFrom))
  const width = Math.max(...files.map((file) => file.hashTo)) - from + 1
  const rows = plan.subjects === null ? files.reduce((sum, file) => sum + file.rows, 0) : 0
  const slices = Math.min(width, Math.max(1, Math.ceil(rows / sliceRows)))
  if (slices === 1) return [[]]
  return Array.from({ length: slices }, (_, slice) => {
    const first = from + Math.floor((slice * width) / slices)
    const last = from + Math.floor(((slice + 1) * width) / slices) - 1
    return [`hash8 BETWEEN ${first} AND ${last}`]
  })
}

/** The queries of a scan, one a slice. A single file is in the right order as it lies. */
export function scanQueries(plan: ScanPlan): string[] {
  const columns = plan.columns.map((column) => columnOf(fieldNamed(plan.recordType, column)).sql)
  const select = ['hash(subject) AS subject_hash', 'subject', ...columns].join(', ')
  const conditions = subjectConditions(plan)
  const order = ['hash8', 'subject', ...eventColumns(plan.recordType).map(name)].join(', ')
  const groups = plan.subjects === null ? groupsOf(plan.files) : [plan.files]
  return groups.flatMap((files) => {
    const latest = (range: string[]) => latestSql(plan, files, plan.columns, [...range, ...conditions])
    if (files.length === 1 && !files[0]!.supersedes && !plan.contested)
      return [`SELECT ${select} FROM (${latest([])})`]
    return hashSlices(plan, files).map(
      (range) => `SELECT ${select} FROM (${latest(range)}) ORDER BY ${order}`,
    )
  })
}

/** Streams the rows of a plan as columns. Needs no store: it runs in a bulk process as well. */
export async function* scan(plan: ScanPlan): AsyncGenerator<ColumnChunk> {
  if (plan.files.length === 0 || plan.subjects?.length === 0) return
  const engine = await connectEngine()
  try {
    const building = new ChunkBuilder(plan)
    for (const query of scanQueries(plan)) {
      const result = await engine.stream(query)
      for (;;) {
        const chunk = await result.fetchChunk()
        if (!chunk || chunk.rowCount === 0) break
        yield* building.add(chunk)
      }
    }
    yield* building.finish()
  } finally {
    engine.closeSync()
  }
}

/** Copies the engine's vectors of some 2,000 rows into chunks that end where a subject ends. */
class ChunkBuilder {
  readonly #names: string[]
  readonly #makers: ((length: number) => Column)[]
  #columns: Column[]
  #capacity = chunkRows * 2
  #rows = 0
  #subjects: string[] = []
  #starts: number[] = []
  /** The hash of the last subject, in two halves. */
  #low = 0
  #high = 0

  constructor(plan: ScanPlan) {
    this.#names = plan.columns
    this.#makers = plan.columns.map((column) => columnOf(fieldNamed(plan.recordType, column)).make)
    this.#columns = this.#makers.map((make) => make(this.#capacity))
  }

  *add(chunk: DuckDBDataChunk): Generator<ColumnChunk> {
    // Asked once: each time is a call into the engine.
    const count = chunk.rowCount
    const vectors = this.#names.map((_, column) => itemsOf(chunk.getColumnVector(column + 2)))
    const hashes = itemsOf(chunk.getColumnVector(0))
    const halves = new Uint32Array(hashes.buffer, hashes.byteOffset, count * 2)
    const subjects = chunk.getColumnVector(1)
    let copied = 0
    for (let row = 0; row < count; row++) {
      const low = halves[row * 2]!
      const high = halves[row * 2 + 1]!
      if (low === this.#low && high === this.#high && this.#subjects.length > 0) continue
      if (this.#rows + row - copied >= chunkRows) {
        this.#copy(vectors, copied, row)
        copied = row
        yield this.#take()
      }
      this.#low = low
      this.#high = high
      this.#subjects.push(subjects.getItem(row) as string)
      this.#starts.push(this.#rows + row - copied)
    }
    this.#copy(vectors, copied, count)
  }

  *finish(): Generator<ColumnChunk> {
    if (this.#rows > 0) yield this.#take()
  }

  #copy(vectors: Column[], from: number, to: number): void {
    const needed = this.#rows + to - from
    if (needed > this.#capacity) this.#grow(needed)
    for (const [column, vector] of vectors.entries()) {
      this.#columns[column]!.set(vector.subarray(from, to) as never, this.#rows)
    }
    this.#rows = needed
  }

  #grow(needed: number): void {
    this.#capacity = Math.max(needed, this.#capacity * 2)
    this.#columns = this.#columns.map((column, place) => {
      const larger = this.#makers[place]!(this.#capacity)
      larger.set(column as never)
      return larger
    })
  }

  #take(): ColumnChunk {
    const columns = Object.fromEntries(
      this.#names.map((column, place) => [column, this.#columns[place]!.slice(0, this.#rows)]),
    )
    const chunk = {
      rows: this.#rows,
      subjects: this.#subjects,
      offsets: Int32Array.from([...this.#starts, this.#rows]),
      columns,
    }
    this.#rows = 0
    this.#subjects = []
    this.#starts = []
    return chunk
  }
}

function itemsOf(vector: DuckDBVector): Column {
  return (vector as unknown as { items: Column }).items
}
