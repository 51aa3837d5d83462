import assert from 'node:assert/strict'
import type { Column } from '../../information/records/index.ts'
import { horizonMonths, lastDayOfMonth, monthOfDay } from './calendar-table.ts'
import { type CellLayout, classCount } from './cell-layout.ts'
import type { Span } from './firm-rows.ts'

/** Cells of a class: one for all that is older than the horizon, then one a month, oldest first. */
export const cellsOfClass = horizonMonths + 1

/**
 * The cells of one enterprise for one record type: class × month sums. The buffers are reused from enterprise
 * to enterprise. A last cell takes rows after T or without a date, so that the inner loops have no branch.
 */
export interface Cells {
  layout: CellLayout
  /** Sums by value name, and `count`; index = class × cellsOfClass + slot. */
  sums: Readonly<Record<string, Float64Array>>
  /** Month index of the earliest row up to T; Infinity when there is none. */
  firstMonth: number
  /** Month index of the latest row up to T; -Infinity when there is none. */
  lastMonth: number
  /** Day of the latest row up to T in each class, days since 1970-01-01; -Infinity when none. Empty unless wanted. */
  lastDay: Float64Array
  /** The cell of each row of the span taken last. */
  places: Int32Array
}

/** `wanted` names the values to sum; `last-day` asks for the day of the latest row too. */
export function createCells(layout: CellLayout, wanted: ReadonlySet<string>): Cells {
  const size = classCount(layout) * cellsOfClass + 1
  const names = [...layout.values.map(({ name }) => name), 'count'].filter((name) => wanted.has(name))
  const dated = layout.time.as === 'date' && wanted.has('last-day')
  return {
    layout,
    sums: Object.fromEntries(names.map((name) => [name, new Float64Array(size)])),
    firstMonth: Number.POSITIVE_INFINITY,
    lastMonth: Number.NEGATIVE_INFINITY,
    lastDay: new Float64Array(dated ? classCount(layout) : 0).fill(Number.NEGATIVE_INFINITY),
    places: new Int32Array(4096),
  }
}

export function resetCells(cells: Cells): void {
  for (const name in cells.sums) cells.sums[name]!.fill(0)
  cells.firstMonth = Number.POSITIVE_INFINITY
  cells.lastMonth = Number.NEGATIVE_INFINITY
  cells.lastDay.fill(Number.NEGATIVE_INFINITY)
}

export function requireColumn(span: Span, name: string): Column {
  const found = span.columns[name]
  assert(found, `the rows have no column ${name}`)
  return found
}

/** Adds the rows of a span. The order of rows and spans does not matter: sums of integers below 2^53 are exact. */
export function addSpan(cells: Cells, span: Span, asOfMonth: number): void {
  const { layout } = cells
  const rows = span.to - span.from
  if (cells.places.length < rows) cells.places = new Int32Array(Math.max(rows, cells.places.length * 2))
  const time = requireColumn(span, layout.time.column)
  if (layout.time.as === 'date') placeDates(cells, span, time as Int32Array, asOfMonth)
  else placeMonths(cells, span, time as Int16Array, asOfMonth)
  let stride = cellsOfClass
  for (const { name, codes, sign } of layout.classes) {
    if (sign) shiftNegative(cells.places, span, requireColumn(span, name) as Float64Array, stride)
    else shiftCode(cells.places, span, requireColumn(span, name) as Uint8Array, stride, codes.length)
    stride *= codes.length
  }
  if (cells.lastDay.length > 0) noteLastDays(cells, span, time as Int32Array, asOfMonth)
  for (let place = 0; place < rows; place++) if (cells.places[place]! < 0) cells.places[place] = stride
  for (const { name, minus } of layout.values) {
    const sums = cells.sums[name]
    if (!sums) continue
    if (minus)
      addShortfall(sums, cells.places, span, requireColumn(span, minus[0]), requireColumn(span, minus[1]))
    else addValues(sums, cells.places, span, requireColumn(span, name) as Float64Array)
  }
  if (cells.sums.count)
    for (let place = 0; place < rows; place++) cells.sums.count[cells.places[place]!]! += 1
}

/** Far below zero, it stays below zero when class strides are added: a row after T, undated or without a code. */
const outside = -1_000_000

function placeDates(cells: Cells, span: Span, days: Int32Array, asOfMonth: number): void {
  const { places } = cells
  const before = asOfMonth - horizonMonths
  let [first, last] = [cells.firstMonth, cells.lastMonth]
  for (let row = span.from, place = 0; row < span.to; row++, place++) {
    const month = monthOfDay[days[row]!] ?? 0
    if (month === 0 || month > asOfMonth) {
      places[place] = outside
      continue
    }
    if (month < first) first = month
    if (month > last) last = month
    places[place] = month > before ? month - before : 0
  }
  cells.firstMonth = first
  cells.lastMonth = last
}

function placeMonths(cells: Cells, span: Span, months: Int16Array, asOfMonth: number): void {
  const { places } = cells
  const before = asOfMonth - horizonMonths
  for (let row = span.from, place = 0; row < span.to; row++, place++) {
    const month = months[row]!
    if (month <= 0 || month > asOfMonth) {
      places[place] = outside
      continue
    }
    if (month < cells.firstMonth) cells.firstMonth = month
    if (month > cells.lastMonth) cells.lastMonth = month
    places[place] = month > before ? month - before : 0
  }
}

function shiftCode(places: Int32Array, span: Span, codes: Uint8Array, stride: number, count: number): void {
  for (let row = span.from, place = 0; row < span.to; row++, place++) {
    const code = codes[row]!
    places[place] = code < count ? places[place]! + code * stride : outside
  }
}

function shiftNegative(places: Int32Array, span: Span, amounts: Float64Array, stride: number): void {
  for (let row = span.from, place = 0; row < span.to; row++, place++)
    if (amounts[row]! < 0) places[place] = places[place]! + stride
}

function noteLastDays(cells: Cells, span: Span, days: Int32Array, asOfMonth: number): void {
  const { places, lastDay } = cells
  const end = lastDayOfMonth(asOfMonth)
  for (let row = span.from, place = 0; row < span.to; row++, place++) {
    const at = places[place]!
    if (at < 0) continue
    const inClass = (at / cellsOfClass) | 0
    const day = days[row]!
    if (day > lastDay[inClass]! && day <= end) lastDay[inClass] = day
  }
}

function addValues(sums: Float64Array, places: Int32Array, span: Span, values: Float64Array): void {
  for (let row = span.from, place = 0; row < span.to; row++, place++) {
    const value = values[row]!
    // A missing amount is NaN and adds nothing.
    if (!Number.isNaN(value)) sums[places[place]!]! += value
  }
}

function addShortfall(sums: Float64Array, places: Int32Array, span: Span, due: Column, paid: Column): void {
  for (let row = span.from, place = 0; row < span.to; row++, place++) {
    const missing = due[row]! - paid[row]!
    if (missing > 0) sums[places[place]!]! += missing
  }
}

/** Above 2^53 a float64 no longer holds every integer: a sum that large is a fault of the data, never rounded away. */
export function assertExact(cells: Cells): void {
  for (const name in cells.sums) {
    const sums = cells.sums[name]!
    for (let cell = 0; cell < sums.length - 1; cell++)
      if (Math.abs(sums[cell]!) > Number.MAX_SAFE_INTEGER)
        assert.fail(`${cells.layout.recordType} ${name}: a sum of 2^53 or more`)
  }
}
