import type { Trend } from './optimal-partition.ts'
import { absent, type PreBins, type SolvableCells } from './pre-bins.ts'
import { type Counts, informationValue } from './weight-of-evidence.ts'

interface Rules {
  trend: Trend
  all: Counts
  rowsMin: number
}

/** Where a cut may stand, with the rows strictly below each place. */
interface Neighborhood {
  /** Candidate cuts: each distinct value is the least of the upper bin. */
  values: Float64Array
  previous: Float64Array
  /** Goods and bads of the two cells strictly below the candidate. */
  goodsBelow: Float64Array
  badsBelow: Float64Array
}

export interface PolishedCuts {
  cuts: number[]
  bins: Counts[]
}

/**
 * Moves each cut of the optimum, first to the best edge of a fine cell, then to the best single row of the two
 * fine cells beside it, again and again until none moves. The value never falls and the rules are kept, so that
 * what the cells blur, a threshold in the middle of one for instance, is found exactly.
 */
export function polishCuts(
  values: Float64Array,
  labels: Uint8Array,
  { fine, first }: SolvableCells,
  cellCuts: readonly number[],
  rules: Rules,
): PolishedCuts {
  const fineCuts = cellCuts.map((cut) => first[cut]!)
  const bins = countBins(fine, fineCuts)
  const everyEdge = edgesOf(fine)
  if (first.length < fine.edges.length)
    moveCuts(
      fineCuts.map(() => everyEdge),
      fineCuts,
      bins,
      rules,
    )
  const neighborhoods = gather(values, labels, fine, fineCuts)
  const places = neighborhoods.map(({ values: candidates }, index) =>
    lowerBound(candidates, fine.edges[fineCuts[index]!]!),
  )
  moveCuts(neighborhoods, places, bins, rules)
  const cuts = neighborhoods.map(({ values: candidates, previous }, cut) =>
    shortestBetween(previous[places[cut]!]!, candidates[places[cut]!]!),
  )
  return { cuts, bins }
}

/** Changes `places` and `bins` in place. */
function moveCuts(
  neighborhoods: readonly Neighborhood[],
  places: number[],
  bins: Counts[],
  rules: Rules,
): void {
  for (let sweep = 0, moved = true; moved && sweep < 8; sweep++) {
    moved = false
    neighborhoods.forEach((neighborhood, cut) => {
      const place = bestPlace(neighborhood, places[cut]!, bins, cut, rules)
      if (place === places[cut]) return
      shift(bins, cut, neighborhood, places[cut]!, place)
      places[cut] = place
      moved = true
    })
  }
}

/** Every edge of the fine cells as a candidate; the place of a candidate is its cell. */
function edgesOf({ edges, goods, bads }: PreBins): Neighborhood {
  const below = (counts: Float64Array) => {
    let sum = 0
    return counts.map((count) => {
      sum += count
      return sum - count
    })
  }
  return { values: edges, previous: edges, goodsBelow: below(goods), badsBelow: below(bads) }
}

function countBins(preBins: PreBins, cellCuts: readonly number[]): Counts[] {
  const edges = [0, ...cellCuts, preBins.goods.length]
  return edges.slice(1).map((end, bin) => {
    const counts = { goods: 0, bads: 0 }
    for (let cell = edges[bin]!; cell < end; cell++) {
      counts.goods += preBins.goods[cell]!
      counts.bads += preBins.bads[cell]!
    }
    return counts
  })
}

/** Rows of the cells beside each cut, sorted natively: goods and bads apart, then merged. */
function gather(
  values: Float64Array,
  labels: Uint8Array,
  { goods, bads, cellOf }: PreBins,
  cellCuts: readonly number[],
): Neighborhood[] {
  const wanted = new Set(cellCuts.flatMap((cut) => [cut - 1, cut]))
  const slot = new Int32Array(absent + 1).fill(-1)
  const pools: Float64Array[] = []
  for (const cell of wanted) {
    slot[cell] = pools.length
    pools.push(new Float64Array(goods[cell]!), new Float64Array(bads[cell]!))
  }
  const filled = new Uint32Array(pools.length)
  for (let row = 0; row < values.length; row++) {
    const at = slot[cellOf[row]!]!
    if (at < 0) continue
    const pool = at + labels[row]!
    pools[pool]![filled[pool]!++] = values[row]!
  }
  for (const pool of pools) pool.sort()
  return cellCuts.map((cut) => {
    const both = [cut - 1, cut].map((cell) => slot[cell]!)
    const join = (shift: number) => {
      const [left, right] = [pools[both[0]! + shift]!, pools[both[1]! + shift]!]
      const joined = new Float64Array(left.length + right.length)
      joined.set(left)
      joined.set(right, left.length)
      return joined
    }
    return merge(join(0), join(1))
  })
}

function merge(goods: Float64Array, bads: Float64Array): Neighborhood {
  const size = goods.length + bads.length
  const [values, previous] = [new Float64Array(size), new Float64Array(size)]
  const [goodsBelow, badsBelow] = [new Float64Array(size), new Float64Array(size)]
  let [good, bad, count] = [0, 0, 0]
  while (good < goods.length || bad < bads.length) {
    const value = Math.min(goods[good] ?? Number.POSITIVE_INFINITY, bads[bad] ?? Number.POSITIVE_INFINITY)
    values[count] = value
    previous[count] = count > 0 ? values[count - 1]! : Number.NEGATIVE_INFINITY
    goodsBelow[count] = good
    badsBelow[count] = bad
    count++
    while (good < goods.length && goods[good] === value) good++
    while (bad < bads.length && bads[bad] === value) bad++
  }
  return {
    values: values.subarray(0, count),
    previous: previous.subarray(0, count),
    goodsBelow: goodsBelow.subarray(0, count),
    badsBelow: badsBelow.subarray(0, count),
  }
}

function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function shift(bins: Counts[], cut: number, near: Neighborhood, from: number, to: number): void {
  const goods = near.goodsBelow[to]! - near.goodsBelow[from]!
  const bads = near.badsBelow[to]! - near.badsBelow[from]!
  const [left, right] = [bins[cut]!, bins[cut + 1]!]
  bins[cut] = { goods: left.goods + goods, bads: left.bads + bads }
  bins[cut + 1] = { goods: right.goods - goods, bads: right.bads - bads }
}

function bestPlace(
  near: Neighborhood,
  from: number,
  bins: readonly Counts[],
  cut: number,
  rules: Rules,
): number {
  const [left, right] = [bins[cut]!, bins[cut + 1]!]
  const tried = [...bins]
  let best = from
  let bestValue = informationValue(left, rules.all) + informationValue(right, rules.all)
  bestValue += 1e-12 * Math.abs(bestValue)
  // Place 0 would move the whole lower cell; it stays open to the neighboring cut's own search.
  for (let place = 1; place < near.values.length; place++) {
    const goods = near.goodsBelow[place]! - near.goodsBelow[from]!
    const bads = near.badsBelow[place]! - near.badsBelow[from]!
    const lower = { goods: left.goods + goods, bads: left.bads + bads }
    const upper = { goods: right.goods - goods, bads: right.bads - bads }
    if (!isFull(lower, rules.rowsMin) || !isFull(upper, rules.rowsMin)) continue
    const value = informationValue(lower, rules.all) + informationValue(upper, rules.all)
    if (value <= bestValue) continue
    tried[cut] = lower
    tried[cut + 1] = upper
    if (!keepsTrend(tried, rules.trend)) continue
    best = place
    bestValue = value
  }
  return best
}

function isFull({ goods, bads }: Counts, rowsMin: number): boolean {
  return goods >= 1 && bads >= 1 && goods + bads >= rowsMin
}

/** Whether the odds of good run as the trend says; compared as fractions, without rounding. */
export function keepsTrend(bins: readonly Counts[], trend: Trend): boolean {
  const rising = trend === 'ascending' || trend === 'peak'
  let turned = false
  for (let bin = 1; bin < bins.length; bin++) {
    const [left, right] = [bins[bin - 1]!, bins[bin]!]
    const step = (right.goods * left.bads - left.goods * right.bads) * (rising ? 1 : -1)
    if (step < 0) {
      if (trend === 'ascending' || trend === 'descending') return false
      turned = true
    } else if (step > 0 && turned) return false
  }
  return true
}

/** The decimal with the fewest digits that is above `below` and at most `least`: people read 11.4, not 11.42500019. */
export function shortestBetween(below: number, least: number): number {
  if (!Number.isFinite(below)) return least
  const middle = below + (least - below) / 2
  for (let digits = 1; digits < 17; digits++) {
    const candidate = Number(middle.toPrecision(digits))
    if (candidate > below && candidate <= least) return candidate
  }
  return least
}
