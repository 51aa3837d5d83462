import { monthIndex } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { findSubjects } from '../../information/enterprises/index.ts'
import { scanColumns } from '../../information/records/index.ts'
import { standardRecordType } from '../../trust/catalog/index.ts'
import { type Authorization, coversRecordType } from '../../trust/consent/index.ts'
import type { AsOf } from './as-of.ts'
import { coverageOfSubjects } from './coverage.ts'
import { type FirmRows, type KernelRecordType, kernelRecordTypes, type Span } from './firm-rows.ts'
import { lakeColumns } from './lake-columns.ts'
import type { LakeState } from './lake-state.ts'
import type { IndicatorTables } from './store.ts'

/** The record types that the authorization opens for the enterprise. No version changes the field group of one. */
export function coveredRecordTypes(authorization: Authorization, enterprise: string): KernelRecordType[] {
  return kernelRecordTypes.filter((id) => coversRecordType(authorization, enterprise, standardRecordType(id)))
}

/** The rows of one enterprise from the lake, those of the covered record types. */
export async function loadFirm(
  work: UnitOfWork<IndicatorTables>,
  authorization: Authorization,
  wish: { enterprise: string; asOf: AsOf; recordTypes: readonly KernelRecordType[]; state: LakeState },
): Promise<FirmRows> {
  const { enterprise, asOf, state } = wish
  const subjects = await findSubjects(work, enterprise, asOf.at)
  const rows: FirmRows = { asOfMonth: monthIndex(asOf.month), spans: {}, coveredTo: {} }
  await Promise.all(
    wish.recordTypes.map(async (recordType) => {
      const reached = coverageOfSubjects(state.coverage[recordType], subjects)
      if (reached === undefined) return
      rows.coveredTo[recordType] = reached
      const spans: Span[] = []
      const columns = lakeColumns[recordType]
      for await (const chunk of scanColumns(work, authorization, {
        recordType,
        columns,
        asOf: asOf.at,
        enterprise,
      }))
        spans.push({ columns: chunk.columns, from: 0, to: chunk.rows })
      rows.spans[recordType] = spans
    }),
  )
  return rows
}
