import assert from 'node:assert/strict'
import { horizonMonths, lastDayOfMonth } from './calendar-table.ts'
import { cellLayouts, getCellLayout, selectClasses } from './cell-layout.ts'
import { addSpan, assertExact, type Cells, cellsOfClass, createCells, resetCells } from './cells.ts'
import type { NullReason } from './contract.ts'
import { type Counterparties, type CounterpartyCounter, createCounterpartyCounter } from './counterparties.ts'
import type { FirmRows } from './firm-rows.ts'
import type { Formula, Measure } from './formula.ts'
import { type LoanFigure, readLoans } from './loan-state.ts'
import { type RegistrationFigure, readRegistration } from './registration-state.ts'
import type { MonthSeries } from './window-statistics.ts'

/**
 * What the formulas read of the enterprise at hand. `take` fills the buffers from its rows; the rest answers
 * from them, each figure worked out once. Only what some formula asks for is gathered.
 */
export interface FirmFigures {
  take(rows: FirmRows): void
  series(measure: string): MonthSeries
  /** The measure over all periods up to T. */
  ever(measure: string): number
  /** Days from the last row of the measure to the end of T; undefined when there is none. */
  daysSince(measure: string): number | undefined
  parties(direction: 'sale' | 'purchase'): Counterparties
  registration(figure: RegistrationFigure): number | NullReason
  loan(figure: LoanFigure): number | NullReason
  /** Whether the source has delivered anything of the record type. */
  delivered(recordType: string): boolean
}

interface MeasureSlot {
  cells: Cells
  value: string
  classes: readonly number[]
  sign: 1 | -1
  series: MonthSeries
  /** Which enterprise the series was filled for. */
  filledFor: number
}

const horizonEnd = horizonMonths - 1
const directions = ['sale', 'purchase'] as const

export function createFirmFigures(
  formulas: readonly Formula[],
  measures: Readonly<Record<string, Measure>>,
): FirmFigures {
  const blocks = new Map(cellLayouts.map(({ recordType }) => [recordType, new Set<string>()]))
  const names = new Set(formulas.flatMap(measuresOf))
  for (const name of names)
    blocks.get(getMeasure(measures, name).recordType)!.add(getMeasure(measures, name).value)
  if (formulas.some(({ stat }) => stat === 'recency-days')) blocks.get('vat-invoice')!.add('last-day')

  const cells = new Map<string, Cells>()
  for (const [recordType, wanted] of blocks)
    if (wanted.size > 0) cells.set(recordType, createCells(getCellLayout(recordType), wanted))
  const slots = new Map([...names].map((name) => [name, createSlot(getMeasure(measures, name), cells)]))
  const counters = new Map(
    directions
      .filter((direction) =>
        formulas.some((formula) => formula.stat === 'parties' && formula.direction === direction),
      )
      .map((direction) => [direction, createCounterpartyCounter(directions.indexOf(direction))]),
  )
  return createReader(cells, slots, counters)
}

export function measuresOf(formula: Formula): string[] {
  return ['of', 'per', 'less'].flatMap((key) => {
    const name = (formula as unknown as Record<string, string | undefined>)[key]
    return name === undefined ? [] : [name]
  })
}

function getMeasure(measures: Readonly<Record<string, Measure>>, name: string): Measure {
  const measure = measures[name]
  assert(measure, `no measure ${name}`)
  return measure
}

function createSlot(measure: Measure, cells: ReadonlyMap<string, Cells>): MeasureSlot {
  return {
    cells: cells.get(measure.recordType)!,
    value: measure.value,
    classes: selectClasses(getCellLayout(measure.recordType), measure.where),
    sign: measure.sign ?? 1,
    series: { values: new Float64Array(horizonMonths), from: 0, to: -1, recorded: false },
    filledFor: -1,
  }
}

function fillSeries(slot: MeasureSlot, rows: FirmRows): void {
  const { series, cells } = slot
  const sums = cells.sums[slot.value]!
  for (let month = 0; month < horizonMonths; month++) {
    let sum = 0
    for (const inClass of slot.classes) sum += sums[inClass * cellsOfClass + 1 + month]!
    series.values[month] = sum === 0 ? 0 : sum * slot.sign
  }
  const start = rows.asOfMonth - horizonEnd
  const coveredTo =
    rows.coveredTo[cells.layout.recordType as keyof FirmRows['coveredTo']] ?? Number.NEGATIVE_INFINITY
  series.recorded = cells.firstMonth <= rows.asOfMonth
  series.from = series.recorded ? Math.max(0, cells.firstMonth - start) : horizonMonths
  // A record of the month proves that the source has delivered it.
  series.to = Math.min(horizonEnd, Math.max(coveredTo, cells.lastMonth) - start)
}

function createReader(
  cells: ReadonlyMap<string, Cells>,
  slots: ReadonlyMap<string, MeasureSlot>,
  counters: ReadonlyMap<string, CounterpartyCounter>,
): FirmFigures {
  let rows: FirmRows = { asOfMonth: 0, spans: {}, coveredTo: {} }
  let turn = 0
  let registration: ReturnType<typeof readRegistration> | undefined
  let loans: ReturnType<typeof readLoans> | undefined
  const parties = new Map<string, Counterparties>()

  function take(next: FirmRows): void {
    rows = next
    turn++
    registration = undefined
    loans = undefined
    parties.clear()
    for (const [recordType, each] of cells) {
      resetCells(each)
      for (const span of next.spans[recordType as keyof FirmRows['spans']] ?? [])
        addSpan(each, span, next.asOfMonth)
      assertExact(each)
    }
    for (const counter of counters.values()) {
      counter.reset()
      for (const span of next.spans['vat-invoice'] ?? []) counter.add(span, next.asOfMonth)
    }
  }

  function series(measure: string): MonthSeries {
    const slot = slots.get(measure)
    assert(slot, `no formula reads ${measure}`)
    if (slot.filledFor !== turn) {
      fillSeries(slot, rows)
      slot.filledFor = turn
    }
    return slot.series
  }

  function ever(measure: string): number {
    const slot = slots.get(measure)!
    const sums = slot.cells.sums[slot.value]!
    let sum = 0
    for (const inClass of slot.classes)
      for (let cell = 0; cell < cellsOfClass; cell++) sum += sums[inClass * cellsOfClass + cell]!
    return sum === 0 ? 0 : sum * slot.sign
  }

  function daysSince(measure: string): number | undefined {
    const slot = slots.get(measure)!
    const last = Math.max(...slot.classes.map((inClass) => slot.cells.lastDay[inClass]!))
    return Number.isFinite(last) ? lastDayOfMonth(rows.asOfMonth) - last : undefined
  }

  return {
    take,
    series,
    ever,
    daysSince,
    parties: (direction) => {
      const known = parties.get(direction) ?? counters.get(direction)!.settle()
      parties.set(direction, known)
      return known
    },
    registration: (figure) => {
      registration ??= readRegistration(rows.spans.registration ?? [], rows.asOfMonth)
      return typeof registration === 'string' ? registration : registration[figure]
    },
    loan: (figure) => {
      loans ??= readLoans(rows.spans.loan ?? [], rows.spans.repayment ?? [], rows.asOfMonth)
      return loans[figure]
    },
    delivered: (recordType) => rows.coveredTo[recordType as keyof FirmRows['coveredTo']] !== undefined,
  }
}
