import { dayAt } from '../../foundation/business-calendar.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import type { RecordType, Source } from '../../trust/catalog/index.ts'
import { countEnterprises, type EnterpriseTables } from '../enterprises/index.ts'
import type { DeliveryMeasured } from './assess-delivery.ts'
import type { Verdict } from './contract.ts'
import { effectiveThresholds } from './effective-thresholds.ts'
import { deliveriesScored, lineOf } from './line-summary.ts'
import { raiseCase } from './raise-case.ts'
import {
  countPart,
  findLakeMeasure,
  findLastAt,
  findLine,
  insertMeasures,
  lockLine,
  type QualityTables,
  saveLine,
  selectDeliveries,
} from './store.ts'

export type QualityWork = UnitOfWork<QualityTables & EnterpriseTables & AuditTables>

/**
 * Keeps what was measured of a delivery, in the transaction that publishes or holds it, and raises a case for what
 * somebody has to answer for.
 */
export async function keepMeasures(
  work: QualityWork,
  delivery: DeliveryMeasured & { batch: string; verdict: Verdict },
): Promise<void> {
  const { batch, recordType, source, measures, verdict, partial = false } = delivery
  const line = { recordType: recordType.id, source: source.id }
  await lockLine(work.db, line)
  await insertMeasures(work.db, {
    batch,
    ...line,
    at: delivery.knownAt ?? work.now,
    outcome: verdict.action === 'hold' ? 'held' : 'published',
    partial,
    measures,
    findings: verdict.findings,
    thresholds: verdict.thresholds,
    enterprisesKnown: partial ? null : BigInt(await countEnterprises(work)),
  })
  // The overview shows whole deliveries: a part changes nothing of it but that something came today.
  if (partial && (await countPart(work.db, line, dayAt(work.now)))) return
  const changed = await refreshLine(work, recordType, source, 1)
  if (verdict.action === 'hold' || verdict.findings.some(({ severity }) => severity !== 'note'))
    await raiseCase(work, { ...changed, batch, verdict })
}

/** Works the overview's row of a line out again, from its stored measures. */
export async function refreshLine(
  work: QualityWork,
  recordType: RecordType,
  source: Source,
  deliveriesMore = 0,
) {
  const line = { recordType: recordType.id, source: source.id }
  const { thresholds } = await effectiveThresholds(work, line)
  const known = await findLine(work.db, line)
  const stored = lineOf(recordType, source, {
    deliveries: await selectDeliveries(work.db, line, { limit: deliveriesScored, live: false }),
    lastAt: await findLastAt(work.db, line),
    total: (known?.deliveries ?? 0) + deliveriesMore,
    lake: await findLakeMeasure(work.db, line),
    thresholds,
  })
  await saveLine(work.db, stored)
  return { line: stored, thresholds }
}
