import { type Instant, inShanghai } from '../../foundation/instant.ts'
import { append } from '../../trust/audit/index.ts'
import { assessDelivery, findMeasured, keepMeasures, type Verdict } from '../quality/index.ts'
import { type BatchResult, refuse } from './contract.ts'
import type { IngestionWork, ResolvedDelivery } from './delivery.ts'
import type { Refined } from './refine-manifest.ts'

/** What a refined delivery is like beside those before it; null when a person has released it already. */
export async function judgeDelivery(
  work: IngestionWork,
  delivery: ResolvedDelivery,
  refined: Refined,
): Promise<Verdict | null> {
  if ((await findMeasured(work, delivery.batch)) !== undefined) return null
  return assessDelivery(work, { ...measuredOf(delivery), measures: refined.measures })
}

/** In the transaction that publishes: the measures are there if and only if the batch is. */
export async function keepJudged(
  work: IngestionWork,
  delivery: ResolvedDelivery,
  refined: Refined,
  verdict: Verdict | null,
): Promise<void> {
  if (verdict === null) return
  const { batch } = delivery
  await keepMeasures(work, { ...measuredOf(delivery), measures: refined.measures, batch, verdict })
}

/**
 * Publishes nothing and keeps what was measured. The files are kept as they came, so a release reads them again:
 * against what the lake holds by then, and not against what it held when they were set aside.
 */
export async function holdDelivery(
  work: IngestionWork,
  delivery: ResolvedDelivery,
  refined: Refined,
  verdict: Verdict,
): Promise<BatchResult> {
  await keepJudged(work, delivery, refined, verdict)
  const { batch, recordType, source } = delivery
  const findings = verdict.findings.map(({ code }) => code)
  const detail = { recordType: recordType.id, source: source.id, rowsRead: refined.rowsRead, findings }
  await append(work, { kind: 'batch-held', subject: batch, detail })
  return (await findHeld(work, delivery))!
}

/** The answer about a delivery that waits for a person, and a refusal of one that was rejected. */
export async function findHeld(
  work: IngestionWork,
  delivery: ResolvedDelivery,
): Promise<BatchResult | undefined> {
  const found = await findMeasured(work, delivery.batch)
  if (found?.outcome === 'rejected') return refuse('batch-rejected', { batch: delivery.batch })
  if (found?.outcome !== 'held') return undefined
  const { rows, quarantined, duplicate, quarantine } = found.measures
  return {
    batch: delivery.batch,
    recordType: delivery.recordType.id,
    source: delivery.source.id,
    files: [],
    rowsRead: rows,
    rowsPublished: 0,
    rowsQuarantined: quarantined,
    rowsDuplicate: duplicate,
    rowsCorrected: 0,
    quarantine: Object.entries(quarantine).map(([reason, count]) => ({ reason, rows: count })),
    held: {
      rows: rows - quarantined - duplicate,
      findings: found.findings.map(({ code, zh, en }) => ({ code, zh, en })),
    },
    digest: delivery.digest,
    publishedAt: inShanghai(found.at as Instant),
  }
}

/** Corrected rows, files that are read again, and pushed rows are parts: they are not compared with whole deliveries. */
function measuredOf(delivery: ResolvedDelivery) {
  const { recordType, source, knownAt, replaces, rereads, rowResults } = delivery
  const continuous = (source.updateCycle ?? recordType.updateCycle) === 'continuous'
  const partial = replaces !== null || rereads !== null || rowResults || continuous
  return { recordType, source, knownAt, partial }
}
