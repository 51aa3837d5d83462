import { dayAt } from '../../foundation/business-calendar.ts'
import type { Instant } from '../../foundation/instant.ts'
import type { RecordType, Source } from '../../trust/catalog/index.ts'
import type { BatchMeasures, Thresholds } from './contract.ts'
import { cycleOf, dueAfter } from './due-date.ts'
import { enterprisesOf } from './measured-share.ts'
import { scoresOf } from './score.ts'
import type { LakeMeasure, LineSummary, StoredLine, StoredMeasures } from './store.ts'

/** How many deliveries the scores and the small trend look back on. */
export const deliveriesScored = 12

/** A month with fewer of the rows than this is a straggler and not covered by the delivery. */
const coveredShareMin = 0.05

/** The line after its last deliveries (newest first), for the overview to read at once. */
export function lineOf(
  recordType: RecordType,
  source: Source,
  seen: {
    deliveries: readonly StoredMeasures[]
    lastAt: Instant | undefined
    total: number
    lake: LakeMeasure | undefined
    thresholds: Thresholds
  },
): StoredLine {
  const live = seen.deliveries.filter(({ outcome }) => outcome === 'published' || outcome === 'released')
  const coveredTo = live.reduce<string | null>(
    (latest, { measures }) => laterOf(latest, coveredMonth(measures)),
    null,
  )
  const deliveredOn = seen.lastAt === undefined ? null : dayAt(seen.lastAt)
  const promise = { cycle: cycleOf(recordType, source), deliveryLagDays: recordType.deliveryLagDays }
  const due = deliveredOn === null ? null : dueAfter({ deliveredOn, coveredTo }, promise, seen.thresholds.due)
  return {
    recordType: recordType.id,
    source: source.id,
    organization: source.organization,
    owner: source.contact ?? source.organization,
    deliveries: seen.total,
    lastDeliveredOn: deliveredOn,
    coveredTo,
    dueOn: due?.dueOn ?? null,
    missingAfter: due?.missingAfter ?? null,
    summary: summaryOf(recordType, seen),
  }
}

function summaryOf(
  recordType: RecordType,
  { deliveries, lake }: { deliveries: readonly StoredMeasures[]; lake: LakeMeasure | undefined },
): LineSummary {
  const last = deliveries[0]
  const contradicting = (lake?.consistency ?? []).filter(({ keysShared }) => keysShared > 0)
  const known = {
    lagDaysStated: recordType.deliveryLagDays,
    hasRules: recordType.rules.length > 0,
    contradictingShare:
      contradicting.length === 0
        ? null
        : Math.max(
            ...contradicting.map(({ keysContradicting, keysShared }) => keysContradicting / keysShared),
          ),
  }
  return {
    scores: scoresOf(deliveries, known),
    rows: last?.measures.rows ?? 0,
    quarantineShareBps: last ? bps(last.measures.quarantined, last.measures.rows) : 0,
    duplicateShareBps: last ? bps(last.measures.duplicate, last.measures.rows) : 0,
    coverageBps: last ? coverageBps(last) : null,
    lagDays: last?.measures.lagDays ?? null,
    lagDaysStated: recordType.deliveryLagDays,
    rowsTrend: deliveries.map(({ measures }) => measures.rows).reverse(),
  }
}

export function bps(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((10_000 * part) / whole)
}

export function coverageBps({ measures, enterprisesKnown }: StoredMeasures): number | null {
  return enterprisesKnown === null || enterprisesKnown === 0n
    ? null
    : Math.min(10_000, bps(enterprisesOf(measures), Number(enterprisesKnown)))
}

/** The last month that a delivery really says something of. */
function coveredMonth(measures: BatchMeasures): string | null {
  const least = coveredShareMin * measures.measured
  const months = Object.entries(measures.eventMonths).filter(([, rows]) => rows > 0 && rows >= least)
  return months.reduce<string | null>((latest, [month]) => laterOf(latest, month), null)
}

function laterOf(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right
  return left > right ? left : right
}
