import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { RecordType, Source } from '../../trust/catalog/index.ts'
import type { BatchMeasures, Verdict } from './contract.ts'
import { detectBreaks } from './detect.ts'
import { cycleOf } from './due-date.ts'
import { earlierDeliveries } from './earlier-deliveries.ts'
import { effectiveThresholds } from './effective-thresholds.ts'
import type { QualityTables } from './store.ts'

export interface DeliveryMeasured {
  recordType: RecordType
  source: Source
  measures: BatchMeasures
  /** History: when the platform would have known it. Otherwise the delivery counts as of now. */
  knownAt?: Instant | null
  /** A part on purpose: corrected rows sent again, single events. It is not compared with whole deliveries. */
  partial?: boolean
}

/** Compares a delivery with those before it, before anything of it is published. Writes nothing. */
export async function assessDelivery(
  work: UnitOfWork<QualityTables>,
  delivery: DeliveryMeasured,
): Promise<Verdict> {
  const { recordType, source, measures } = delivery
  const scope = { recordType: recordType.id, source: source.id }
  const { thresholds, digest } = await effectiveThresholds(work, scope)
  if (delivery.partial) return { action: 'publish', findings: [], comparedWith: 0, thresholds: digest }
  const { deliveries, total } = await earlierDeliveries(work, scope)
  const at = delivery.knownAt ?? work.now
  const cycle = cycleOf(recordType, source)
  const seen = detectBreaks({ recordType, cycle, measures, at, earlier: deliveries, thresholds })
  const severe = thresholds.hold.onSevere && seen.findings.some(({ severity }) => severity === 'hold')
  // History is loaded by who knows it; only what arrives live waits for a first look.
  const unseen = total < thresholds.hold.firstDeliveries && !delivery.knownAt
  return { action: severe || unseen ? 'hold' : 'publish', ...seen, thresholds: digest }
}
