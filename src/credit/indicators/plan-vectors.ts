import { monthIndex } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { planScan } from '../../information/records/index.ts'
import { getRecordType, standardRecordType } from '../../trust/catalog/index.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import type { AsOf } from './as-of.ts'
import type { VectorJob } from './compute-vectors.ts'
import { kernelRecordTypes } from './firm-rows.ts'
import { lakeColumns } from './lake-columns.ts'
import { type LakeState, readLakeState } from './lake-state.ts'
import type { IndicatorTables } from './store.ts'

/** The field groups of everything that indicators are made of, and no others: what is processed is on record by these. */
export const processedFieldGroups: readonly string[] = [
  ...new Set(kernelRecordTypes.map((id) => standardRecordType(id).fieldGroup)),
]

/** What the bulk process needs for one as-of moment. */
export async function planVectors(
  work: UnitOfWork<IndicatorTables>,
  authorization: Authorization,
  asOf: AsOf,
  own = false,
): Promise<{ job: VectorJob; state: LakeState }> {
  const state = await readLakeState(work, asOf.at)
  const job: VectorJob = {
    asOfMonth: own ? 'own' : monthIndex(asOf.month),
    plans: {},
    coverage: state.coverage,
  }
  for (const recordType of kernelRecordTypes) {
    if ((await getRecordType(work, recordType)).sharing === 'closed') continue
    job.plans[recordType] = await planScan(work, authorization, {
      recordType,
      columns: lakeColumns[recordType],
      asOf: asOf.at,
    })
  }
  return { job, state }
}
