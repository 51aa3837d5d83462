import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { RecordType } from '../../trust/catalog/index.ts'
import { type Authorization, requireCovers } from '../../trust/consent/index.ts'
import { type EnterpriseTables, findSubjects } from '../enterprises/index.ts'
import { refuse } from './contract.ts'

/** Whose rows are wanted: one enterprise, all of them, or some by their lake keys. */
export interface Whose {
  enterprise?: string | undefined
  subjects?: readonly string[] | undefined
  /** The keys that were known to be the enterprise's at the moment; now unless given. */
  asOf?: Instant | undefined
}

/**
 * The lake keys that a read may touch; null for all. An Authorization for one enterprise opens the keys of that
 * enterprise and no others, whoever names them.
 */
export async function requireLakeAccess(
  work: UnitOfWork<EnterpriseTables>,
  authorization: Authorization,
  recordType: RecordType,
  whose: Whose,
): Promise<readonly string[] | null> {
  const enterprise = whose.enterprise ?? authorization.scope.enterprise
  requireCovers(authorization, enterprise, recordType)
  requireShared(authorization, recordType)
  if (enterprise === '*') return whose.subjects ?? null
  const own = await findSubjects(work, enterprise, whose.asOf)
  if (whose.subjects === undefined) return own
  const opened = new Set(own)
  for (const subject of whose.subjects) {
    // A key of somebody else is a bug of the caller or an attempt; both stop here.
    if (!opened.has(subject)) requireCovers(authorization, `subject:${subject}`, recordType)
  }
  return whose.subjects
}

/**
 * What is not shared goes to its own enterprise and to the platform that keeps it, whatever was consented to; what
 * bulk processing makes of it for others is left out where that is made.
 */
function requireShared(authorization: Authorization, { id, sharing }: RecordType): void {
  const { basis } = authorization.scope
  if (sharing === 'closed' && (basis === 'consent' || basis === 'public'))
    refuse('record-type-closed', { recordType: id })
}
