import { optimalPartition, type Partition, type Trend } from './optimal-partition.ts'
import { keepsTrend, polishCuts } from './polish-cuts.ts'
import { absent, allCells, cutIntoPreBins, cutWhereItMatters } from './pre-bins.ts'
import type { ScorecardBin } from './scorecard.ts'
import type { Column, Direction } from './training-table.ts'
import { type Counts, informationValue, weightOfEvidence } from './weight-of-evidence.ts'

export interface Bin extends Counts {
  kind: ScorecardBin['kind']
  lower: number | null
  upper: number | null
  categories: string[]
  woe: number
  iv: number
}

/** A column cut into bins: intervals or groups of categories first, then special values, others and missing. */
export interface Binning {
  kind: 'number' | 'category'
  trend: Trend | 'none'
  bins: Bin[]
  iv: number
}

export interface BinningOptions {
  binsMax?: number
  /** Of all rows; 5 % by default. Missing and special values are bins whatever their size. */
  binShareMin?: number
  /** Equal cells to choose from; by default a thousand, thinned to where the bad rate changes. */
  preBinsMax?: number
  direction?: Direction
  specials?: readonly number[]
  /** Chi-square that a further bin must add to be kept; 0 takes the largest information value whatever the noise. */
  chiSquarePerBin?: number
  /** Chi-square that a turn must add, for each bin that it adds, before `auto` prefers it to one direction; 0 by default. */
  chiSquareOfTurn?: number
}

export function isNumeric(column: Column): column is Float64Array {
  return column instanceof Float64Array
}

export function binColumn(column: Column, labels: Uint8Array, options: BinningOptions = {}): Binning {
  return isNumeric(column) ? binNumbers(column, labels, options) : binCategories(column, labels, options)
}

const trendsOf: Readonly<Record<Direction, readonly Trend[]>> = {
  ascending: ['ascending'],
  descending: ['descending'],
  monotone: ['ascending', 'descending'],
  'one-turn': ['peak', 'valley'],
  auto: ['ascending', 'descending', 'peak', 'valley'],
}

function countAll(labels: Uint8Array): Counts {
  let bads = 0
  for (const label of labels) bads += label
  return { goods: labels.length - bads, bads }
}

/**
 * Information value and chi-square of a split are close for small effects: IV ≈ chi² · rows / (goods · bads).
 * So a price in chi-square becomes one in information value.
 */
function ivOfChiSquare(chiSquare: number, all: Counts): number {
  return all.goods > 0 && all.bads > 0 ? (chiSquare * (all.goods + all.bads)) / (all.goods * all.bads) : 0
}

export function binNumbers(values: Float64Array, labels: Uint8Array, options: BinningOptions = {}): Binning {
  const specials = options.specials ?? []
  const all = countAll(labels)
  const rowsMin = Math.max(1, Math.ceil((options.binShareMin ?? 0.05) * labels.length))
  const cells = options.preBinsMax
    ? allCells(cutIntoPreBins(values, labels, options.preBinsMax, specials))
    : cutWhereItMatters(values, labels, rowsMin, specials)
  const found = bestTrend(cells, all, rowsMin, options)
  const polished = found
    ? polishCuts(values, labels, cells, found.partition.cuts, { trend: found.trend, all, rowsMin })
    : undefined
  const cuts = polished?.cuts ?? []
  const counts = polished?.bins ?? [sumOf(cells)]
  const bins = counts.map(
    (bin, index): Bin =>
      describe(bin, all, 'interval', { lower: cuts[index - 1] ?? null, upper: cuts[index] ?? null }),
  )
  const outside = countOutside(values, labels, cells.fine.cellOf, specials)
  outside.specials.forEach((bin, index) => {
    bins.push(describe(bin, all, 'special', { lower: specials[index]!, upper: specials[index]! }))
  })
  bins.push(describe(outside.missing, all, 'missing'))
  const trend = found && cuts.length > 0 ? straightened(counts, found.trend) : 'none'
  return { kind: 'number', trend, bins, iv: bins.reduce((sum, bin) => sum + bin.iv, 0) }
}

/** A peak or valley that does not turn is named for what it is. */
function straightened(bins: readonly Counts[], trend: Trend): Trend {
  return (['ascending', 'descending'] as const).find((straight) => keepsTrend(bins, straight)) ?? trend
}

function sumOf(cells: { goods: Float64Array; bads: Float64Array }): Counts {
  const add = (left: number, right: number) => left + right
  return { goods: cells.goods.reduce(add, 0), bads: cells.bads.reduce(add, 0) }
}

function bestTrend(
  cells: { goods: Float64Array; bads: Float64Array },
  all: Counts,
  rowsMin: number,
  options: BinningOptions,
): { trend: Trend; partition: Partition } | undefined {
  const direction = options.direction ?? 'auto'
  const ivPerBin = ivOfChiSquare(options.chiSquarePerBin ?? 0, all)
  const net = ({ partition }: { partition: Partition }) => partition.iv - partition.cuts.length * ivPerBin
  let best: { trend: Trend; partition: Partition } | undefined
  for (const trend of trendsOf[direction]) {
    const partition = optimalPartition(cells, {
      trend,
      all,
      binsMax: options.binsMax ?? 8,
      rowsMin,
      ivPerBin,
    })
    if (!partition) continue
    const candidate = { trend, partition }
    const turns = direction === 'auto' && (trend === 'peak' || trend === 'valley')
    const added = best ? Math.max(1, partition.cuts.length - best.partition.cuts.length) : 1
    const handicap = turns ? added * ivOfChiSquare(options.chiSquareOfTurn ?? 0, all) : 0
    if (!best || net(candidate) - handicap > net(best) + 1e-12) best = candidate
  }
  return best
}

function describe(
  counts: Counts,
  all: Counts,
  kind: Bin['kind'],
  place: Partial<Pick<Bin, 'lower' | 'upper' | 'categories'>> = {},
): Bin {
  return {
    kind,
    lower: place.lower ?? null,
    upper: place.upper ?? null,
    categories: place.categories ?? [],
    goods: counts.goods,
    bads: counts.bads,
    woe: weightOfEvidence(counts, all),
    iv: informationValue(counts, all),
  }
}

function countOutside(
  values: Float64Array,
  labels: Uint8Array,
  cellOf: Uint16Array,
  specials: readonly number[],
): { missing: Counts; specials: Counts[] } {
  const missing = { goods: 0, bads: 0 }
  const special = specials.map(() => ({ goods: 0, bads: 0 }))
  for (let row = 0; row < values.length; row++) {
    if (cellOf[row] !== absent) continue
    const place = specials.length > 0 ? specials.indexOf(values[row]!) : -1
    const counts = place < 0 ? missing : special[place]!
    if (labels[row] === 1) counts.bads++
    else counts.goods++
  }
  return { missing, specials: special }
}

/** Categories below this share of the rows are one group, which also takes those never seen. */
const rareShare = 0.01

function binCategories(
  column: readonly (string | null)[],
  labels: Uint8Array,
  options: BinningOptions,
): Binning {
  const all = countAll(labels)
  const counts = new Map<string, Counts>()
  const missing = { goods: 0, bads: 0 }
  column.forEach((value, row) => {
    let entry = value === null || value === '' ? missing : counts.get(value)
    if (!entry) {
      entry = { goods: 0, bads: 0 }
      counts.set(value!, entry)
    }
    if (labels[row] === 1) entry.bads++
    else entry.goods++
  })
  const rareRows = Math.max(2, rareShare * labels.length)
  const groups: { names: string[]; counts: Counts; isOther: boolean }[] = []
  const other = { names: [] as string[], counts: { goods: 0, bads: 0 }, isOther: true }
  for (const [name, entry] of [...counts].sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (entry.goods + entry.bads >= rareRows) groups.push({ names: [name], counts: entry, isOther: false })
    else {
      other.names.push(name)
      other.counts = { goods: other.counts.goods + entry.goods, bads: other.counts.bads + entry.bads }
    }
  }
  if (other.names.length > 0) groups.push(other)
  const odds = ({ counts: { goods, bads } }: { counts: Counts }) => (goods + 0.5) / (bads + 0.5)
  groups.sort((left, right) => odds(left) - odds(right))
  const bins = groupBins(groups, all, labels.length, options)
  if (!bins.some((bin) => bin.kind === 'other')) bins.push(describe({ goods: 0, bads: 0 }, all, 'other'))
  bins.push(describe(missing, all, 'missing'))
  return { kind: 'category', trend: 'none', bins, iv: bins.reduce((sum, bin) => sum + bin.iv, 0) }
}

/**
 * In order of their odds, any grouping of neighbors is monotone, so the optimum over the order is the optimum
 * over all groupings (Breiman et al. 1984, §9.4, for two classes). The odds are those of the groups as counted.
 */
function groupBins(
  groups: readonly { names: string[]; counts: Counts; isOther: boolean }[],
  all: Counts,
  rows: number,
  options: BinningOptions,
): Bin[] {
  const cells = {
    goods: Float64Array.from(groups, (group) => group.counts.goods),
    bads: Float64Array.from(groups, (group) => group.counts.bads),
  }
  const partition = optimalPartition(cells, {
    trend: 'peak',
    all,
    binsMax: options.binsMax ?? 8,
    rowsMin: Math.max(1, Math.ceil((options.binShareMin ?? 0.05) * rows)),
    ivPerBin: ivOfChiSquare(options.chiSquarePerBin ?? 0, all),
  })
  const edges = [0, ...(partition?.cuts ?? []), groups.length]
  return edges.slice(1).flatMap((end, bin) => {
    const members = groups.slice(edges[bin], end)
    if (members.length === 0) return []
    const counts = {
      goods: members.reduce((sum, group) => sum + group.counts.goods, 0),
      bads: members.reduce((sum, group) => sum + group.counts.bads, 0),
    }
    const kind = members.some((group) => group.isOther) ? 'other' : 'categories'
    return [describe(counts, all, kind, { categories: members.flatMap((group) => group.names).sort() })]
  })
}

/** The same description for cuts that someone else chose. */
export function binAtCuts(values: Float64Array, labels: Uint8Array, cuts: readonly number[]): Binning {
  const all = countAll(labels)
  const counts = Array.from({ length: cuts.length + 2 }, () => ({ goods: 0, bads: 0 }))
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    const bin = counts[value !== value ? cuts.length + 1 : intervalOf(cuts, value)]!
    if (labels[row] === 1) bin.bads++
    else bin.goods++
  }
  const bins = counts.map((bin, index) =>
    index > cuts.length
      ? describe(bin, all, 'missing')
      : describe(bin, all, 'interval', { lower: cuts[index - 1] ?? null, upper: cuts[index] ?? null }),
  )
  return { kind: 'number', trend: 'none', bins, iv: bins.reduce((sum, bin) => sum + bin.iv, 0) }
}

/** Number of cuts at or below the value: the interval that it is in. */
export function intervalOf(cuts: ArrayLike<number>, value: number): number {
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (cuts[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
