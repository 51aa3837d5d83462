import { horizonMonths } from './calendar-table.ts'
import type { FirmFigures } from './firm-figures.ts'

/** The month series that are kept beside a vector: what a page draws, and what an industry's medians are made of. */
export const keptSeries = ['sale-amount', 'purchase-amount', 'tax-paid', 'headcount', 'leaves'] as const
export type KeptSeries = (typeof keptSeries)[number]
export const keptSeriesSize = keptSeries.length * horizonMonths

/** A month series; null where the month is not covered. */
export type Series = (number | null)[]

/** Writes the series of the enterprise at hand one after the other, NaN where a month is not covered. */
export function writeSeries(figures: FirmFigures, into: Float64Array, from: number): void {
  let at = from
  for (const measure of keptSeries) {
    const series = figures.series(measure)
    for (let slot = 0; slot < horizonMonths; slot++)
      into[at++] = slot >= series.from && slot <= series.to ? series.values[slot]! : Number.NaN
  }
}

export function readSeries(kept: Float64Array): Record<KeptSeries, Series> {
  const entries = keptSeries.map((measure, place) => [
    measure,
    Array.from(kept.subarray(place * horizonMonths, (place + 1) * horizonMonths), (value) =>
      Number.isNaN(value) ? null : value,
    ),
  ])
  return Object.fromEntries(entries) as Record<KeptSeries, Series>
}

export function packSeries(kept: Float64Array): Buffer {
  return Buffer.from(new Uint8Array(kept.buffer, kept.byteOffset, kept.byteLength))
}

export function unpackSeries(bytes: Uint8Array): Float64Array {
  const copy = bytes.slice()
  return new Float64Array(copy.buffer, copy.byteOffset, keptSeriesSize)
}
