import type { Instant } from '../../../foundation/instant.ts'
import { lastCompleteMonth } from '../../../foundation/month.ts'
import { quantile } from '../../../foundation/statistics/descriptive.ts'
import { peerGroupsOf, type Series } from '../../indicators/index.ts'
import { flowsOf } from '../sections/bank-flow.ts'
import { axisMonths } from '../sections/series.ts'
import { quantityOf } from '../sections/utilities.ts'
import type { PeerSeriesRow } from '../store.ts'
import { dossierOf } from './dossier.ts'
import type { Bodies } from './pack.ts'

/** The months of one firm that medians are made of, by name; of series that indicators keep no medians of. */
export interface PeerSample {
  industry: string | null
  series: Record<string, Series>
}

/** Firms that are looked at for medians, all told: more would move no median that one could see. */
export const sampleSize = 20_000
/** Nobody may be seen through a median: fewer firms than this form no group. */
const firmsMin = 5

const nothing: ReadonlySet<string> = new Set()

export function sampleOf(bodies: Bodies, at: Instant): PeerSample {
  const dossier = dossierOf(bodies, at, { open: nothing, failed: nothing })
  const industry = dossier.rowsOf('registration')[0]?.values.industry
  const series: PeerSample['series'] = {}
  const inflow = flowsOf({ dossier })?.inflow
  if (inflow) series['bank-inflow'] = inflow
  for (const kind of ['electricity', 'water', 'gas']) {
    const used = quantityOf({ dossier }, kind)
    if (used.some((value) => value !== null)) series[kind] = used
  }
  return { industry: industry === undefined || industry === null ? null : String(industry), series }
}

/** The medians of each industry group, month by month; a month that too few firms have is unknown. */
export function mediansOf(samples: readonly PeerSample[], at: Instant): PeerSeriesRow[] {
  const groups = new Map<string, { level: string; code: string; series: string; firms: Series[] }>()
  for (const { industry, series } of samples)
    for (const { level, code } of peerGroupsOf(industry))
      for (const [name, values] of Object.entries(series)) {
        const key = `${level} ${code} ${name}`
        const group = groups.get(key) ?? { level, code, series: name, firms: [] }
        group.firms.push(values)
        groups.set(key, group)
      }
  const month = lastCompleteMonth(at)
  return [...groups.values()]
    .filter(({ firms }) => firms.length >= firmsMin)
    .map(({ level, code, series, firms }) => ({
      ...{ level, code, series, month, firms: firms.length },
      medians: Array.from({ length: axisMonths }, (_, place) => {
        const known = firms.flatMap((values) => values[place] ?? [])
        return known.length < firmsMin ? null : quantile(Float64Array.from(known), 0.5)
      }),
    }))
}
