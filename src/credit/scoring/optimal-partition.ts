import { type Counts, informationValue } from './weight-of-evidence.ts'

/** How WOE runs along the value: one way, or with one turn (`peak` rises first). */
export type Trend = 'ascending' | 'descending' | 'peak' | 'valley'

/** Ordered pre-bins; the counts may be weights, but must be finite and not negative. */
export interface Cells {
  goods: Float64Array
  bads: Float64Array
}

export interface PartitionRules {
  /** All goods and bads of the column, missing values included: the denominators of the shares. */
  all: Counts
  binsMax: number
  /** Each bin holds at least so many rows, one good and one bad. */
  rowsMin: number
  /** Information value that each further bin must be worth; 0 when left out. */
  ivPerBin?: number
}

export interface Partition {
  /** Index of the first cell of each bin but the first, ascending. */
  cuts: number[]
  iv: number
}

/**
 * The partition of the cells into consecutive bins with the largest information value under the rules: an
 * optimum by dynamic programming, not a search. The state is the last bin, because the next may only follow
 * it in order of WOE. Bins that end at a cell and bins that start there are sorted by odds once, so that
 * every step is a merge with a running maximum: O(cells² · (log cells + bins)). The best of each count of bins
 * is known at the end, so a price per bin is exact too. Undefined when not even one bin keeps the rules. At
 * equal value the partition with fewer bins wins.
 */
export function optimalPartition(
  cells: Cells,
  rules: PartitionRules & { trend: Trend },
): Partition | undefined {
  return optimalPartitions(cells, rules, [rules.trend]).get(rules.trend)
}

/** The same for several trends at once: what they have in common is computed once. */
export function optimalPartitions(
  cells: Cells,
  rules: PartitionRules,
  trends: readonly Trend[],
): Map<Trend, Partition> {
  const bins = feasibleBins(cells, rules.all, rules.rowsMin)
  const found = new Map<Trend, Partition>()
  for (const [straight, turning] of [
    ['ascending', 'peak'],
    ['descending', 'valley'],
  ] as const) {
    if (!trends.includes(straight) && !trends.includes(turning)) continue
    const layers = fillLayers(bins, rules.binsMax, straight === 'ascending', trends.includes(turning))
    for (const [trend, mayTurn] of [[straight, false] as const, [turning, true] as const]) {
      if (!trends.includes(trend)) continue
      const partition = bestPartition(bins, layers, rules.ivPerBin ?? 0, mayTurn)
      if (partition) found.set(trend, partition)
    }
  }
  return found
}

interface FeasibleBins {
  cells: number
  /** By bin: first cell, end cell (exclusive), odds, information value. Sorted by first cell, then end. */
  first: Uint16Array
  end: Uint16Array
  odds: Float64Array
  iv: Float64Array
  /** Bin numbers that start (end) at a cell, by rising odds: `starting[offset…]`. */
  starting: Uint32Array
  startOffset: Uint32Array
  ending: Uint32Array
  endOffset: Uint32Array
}

function feasibleBins(cells: Cells, all: Counts, rowsMin: number): FeasibleBins {
  const count = cells.goods.length
  const capacity = (count * (count + 1)) / 2
  const [first, end] = [new Uint16Array(capacity), new Uint16Array(capacity)]
  const [odds, iv] = [new Float64Array(capacity), new Float64Array(capacity)]
  const startOffset = new Uint32Array(count + 2)
  const endOffset = new Uint32Array(count + 2)
  let bins = 0
  for (let from = 0; from < count; from++) {
    startOffset[from] = bins
    let [goods, bads] = [0, 0]
    for (let cell = from; cell < count; cell++) {
      goods += cells.goods[cell]!
      bads += cells.bads[cell]!
      if (goods + bads < rowsMin || goods < 1 || bads < 1) continue
      first[bins] = from
      end[bins] = cell + 1
      odds[bins] = goods / bads
      iv[bins] = (goods / all.goods - bads / all.bads) * Math.log((goods * all.bads) / (bads * all.goods))
      endOffset[cell + 2] = endOffset[cell + 2]! + 1
      bins++
    }
  }
  startOffset.fill(bins, count)
  for (let cell = 1; cell < endOffset.length; cell++)
    endOffset[cell] = endOffset[cell]! + endOffset[cell - 1]!
  // One sort by odds serves both lists: bins are dealt out to their first and end cells in rising order.
  const order = risingOrder(odds.subarray(0, bins))
  const [starting, ending] = [new Uint32Array(bins), new Uint32Array(bins)]
  const [nextStart, nextEnd] = [startOffset.slice(), endOffset.slice()]
  for (const bin of order) {
    starting[nextStart[first[bin]!]!++] = bin
    ending[nextEnd[end[bin]!]!++] = bin
  }
  return { cells: count, first, end, odds, iv, starting, startOffset, ending, endOffset }
}

function risingOrder(odds: Float64Array): Uint32Array {
  const order = new Uint32Array(odds.length)
  for (let index = 0; index < order.length; index++) order[index] = index
  return order.sort((left, right) => odds[left]! - odds[right]! || left - right)
}

/** By bin: the best value with this bin as the last of so many, and the bin before it. */
interface Layer {
  value: Float64Array
  before: Int32Array
  isReached: boolean
}

/** One pair of layers for each count of bins: before the turn, and after it where a turn is wanted. */
interface Layers {
  straight: Layer
  turned: Layer | undefined
}

function fillLayers(bins: FeasibleBins, binsMax: number, isRising: boolean, mayTurn: boolean): Layers[] {
  const layers: Layers[] = [{ straight: opening(bins), turned: undefined }]
  while (layers.length < binsMax) {
    const { straight, turned } = layers.at(-1)!
    const next = {
      straight: extend(bins, straight.value, undefined, isRising),
      turned: mayTurn ? extend(bins, straight.value, turned?.value, !isRising) : undefined,
    }
    if (!next.straight.isReached && !next.turned?.isReached) break
    layers.push(next)
  }
  return layers
}

function bestPartition(
  bins: FeasibleBins,
  layers: readonly Layers[],
  ivPerBin: number,
  mayTurn: boolean,
): Partition | undefined {
  let best: { net: number; value: number; count: number; bin: number; turned: boolean } | undefined
  const [from, to] = [bins.endOffset[bins.cells]!, bins.endOffset[bins.cells + 1]!]
  layers.forEach(({ straight, turned }, index) => {
    for (let at = from; at < to; at++) {
      const bin = bins.ending[at]!
      const before = straight.value[bin]!
      const after = mayTurn && turned ? turned.value[bin]! : Number.NEGATIVE_INFINITY
      const value = Math.max(before, after)
      const net = value - (index + 1) * ivPerBin
      if (net > (best ? best.net + 1e-12 * Math.abs(best.net) : Number.NEGATIVE_INFINITY))
        best = { net, value, count: index + 1, bin, turned: after > before }
    }
  })
  return best && { cuts: walkBack(bins, layers, best), iv: best.value }
}

function opening(bins: FeasibleBins): Layer {
  const total = bins.starting.length
  const value = new Float64Array(total).fill(Number.NEGATIVE_INFINITY)
  for (let bin = 0; bin < bins.startOffset[1]!; bin++) value[bin] = bins.iv[bin]!
  return { value, before: new Int32Array(total).fill(-1), isReached: true }
}

/** One more bin: after the bins that end where it starts, and whose odds are not higher (rising) or not lower (falling). */
function extend(
  bins: FeasibleBins,
  straight: Float64Array,
  turned: Float64Array | undefined,
  isRising: boolean,
): Layer {
  const total = bins.starting.length
  const value = new Float64Array(total).fill(Number.NEGATIVE_INFINITY)
  const before = new Int32Array(total).fill(-1)
  const { starting, ending, startOffset, endOffset, odds, iv } = bins
  const step = isRising ? 1 : -1
  let isReached = false
  for (let cell = 1; cell < bins.cells; cell++) {
    const [startFrom, startTo] = [startOffset[cell]!, startOffset[cell + 1]!]
    const [endFrom, endTo] = [endOffset[cell]!, endOffset[cell + 1]!]
    if (startFrom === startTo || endFrom === endTo) continue
    let at = isRising ? endFrom : endTo - 1
    const stop = isRising ? endTo : endFrom - 1
    let [top, topBin] = [Number.NEGATIVE_INFINITY, -1]
    for (
      let index = isRising ? startFrom : startTo - 1;
      index >= startFrom && index < startTo;
      index += step
    ) {
      const bin = starting[index]!
      const limit = odds[bin]!
      while (at !== stop && (isRising ? odds[ending[at]!]! <= limit : odds[ending[at]!]! >= limit)) {
        const candidate = ending[at]!
        const reach = turned ? Math.max(straight[candidate]!, turned[candidate]!) : straight[candidate]!
        if (reach > top) {
          top = reach
          topBin = candidate
        }
        at += step
      }
      if (topBin < 0) continue
      value[bin] = top + iv[bin]!
      before[bin] = topBin
      isReached = true
    }
  }
  return { value, before, isReached }
}

function walkBack(
  bins: FeasibleBins,
  layers: readonly Layers[],
  last: { count: number; bin: number; turned: boolean },
): number[] {
  const cuts: number[] = []
  let { bin, turned } = last
  for (let count = last.count; count > 1; count--) {
    cuts.unshift(bins.first[bin]!)
    const layer = layers[count - 1]!
    const previous = (turned ? layer.turned! : layer.straight).before[bin]!
    const earlier = layers[count - 2]!
    turned =
      turned &&
      earlier.turned !== undefined &&
      earlier.turned.value[previous]! > earlier.straight.value[previous]!
    bin = previous
  }
  return cuts
}

/** The information value of given cuts, for comparison. */
export function partitionValue(cells: Cells, cuts: readonly number[], all: Counts): number {
  const edges = [0, ...cuts, cells.goods.length]
  let sum = 0
  for (let bin = 0; bin + 1 < edges.length; bin++) {
    let [goods, bads] = [0, 0]
    for (let cell = edges[bin]!; cell < edges[bin + 1]!; cell++) {
      goods += cells.goods[cell]!
      bads += cells.bads[cell]!
    }
    sum += informationValue({ goods, bads }, all)
  }
  return sum
}
