import { standardRecordType } from '../../../trust/catalog/index.ts'
import type { Day } from '../calendar.ts'
import type { Cell, CityRecordType, Emit } from '../emit.ts'

/** Hands over what happened on a day: the platform comes to know it when the lag of the record type has passed. */
export function report(
  emit: Emit,
  recordType: CityRecordType,
  happenedOn: Day,
  cells: readonly Cell[],
): void {
  emit(recordType, happenedOn + lagOf(recordType), cells)
}

/**
 * Hands over what has a beginning and perhaps an end: first without the end, and again when it has ended. `cells` gives
 * the row for an end that is known, or null.
 */
export function reportSpell(
  emit: Emit,
  recordType: CityRecordType,
  from: Day,
  until: Day | null,
  cells: (until: Day | null) => readonly Cell[],
): void {
  report(emit, recordType, from, cells(null))
  if (until !== null) report(emit, recordType, Math.max(from, until), cells(Math.max(from, until)))
}

const lags = new Map<CityRecordType, number>()

function lagOf(recordType: CityRecordType): number {
  let lag = lags.get(recordType)
  if (lag === undefined) {
    lag = standardRecordType(recordType).deliveryLagDays
    lags.set(recordType, lag)
  }
  return lag
}
