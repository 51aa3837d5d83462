import { dayAt } from '../../foundation/business-calendar.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import { effectiveThresholds } from './effective-thresholds.ts'
import { raiseMissing } from './raise-case.ts'
import { type QualityTables, selectMissing } from './store.ts'

/** What one round looks at; the next one goes on. */
const linesAtOnce = 500

/** Raises a case for each delivery that is missing today. Done twice it raises nothing more. */
export async function findMissing(work: UnitOfWork<QualityTables & AuditTables>): Promise<number> {
  let raised = 0
  for (const line of await selectMissing(work.db, dayAt(work.now), linesAtOnce)) {
    const { thresholds } = await effectiveThresholds(work, line)
    if (await raiseMissing(work, { line, thresholds })) raised++
  }
  return raised
}
