import type { BatchMeasures, Finding, FindingCode, Scores } from './contract.ts'

/** A delivery as the scores see it. */
export interface ScoredDelivery {
  outcome: string
  measures: BatchMeasures
  findings: readonly Finding[]
}

/** Findings after which the values themselves cannot be believed, whatever their form. */
const falseValues: ReadonlySet<FindingCode> = new Set([
  'event-months-shifted',
  'dates-one-day',
  'day-month-swapped',
  'unit-changed',
  'content-repeated',
])

/**
 * The six dimensions of GB/T 36344-2018 from what can be measured without the truth at hand. Accuracy is the weak
 * one: the standard means agreement with the real world, and what is counted here is how often a source corrected
 * itself and how many deliveries had values that cannot be right. A dimension without a measure has no score.
 */
export function scoresOf(
  deliveries: readonly ScoredDelivery[],
  known: { lagDaysStated: number; hasRules: boolean; contradictingShare: number | null },
): Scores {
  const decided = deliveries.filter(({ outcome }) => outcome !== 'withdrawn')
  const live = decided.filter(({ outcome }) => outcome === 'published' || outcome === 'released')
  const counted = live.filter(({ measures }) => measures.rows > 0)
  const consistency = [
    ...(known.hasRules ? [mean(counted.map(({ measures }) => 1 - brokenRules(measures)))] : []),
    ...(known.contradictingShare === null ? [] : [1 - known.contradictingShare]),
  ].filter((share) => share !== null)
  return {
    conformity: score(mean(counted.map(({ measures }) => 1 - measures.quarantined / measures.rows))),
    completeness: score(mean(counted.flatMap(({ measures }) => completenessOf(measures) ?? []))),
    accuracy: score(
      mean(
        counted.map(({ measures, findings }) =>
          findings.some(({ code }) => falseValues.has(code)) ? 0 : 1 - measures.corrected / measures.rows,
        ),
      ),
    ),
    consistency: score(consistency.length === 0 ? null : Math.min(...consistency)),
    timeliness: score(mean(counted.flatMap(({ measures }) => lagScore(measures, known.lagDaysStated)))),
    accessibility: score(
      mean(decided.map(({ outcome }) => (outcome === 'held' || outcome === 'rejected' ? 0 : 1))),
    ),
  }
}

/** Element completeness: the mean share of values over all fields. */
export function completenessOf(measures: BatchMeasures): number | null {
  if (measures.measured === 0) return null
  return mean(Object.values(measures.fields).map(({ filled }) => filled / measures.measured))
}

function brokenRules(measures: BatchMeasures): number {
  const broken = (measures.quarantine['rule-broken'] ?? 0) + (measures.warnings['rule-broken'] ?? 0)
  return Math.min(1, broken / measures.rows)
}

/** Full where nine rows of ten came within the stated lag, and less in proportion to how far they did not. */
function lagScore(measures: BatchMeasures, stated: number): number[] {
  if (measures.lagDays === null) return []
  return [Math.min(1, (stated + 1) / (Math.max(measures.lagDays.p90, 0) + 1))]
}

function mean(shares: readonly number[]): number | null {
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length
}

function score(share: number | null): number | null {
  return share === null ? null : Math.round(100 * Math.min(1, Math.max(0, share)))
}
