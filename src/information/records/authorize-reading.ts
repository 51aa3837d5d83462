import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType, type RecordType } from '../../trust/catalog/index.ts'
import {
  type Authorization,
  authorizePublic,
  type ConsentTables,
  type Purpose,
  requireAuthorization,
} from '../../trust/consent/index.ts'
import { type EnterpriseTables, getEnterprise } from '../enterprises/index.ts'
import { refuse } from './contract.ts'
import { requireLakeAccess } from './require-lake-access.ts'
import type { RecordsTables } from './store.ts'

export type LineageWork = UnitOfWork<RecordsTables & EnterpriseTables & CatalogTables & ConsentTables>

export interface LineageWish {
  enterprise: string
  recordType: string
  purpose?: Purpose | undefined
}

export interface OpenedReading {
  enterprise: string
  recordType: RecordType
  authorization: Authorization
  /** The lake keys of the enterprise. */
  subjects: readonly string[]
}

/** Opens the records of one type of one enterprise: what is public to all, the rest as far as consents reach. */
export async function authorizeReading(
  work: LineageWork,
  wish: LineageWish,
  asOf: Instant = work.now,
): Promise<OpenedReading> {
  const recordType = await getRecordType(work, wish.recordType)
  const { enterprise } = await getEnterprise(work, wish.enterprise)
  const closed = recordType.sharing === 'closed' && work.actor.kind !== 'operator'
  if (closed) refuse('record-type-closed', { recordType: recordType.id })
  const { fieldGroup, sharing } = recordType
  const purpose = wish.purpose ?? 'pre-loan-review'
  const authorization =
    sharing === 'public' && fieldGroup === 'registration'
      ? await authorizePublic(work, { enterprise })
      : await requireAuthorization(work, { enterprise, purpose, fieldGroups: [fieldGroup] })
  const subjects = await requireLakeAccess(work, authorization, recordType, { enterprise, asOf })
  return { enterprise, recordType, authorization, subjects: subjects ?? [] }
}
