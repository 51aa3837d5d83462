import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { identifierOf, subjectOf } from './identifier.ts'
import { type EnterpriseTables, findClaims, findClaimsAt } from './store.ts'
import { findSurvivors, listMemberClaims } from './store-identity.ts'

type Work = UnitOfWork<EnterpriseTables>

/**
 * The keys under which the lake holds the rows of an enterprise and of all that was merged into it, as known at the
 * moment. The identifier of a merged enterprise gives its own keys and no others: what opened it opens no more now.
 */
export async function findSubjects(
  work: Work,
  enterprise: string,
  asOf: Instant = work.now,
): Promise<string[]> {
  const claims = await listMemberClaims(work.db, enterprise, asOf)
  return claims.filter((claim) => claim.delivered).map(subjectOf)
}

/** Which enterprise a lake key belongs to, for many keys at once; unknown keys are left out. */
export async function findEnterprisesBySubject(
  work: Work,
  subjects: readonly string[],
  asOf?: Instant,
): Promise<Map<string, string>> {
  const byScheme = Map.groupBy(subjects.map(identifierOf), ({ scheme }) => scheme)
  const found = new Map<string, string>()
  for (const [scheme, identifiers] of byScheme) {
    const values = identifiers.map(({ value }) => value)
    const claimed = asOf
      ? await findClaimsAt(work.db, scheme, values, asOf)
      : await findClaims(work.db, scheme, values)
    const survivors = asOf ? await findSurvivors(work.db, [...claimed.values()], asOf) : undefined
    for (const [value, enterprise] of claimed)
      found.set(subjectOf({ scheme, value }), survivors?.get(enterprise) ?? enterprise)
  }
  return found
}

/** Enterprises by code, for many codes at once; unknown codes are left out. */
export function findEnterprisesByUscc(work: Work, codes: readonly string[]): Promise<Map<string, string>> {
  return findClaims(work.db, 'uscc', codes)
}
