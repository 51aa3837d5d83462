import { addMonths, type Month } from '../../../foundation/month.ts'

/** Month series and their statistics for the recomputation; null stands for any reason. */
export type Value = number | null

export interface Series {
  /** Undefined where the month is not covered. */
  at: (of: Month) => number | undefined
}

export const monthOf = (date: string) => date.slice(0, 7) as Month
export const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

export function seriesOf<Row>(
  rows: readonly Row[],
  dated: (row: Row) => Month,
  value: (row: Row) => number,
  asOf: Month,
  coveredTo: Month,
  chosen: readonly Row[],
): Series {
  const known = rows
    .map(dated)
    .filter((of) => of <= asOf)
    .sort()
  const first = known[0]
  const last = known.at(-1)
  return {
    at: (of) =>
      first === undefined || of < first || (of > coveredTo && of > last!) || of > asOf
        ? undefined
        : add(chosen.filter((row) => dated(row) === of).map(value)),
  }
}

export function windowOf(asOf: Month, months: number, back = 0): Month[] {
  return Array.from({ length: months }, (_, index) => addMonths(asOf, index - months + 1 - back))
}

export function covered(series: Series, months: readonly Month[]): number[] {
  return months.map((of) => series.at(of)).filter((value) => value !== undefined)
}

export function enough(series: Series, asOf: Month, months: number): number[] | null {
  const values = covered(series, windowOf(asOf, months))
  return values.length > 0 && values.length >= 0.6 * months ? values : null
}

function growth(series: Series, asOf: Month, months: number, back: number): Value {
  const pairs = windowOf(asOf, months)
    .map((of) => [series.at(of), series.at(addMonths(of, -back))] as const)
    .filter((pair): pair is readonly [number, number] => pair[0] !== undefined && pair[1] !== undefined)
  if (pairs.length === 0 || pairs.length < 0.6 * months) return null
  const before = add(pairs.map(([, earlier]) => earlier))
  if (before <= 0) return null
  return Math.min(5, Math.max(-1, add(pairs.map(([now]) => now)) / before - 1))
}

function spread(
  series: Series,
  asOf: Month,
  months: number,
): { points: [number, number][]; mean: number } | null {
  const points = windowOf(asOf, months)
    .map((of, index) => [index, series.at(of)] as const)
    .filter((point): point is [number, number] => point[1] !== undefined)
  const mean = add(points.map(([, y]) => y)) / points.length
  return points.length >= (months === 24 ? 12 : 3) && mean > 0
    ? { points: points as [number, number][], mean }
    : null
}

function variation(series: Series, asOf: Month, months: number): Value {
  const known = spread(series, asOf, months)
  if (!known) return null
  const { points, mean } = known
  return Math.sqrt(add(points.map(([, y]) => (y - mean) * (y - mean))) / points.length) / mean
}

function slope(series: Series, asOf: Month, months: number): Value {
  const known = spread(series, asOf, months)
  if (!known) return null
  const { points, mean } = known
  const n = points.length
  const sx = add(points.map(([x]) => x))
  const sxx = add(points.map(([x]) => x * x))
  const sxy = add(points.map(([x, y]) => x * (y - mean)))
  return (n * sxy) / (n * sxx - sx * sx) / mean
}

function largestDrop(series: Series, asOf: Month, months: number): Value {
  const values = covered(series, windowOf(asOf, months))
  if (values.length < 6) return null
  const smooth = values.slice(2).map((value, at) => (value + values[at + 1]! + values[at]!) / 3)
  const drops = smooth.flatMap((value, at) => {
    const highest = Math.max(...smooth.slice(0, at + 1))
    return highest > 0 ? [1 - value / highest] : []
  })
  return drops.length > 0 ? Math.max(0, ...drops) : null
}

function streak(series: Series, asOf: Month, months: number): Value {
  const values = covered(series, windowOf(asOf, months))
  if (values.length < 6) return null
  const falls = values
    .slice(1)
    .map((value, at) => (value < values[at]! ? 'f' : '-'))
    .join('')
  return Math.max(0, ...[...falls.matchAll(/f+/g)].map(([run]) => run.length))
}

function season(series: Series, asOf: Month): Value {
  const values = covered(series, windowOf(asOf, 24))
  if (values.length < 24) return null
  const mean = add(values) / 24
  const variance = add(values.map((value) => (value - mean) ** 2))
  const residual = add(
    values.map((value, at) => (value - (values[at % 12]! + values[(at % 12) + 12]!) / 2) ** 2),
  )
  return variance > 0 ? 1 - residual / variance : null
}

export function naiveSeries(series: Series, asOf: Month): Record<string, Value> {
  const mean = (months: number) => {
    const values = enough(series, asOf, months)
    return values && add(values) / values.length
  }
  const zero = (months: number) => enough(series, asOf, months)?.filter((value) => value === 0).length ?? null
  const sorted = enough(series, asOf, 12)?.sort((left, right) => left - right)
  const half = sorted ? sorted.length / 2 : 0
  return {
    last_1: series.at(asOf) ?? null,
    mean_3: mean(3),
    mean_6: mean(6),
    mean_12: mean(12),
    mean_24: mean(24),
    sum_12: sorted ? add(sorted) : null,
    cv_12: variation(series, asOf, 12),
    cv_24: variation(series, asOf, 24),
    slope_6: slope(series, asOf, 6),
    slope_12: slope(series, asOf, 12),
    yoy_3: growth(series, asOf, 3, 12),
    yoy_12: growth(series, asOf, 12, 12),
    mom_3: growth(series, asOf, 3, 3),
    zero_12: zero(12),
    zero_24: zero(24),
    maxdrop_24: largestDrop(series, asOf, 24),
    median_12: sorted
      ? (sorted[Math.ceil(half) - 1 + (half % 1 === 0 ? 0 : 0)]! + sorted[Math.floor(half)]!) / 2
      : null,
    max_12: sorted ? sorted.at(-1)! : null,
    min_12: sorted ? sorted[0]! : null,
    season_24: season(series, asOf),
    streak_12: streak(series, asOf, 12),
  }
}
