import type { Instant } from '../../foundation/instant.ts'
import { shanghaiDay } from '../../foundation/instant.ts'
import type { RecordType } from '../../trust/catalog/index.ts'

/** Days between two deliveries. */
const cycleDays: Partial<Record<RecordType['updateCycle'], number>> = {
  monthly: 31,
  quarterly: 92,
  yearly: 366,
}
/** Holidays may put a delivery off by so many days. */
const graceDays = 10

/**
 * The day on which the next delivery was due, when that is past. Only of what is reported period by period: of what
 * comes when something happens nobody can say that it is late.
 */
export function lateSince(
  recordType: Pick<RecordType, 'updateCycle' | 'deliveryLagDays' | 'eventTime' | 'fields'>,
  newest: Instant,
  day: string,
): string | undefined {
  const cycle = cycleDays[recordType.updateCycle]
  const byPeriod = recordType.fields.find(({ name }) => name === recordType.eventTime)?.type === 'month'
  if (cycle === undefined || !byPeriod) return undefined
  const days = cycle + recordType.deliveryLagDays + graceDays
  const due = new Date(Date.parse(`${shanghaiDay(newest)}T00:00:00Z`) + days * 86_400_000)
  const dueDay = due.toISOString().slice(0, 10)
  return dueDay < day ? dueDay : undefined
}
