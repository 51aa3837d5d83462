import { horizonMonths } from './calendar-table.ts'
import { type KeptSeries, keptSeries } from './month-series.ts'
import type { PeerGroupRow } from './store.ts'

/** Nobody may be seen through a median: fewer firms than this form no group. */
export const peersMin = 5

/** An industry code of GB/T 4754-2017, `C3484`, belongs to a division `C34`, a section `C`, and to all. */
export function groupsOf(industry: string | null): { level: PeerGroupRow['level']; code: string }[] {
  const groups: { level: PeerGroupRow['level']; code: string }[] = []
  if (industry !== null && /^[A-T]\d{2}/.test(industry))
    groups.push({ level: 'division', code: industry.slice(0, 3) })
  if (industry !== null && /^[A-T]/.test(industry))
    groups.push({ level: 'section', code: industry.slice(0, 1) })
  return [...groups, { level: 'all', code: 'all' }]
}

/** The indicators whose place among the peers a page shows. */
export const comparedIndicators = [
  'g.inv_out.sum_12',
  'g.inv_out.yoy_12',
  'g.inv_margin.margin_12',
  'g.inv_cust.n_12',
  'g.inv_cust.top5_12',
  'g.tax_total.sum_12',
  'g.ss_head.mean_12',
  'g.ss_turn.leave_rate_12',
] as const

/** Gathers the figures of all enterprises: of each firm three series and a handful of values. */
export interface PeerGathering {
  /** `kept` are the kept series of one enterprise. */
  add(industry: string | null, kept: Float64Array, values: readonly (number | null)[]): void
  settle(month: string): PeerGroupRow[]
}

const peerMeasures: readonly KeptSeries[] = ['sale-amount', 'tax-paid', 'headcount']
const seriesSize = peerMeasures.length * horizonMonths
const entrySize = seriesSize + comparedIndicators.length

export function createPeerGathering(): PeerGathering {
  let entries = new Float64Array(entrySize * 1024)
  let firms = 0
  const members = new Map<string, number[]>()

  function add(industry: string | null, kept: Float64Array, values: readonly (number | null)[]): void {
    if ((firms + 1) * entrySize > entries.length) {
      const larger = new Float64Array(entries.length * 2)
      larger.set(entries)
      entries = larger
    }
    peerMeasures.forEach((measure, place) => {
      const from = keptSeries.indexOf(measure) * horizonMonths
      entries.set(kept.subarray(from, from + horizonMonths), firms * entrySize + place * horizonMonths)
    })
    values.forEach((value, index) => {
      entries[firms * entrySize + seriesSize + index] = value ?? Number.NaN
    })
    for (const { level, code } of groupsOf(industry)) {
      const key = `${level}:${code}`
      const list = members.get(key)
      if (list) list.push(firms)
      else members.set(key, [firms])
    }
    firms++
  }

  /** The known values of one figure among the members, sorted. */
  function known(list: readonly number[], figure: number): Float64Array {
    return Float64Array.from(list, (firm) => entries[firm * entrySize + figure]!)
      .filter((value) => !Number.isNaN(value))
      .sort()
  }

  function settle(month: string): PeerGroupRow[] {
    return [...members]
      .filter(([, list]) => list.length >= peersMin)
      .map(([key, list]) => {
        const [level, code] = key.split(':') as [PeerGroupRow['level'], string]
        const series = Object.fromEntries(
          peerMeasures.map((measure, place) => [
            measure,
            Array.from({ length: horizonMonths }, (_, slot) =>
              medianOf(known(list, place * horizonMonths + slot)),
            ),
          ]),
        )
        const percentiles = Object.fromEntries(
          comparedIndicators.flatMap((id, place) => {
            const sorted = known(list, seriesSize + place)
            return sorted.length < peersMin ? [] : [[id, percentilesOf(sorted)] as const]
          }),
        )
        return { level, code, month, firms: list.length, series, percentiles }
      })
  }

  return { add, settle }
}

function medianOf(sorted: Float64Array): number | null {
  if (sorted.length < peersMin) return null
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The 0th to the 100th percentile by the nearest rank. */
function percentilesOf(sorted: Float64Array): number[] {
  return Array.from(
    { length: 101 },
    (_, percent) => sorted[Math.round((percent / 100) * (sorted.length - 1))]!,
  )
}

/** Per cent of the peers that a value is better than; ties count for neither side. */
export function betterThan(
  percentiles: readonly number[],
  value: number,
  direction: 'higher' | 'lower' | 'neutral',
): number | null {
  if (direction === 'neutral') return null
  const worse = percentiles.filter((each) => (direction === 'higher' ? each < value : each > value)).length
  return Math.min(100, worse)
}
