import type { RecordType, Source } from '../../trust/catalog/index.ts'
import { settle } from './act-on-case.ts'
import { type QualityWork, refreshLine } from './keep-measures.ts'
import { isClosed } from './quality-case.ts'
import { lockLine, updateOutcome } from './store.ts'
import { selectCases } from './store-cases.ts'

/** What ingestion says when a delivery changes its fate. */
export type Settlement = 'released' | 'rejected' | 'withdrawn'

/**
 * Follows the fate of a delivery: its measures count from a release on, and no more after a rejection or withdrawal.
 * A release answers its case: somebody looked and took it as it is. A rejection does not: the source has to deliver.
 * False when another fate was there before: of two who decide at once one does.
 */
export async function settleDelivery(
  work: QualityWork,
  fate: { batch: string; recordType: RecordType; source: Source; outcome: Settlement; why: string },
): Promise<boolean> {
  const { batch, recordType, source, outcome, why } = fate
  await lockLine(work.db, { recordType: recordType.id, source: source.id })
  if (!(await updateOutcome(work.db, batch, outcome))) return false
  await refreshLine(work, recordType, source)
  const [found] = await selectCases(work.db, { batch, limit: 1 })
  if (found === undefined || isClosed(found.state)) return true
  if (outcome === 'released') await settle(work, found, { act: 'waive', state: 'waived', comment: why })
  else await settle(work, found, { act: 'comment', state: found.state, comment: why })
  return true
}
