import { median } from '../../foundation/statistics/descriptive.ts'

/** Middle and width of earlier values that a few broken ones do not move. */
export interface Spread {
  middle: number
  /** 1.4826 · MAD: the standard deviation where values are normal (Rousseeuw & Croux 1993, section 1). */
  width: number
}

export function spreadOf(values: readonly number[]): Spread {
  const column = Float64Array.from(values)
  const middle = median(column)
  return { middle, width: 1.4826 * median(column.map((value) => Math.abs(value - middle))) }
}

/** How many robust deviations a value lies above the middle; `floor` is the least width that is believed. */
export function deviations(value: number, { middle, width }: Spread, floor: number): number {
  return (value - middle) / Math.max(width, floor)
}

/**
 * Compares positive numbers by their ratio: the deviations are those of the logarithms. `season` is what the ratio
 * was at the same time of earlier years.
 */
export function compareRatio(
  value: number,
  earlier: readonly number[],
  floor: number,
  season = 1,
): { ratio: number; middle: number; deviations: number } {
  const spread = spreadOf(earlier.map((number) => Math.log(Math.max(number, 1))))
  const middle = Math.exp(spread.middle)
  return {
    ratio: value / middle / season,
    middle,
    deviations: deviations(Math.log(Math.max(value, 1) / season), spread, floor),
  }
}

/** Compares shares between 0 and 1; the floor knows that a share of few rows varies by itself. */
export function compareShare(
  share: number,
  earlier: readonly number[],
  rows: number,
): { rise: number; middle: number; deviations: number } {
  const spread = spreadOf(earlier)
  const sampling = Math.sqrt((spread.middle * (1 - spread.middle)) / Math.max(rows, 1))
  return {
    rise: share - spread.middle,
    middle: spread.middle,
    deviations: deviations(share, spread, sampling + 0.005),
  }
}

export function medianOf(values: readonly number[]): number {
  return median(Float64Array.from(values))
}
