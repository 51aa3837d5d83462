import type { Instant } from '../../foundation/instant.ts'
import type { RecordType } from '../../trust/catalog/index.ts'
import { type Comparison, comparisonOf, type EarlierDelivery } from './comparison.ts'
import type { BatchMeasures, Finding, Thresholds } from './contract.ts'
import { findCodeChanges } from './detect-codes.ts'
import { findDateChanges } from './detect-dates.ts'
import { findValueChanges } from './detect-values.ts'
import { findVolumeChanges } from './detect-volume.ts'

const detectors: readonly ((comparison: Comparison) => Finding[])[] = [
  findVolumeChanges,
  findDateChanges,
  findCodeChanges,
  findValueChanges,
]

/** Everything that sets a delivery apart from those before it; of fewer than the least number nothing can be said. */
export function detectBreaks(delivery: {
  recordType: RecordType
  cycle: RecordType['updateCycle']
  measures: BatchMeasures
  at: Instant
  earlier: readonly EarlierDelivery[]
  thresholds: Thresholds
}): { findings: Finding[]; comparedWith: number } {
  const comparison = comparisonOf(delivery)
  const comparedWith = comparison.earlier.length
  if (comparedWith < delivery.thresholds.comparable.deliveriesMin) return { findings: [], comparedWith }
  return { findings: detectors.flatMap((find) => find(comparison)), comparedWith }
}
