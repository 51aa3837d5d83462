import { type DatedName, nameHistory, type SaidName } from './name-history.ts'
import { regionOf } from './region-of.ts'

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

/** What is claimed of an enterprise now, the registration whose word counts first. */
export interface Described {
  enterprise: string
  identifiers: readonly { scheme: string; value: string }[]
  names: readonly SaidName[]
  registrations: readonly (Omit<SearchDocument, 'enterprise' | 'names' | 'identifiers'> & { name: string })[]
}

/** An enterprise that has no name has no document. */
export function documentOf({
  enterprise,
  identifiers,
  names,
  registrations,
}: Described): SearchDocument | undefined {
  const registration = registrations[0]
  const history: DatedName[] = nameHistory(names, registration?.name ?? null)
  if (history.length === 0) return undefined
  const uscc = identifiers.find((claim) => claim.scheme === 'uscc')?.value ?? registration?.uscc ?? null
  return {
    enterprise,
    uscc,
    names: history.map(({ name, current }) => ({ name, current })),
    identifiers: identifiers.map(({ scheme, value }) => ({ scheme, value })),
    region: regionOf(registration?.region ?? null, uscc).region,
    industry: registration?.industry ?? null,
    status: registration?.status ?? null,
    registeredCapitalFen: registration?.registeredCapitalFen ?? null,
  }
}
