import type { Instant } from '../../foundation/instant.ts'
import type { Month } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType } from '../../trust/catalog/index.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import type { EnterpriseTables } from '../enterprises/index.ts'
import { valueColumns } from './content-digest.ts'
import { refuse } from './contract.ts'
import { planRead } from './plan-read.ts'
import { readPlan } from './read-plan.ts'
import { type RecordRow, withoutPersons } from './record-row.ts'
import { requireLakeAccess } from './require-lake-access.ts'
import type { RecordsTables } from './store.ts'

export interface RowsWish {
  recordType: string
  enterprise: string
  asOf: Instant
  /** The first and the last month in which it happened. */
  from?: Month
  to?: Month
  /** Of several sources' claims to one key the strongest one's, unless all are wanted. */
  claims?: 'strongest' | 'all'
}

/** What was known of an enterprise at a moment, in the order in which it happened, each row with its provenance. */
export async function readRows(
  work: UnitOfWork<RecordsTables & EnterpriseTables & CatalogTables>,
  authorization: Authorization,
  wish: RowsWish,
): Promise<RecordRow[]> {
  if (wish.asOf > work.now) refuse('as-of-future', { asOf: wish.asOf })
  const recordType = await getRecordType(work, wish.recordType)
  const subjects = await requireLakeAccess(work, authorization, recordType, {
    enterprise: wish.enterprise,
    asOf: wish.asOf,
  })
  if (subjects === null || subjects.length === 0) return []
  const { asOf, claims = 'strongest' } = wish
  const columns = valueColumns(recordType)
  const plan = await planRead(work, { recordType, columns, asOf, subjects, oneEnterprise: true, claims })
  const { rows } = await readPlan(work, plan, { range: wish })
  // What is public is no natural person: on that basis a name of one is shown masked.
  return authorization.scope.basis === 'public' ? rows.map((row) => withoutPersons(recordType, row)) : rows
}
