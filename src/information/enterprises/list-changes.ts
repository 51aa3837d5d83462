import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type DatedName, nameHistory } from './name-history.ts'
import { type EnterpriseTables, findChanges, gatherEnterprises } from './store.ts'

export interface EnterpriseChange {
  sequence: bigint
  enterprise: string
  at: Instant
}

/**
 * Enterprises that look different since, in the order in which the changes became visible; an enterprise may come
 * several times. Who follows keeps the last sequence and asks again.
 */
export function listEnterpriseChanges(
  work: UnitOfWork<EnterpriseTables>,
  after: bigint,
  pageSize: number,
): Promise<EnterpriseChange[]> {
  return findChanges(work.db, after, pageSize)
}

/** What a search may look an enterprise up by; names are whole, so what is shown must be masked by who shows it. */
export interface SearchDocument {
  enterprise: string
  uscc: string | null
  names: { name: string; current: boolean }[]
  identifiers: { scheme: string; value: string }[]
  region: string | null
  industry: string | null
  status: string | null
  registeredCapitalFen: bigint | null
}

/** An enterprise that was merged into another, or that has no name, has no document: a search forgets it. */
export async function searchDocuments(
  work: UnitOfWork<EnterpriseTables>,
  enterprises: readonly string[],
): Promise<SearchDocument[]> {
  const gathered = await gatherEnterprises(work.db, enterprises)
  return gathered.flatMap(({ enterprise, identifiers, names, registrations }) => {
    const registration = registrations[0]
    const history: DatedName[] = nameHistory(names, registration?.name ?? null)
    if (history.length === 0) return []
    return [
      {
        enterprise,
        uscc: identifiers.find((claim) => claim.scheme === 'uscc')?.value ?? registration?.uscc ?? null,
        names: history.map(({ name, current }) => ({ name, current })),
        identifiers: identifiers.map(({ scheme, value }) => ({ scheme, value })),
        region: registration?.region ?? null,
        industry: registration?.industry ?? null,
        status: registration?.status ?? null,
        registeredCapitalFen: registration?.registeredCapitalFen ?? null,
      },
    ]
  })
}
