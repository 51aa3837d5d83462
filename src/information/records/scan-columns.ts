import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType } from '../../trust/catalog/index.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import type { EnterpriseTables } from '../enterprises/index.ts'
import type { ColumnChunk } from './chunk.ts'
import { refuse } from './contract.ts'
import { planRead } from './plan-read.ts'
import { requireLakeAccess, type Whose } from './require-lake-access.ts'
import { scan } from './scan.ts'
import type { ScanPlan } from './scan-plan.ts'
import type { RecordsTables } from './store.ts'

export interface ColumnsWish extends Whose {
  recordType: string
  columns: readonly string[]
  asOf: Instant
  /** Of several sources' claims to one key the strongest one's, unless all are wanted. */
  claims?: 'strongest' | 'all'
}

/**
 * Plans a bulk read. Without an enterprise or subjects it covers all that the Authorization does. The plan is data:
 * a bulk process can run it with `scan`, without the store and without the Authorization.
 */
export async function planScan(
  work: UnitOfWork<RecordsTables & EnterpriseTables & CatalogTables>,
  authorization: Authorization,
  wish: ColumnsWish,
): Promise<ScanPlan> {
  if (wish.asOf > work.now) refuse('as-of-future', { asOf: wish.asOf })
  const recordType = await getRecordType(work, wish.recordType)
  const subjects = await requireLakeAccess(work, authorization, recordType, wish)
  const { columns, asOf, claims = 'strongest' } = wish
  const oneEnterprise = wish.subjects === undefined
  return planRead(work, { recordType, columns, asOf, subjects, oneEnterprise, claims })
}

/** The rows known at a moment as columns, in the order of the lake. */
export async function* scanColumns(
  work: UnitOfWork<RecordsTables & EnterpriseTables & CatalogTables>,
  authorization: Authorization,
  wish: ColumnsWish,
): AsyncGenerator<ColumnChunk> {
  yield* scan(await planScan(work, authorization, wish))
}
