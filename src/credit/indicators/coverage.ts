import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import { lastCompleteMonth, type Month, month, monthIndex } from '../../foundation/month.ts'
import type { RecordType } from '../../trust/catalog/index.ts'

/** What the manifest of the lake says of a batch. */
export interface DeliveredBatch {
  subjectPrefix: string
  eventMax: string | null
  knownMin: Instant | null
  knownMax: Instant | null
  publishedAt: Instant
}

const msOfDay = 86_400_000

/**
 * Month up to which the sources of a record type had delivered by the moment, by subject prefix (the empty prefix
 * is the unified code; others are local numbers of one source). A batch that was wholly known covers up to its
 * last event. Of one that was known in part, the delivery lag of the record type says how far: a monthly source
 * covers a month once its lag after the month's end has passed, a daily one the month of the last day delivered.
 */
export function coverageOf(
  recordType: Pick<RecordType, 'deliveryLagDays' | 'updateCycle'>,
  batches: readonly DeliveredBatch[],
  at: Instant,
): Record<string, number> {
  const covered: Record<string, number> = {}
  for (const batch of batches) {
    const knownMin = batch.knownMin ?? batch.publishedAt
    const knownMax = batch.knownMax ?? batch.publishedAt
    if (knownMin > at || batch.eventMax === null) continue
    const last = monthIndex(month(batch.eventMax.slice(0, 7)))
    const reached = knownMax <= at ? last : Math.min(last, monthIndex(deliveredMonth(recordType, at)))
    covered[batch.subjectPrefix] = Math.max(covered[batch.subjectPrefix] ?? 0, reached)
  }
  return covered
}

function deliveredMonth(recordType: Pick<RecordType, 'deliveryLagDays' | 'updateCycle'>, at: Instant): Month {
  const lagged = instant(new Date(Date.parse(at) - recordType.deliveryLagDays * msOfDay))
  if (recordType.updateCycle !== 'monthly') return month(shanghaiDay(lagged).slice(0, 7))
  return lastCompleteMonth(lagged)
}

/** The coverage that applies to an enterprise: the furthest of the sources that know it. */
export function coverageOfSubjects(
  covered: Readonly<Record<string, number>>,
  subjects: readonly string[],
): number | undefined {
  let reached: number | undefined
  for (const subject of subjects) {
    const prefix = subject.slice(0, subject.indexOf(':') + 1)
    const month = covered[prefix]
    if (month !== undefined) reached = Math.max(reached ?? 0, month)
  }
  return reached
}
