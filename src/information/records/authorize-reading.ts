import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType, type RecordType } from '../../trust/catalog/index.ts'
import {
  type Authorization,
  authorizePublic,
  type ConsentTables,
  type Purpose,
  purposeOf,
  requireAuthorization,
  requireSingleRecords,
  stageOf,
} from '../../trust/consent/index.ts'
import { type EnterpriseTables, findSubjects, getEnterprise } from '../enterprises/index.ts'
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
  /** The lake keys that were the enterprise's at the moment. */
  subjects: readonly string[]
}

/** Opens the records of one type of one enterprise: what is public to all, the rest as far as consents reach. */
export async function authorizeReading(
  work: LineageWork,
  wish: LineageWish,
  asOf: Instant = work.now,
): Promise<OpenedReading> {
  const recordType = await getRecordType(work, wish.recordType)
  const { enterprise, mergedFrom } = await getEnterprise(work, wish.enterprise)
  const { id, fieldGroup, sharing } = recordType
  const purpose = wish.purpose ?? purposeOf(stageOf(work.actor.role))
  const authorization =
    sharing === 'public'
      ? await authorizePublic(work, { enterprise, recordTypes: [id] })
      : await requireAuthorization(work, { enterprise, purpose, fieldGroups: [fieldGroup] })
  if (authorization.scope.basis === 'consent') requireSingleRecords(work, { enterprise, purpose, recordType })
  const apart = mergedFrom === null ? undefined : await keysApart(work, { enterprise, mergedFrom, asOf })
  const subjects = await requireLakeAccess(
    work,
    authorization,
    recordType,
    // What was an enterprise of its own is opened as a part of what it is now, and that must hold all of it.
    apart === undefined ? { enterprise, asOf } : { enterprise, subjects: apart },
  )
  return { enterprise, recordType, authorization, subjects: subjects ?? [] }
}

/** The keys of what was merged since, when it was an enterprise of its own at the moment. */
async function keysApart(
  work: LineageWork,
  of: { enterprise: string; mergedFrom: string; asOf: Instant },
): Promise<readonly string[] | undefined> {
  const own = await findSubjects(work, of.mergedFrom, of.asOf)
  const merged = new Set(await findSubjects(work, of.enterprise, of.asOf))
  return own.every((subject) => merged.has(subject)) ? undefined : own
}
