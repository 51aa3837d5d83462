import { monthOfIndex } from '../../../foundation/month.ts'
import { ByteSink } from './byte-sink.ts'
import type { Column, Held } from './column.ts'
import { bitWidthOf, Dictionary, NumberDictionary } from './dictionary.ts'
import { type ThriftField, writeStruct } from './thrift.ts'
import { writeIndices } from './write-indices.ts'

/** Numbers of parquet.thrift. */
export const encodings = { plain: 0, rle: 3, rleDictionary: 8 } as const
const pageTypes = { data: 0, dictionary: 2 } as const

/** What the file says of one column of one row group. */
export interface Chunk {
  bytes: number
  values: number
  dictionaryBytes: number
  encodings: number[]
}

const secondsOfDay = 86_400
/** Rows come at 02:00 in Asia/Shanghai, 18:00 UTC of the day before. */
const secondOfDelivery = -6 * 3600
/** Rows of a group at most: they are held before they are written. */
export const rowsOfGroup = 1 << 15

/** Encodes the values of a column, one column after the other; everything that it needs is kept for the next. */
export class ChunkEncoder {
  readonly #indices = new Int32Array(rowsOfGroup)
  readonly #texts = new Dictionary()
  readonly #numbers = new NumberDictionary()
  readonly #page = new ByteSink()
  readonly #dictionary = new ByteSink()

  /** Appends the pages of the column to the sink. */
  encode(sink: ByteSink, column: Column, held: Held, count: number): Chunk {
    const before = sink.length
    this.#page.clear()
    this.#dictionary.clear()
    if (!column.required) this.#writePresence(held, count)
    const entries = this.#writeValues(column, held, count)
    if (entries > 0) writePage(sink, this.#dictionary, pageTypes.dictionary, entries)
    const dictionaryBytes = sink.length - before
    writePage(sink, this.#page, pageTypes.data, count, entries > 0)
    return {
      bytes: sink.length - before,
      values: count,
      dictionaryBytes,
      encodings: [entries > 0 ? encodings.rleDictionary : encodings.plain, encodings.rle],
    }
  }

  /** Which values are there: the definition levels, with their length before them. */
  #writePresence(held: Held, count: number): void {
    const levels = this.#indices
    if ('texts' in held) for (let at = 0; at < count; at++) levels[at] = held.texts[at] === null ? 0 : 1
    else for (let at = 0; at < count; at++) levels[at] = Number.isNaN(held.numbers[at]) ? 0 : 1
    this.#page.int32(0)
    const from = this.#page.length
    writeIndices(this.#page, levels, count, 1)
    this.#page.view.setInt32(from - 4, this.#page.length - from, true)
  }

  /** The values, by a dictionary where that is shorter; says how many entries that has. */
  #writeValues(column: Column, held: Held, count: number): number {
    if ('texts' in held) return this.#writeTexts(held.texts, count)
    const { numbers } = held
    if (column.kind === 'month' || column.kind === 'moment') return this.#writeFew(column, numbers, count)
    if (column.kind === 'date') this.#writeInt32(numbers, count)
    else if (column.kind === 'real') this.#writeDoubles(numbers, count)
    else this.#writeInt64(numbers, count)
    return 0
  }

  #writeTexts(texts: readonly (string | null)[], count: number): number {
    const present = this.#texts.index(texts, count, this.#indices)
    if (present < 0) {
      for (let at = 0; at < count; at++) if (texts[at] !== null) this.#page.text(texts[at]!)
      return 0
    }
    for (const text of this.#texts.entries) this.#dictionary.text(text)
    return this.#writePlaces(present, this.#texts.entries.length)
  }

  #writeFew(column: Column, numbers: Float64Array, count: number): number {
    const present = this.#numbers.index(numbers, count, this.#indices)
    for (const value of this.#numbers.entries)
      if (column.kind === 'month') this.#dictionary.text(monthOfIndex(value))
      else int64(this.#dictionary, (value * secondsOfDay + secondOfDelivery) * 1e6)
    return this.#writePlaces(present, this.#numbers.entries.length)
  }

  #writePlaces(present: number, entries: number): number {
    if (entries === 0) return 0
    const bitWidth = bitWidthOf(entries)
    this.#page.byte(bitWidth)
    writeIndices(this.#page, this.#indices, present, bitWidth)
    return entries
  }

  #writeInt32(numbers: Float64Array, count: number): void {
    const page = this.#page
    page.reserve(4 * count)
    for (let at = 0; at < count; at++) {
      const value = numbers[at]!
      if (Number.isNaN(value)) continue
      page.view.setInt32(page.length, value, true)
      page.length += 4
    }
  }

  #writeDoubles(numbers: Float64Array, count: number): void {
    const page = this.#page
    page.reserve(8 * count)
    for (let at = 0; at < count; at++) {
      const value = numbers[at]!
      if (Number.isNaN(value)) continue
      page.view.setFloat64(page.length, value, true)
      page.length += 8
    }
  }

  #writeInt64(numbers: Float64Array, count: number): void {
    const page = this.#page
    page.reserve(8 * count)
    for (let at = 0; at < count; at++) if (!Number.isNaN(numbers[at])) int64(page, numbers[at]!)
  }
}

/** A whole number up to 2^53 in two halves. */
function int64(sink: ByteSink, value: number): void {
  sink.reserve(8)
  sink.view.setUint32(sink.length, value >>> 0, true)
  sink.view.setInt32(sink.length + 4, Math.floor(value / 4294967296), true)
  sink.length += 8
}

function writePage(sink: ByteSink, page: ByteSink, type: number, values: number, byDictionary = false): void {
  const encoding = byDictionary ? encodings.rleDictionary : encodings.plain
  const said: ThriftField[] = [
    [1, { i32: values }],
    [2, { i32: encoding }],
  ]
  const levels: ThriftField[] = [
    [3, { i32: encodings.rle }],
    [4, { i32: encodings.rle }],
  ]
  writeStruct(sink, [
    [1, { i32: type }],
    [2, { i32: page.length }],
    [3, { i32: page.length }],
    type === pageTypes.dictionary ? [7, { struct: said }] : [5, { struct: [...said, ...levels] }],
  ])
  sink.all(page.written())
}
