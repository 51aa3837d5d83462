import { type Instant, inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type Enterprise, type Registration, refuse } from './contract.ts'
import { nameHistory } from './name-history.ts'
import {
  type EnterpriseTables,
  findByName,
  findClaims,
  findEnterpriseRow,
  findRegistrations,
  gatherEnterprises,
  type IdentifierRow,
  listIdentifiers,
  type RegistrationRow,
} from './store.ts'
import { parseUscc } from './uscc.ts'

const candidatesMax = 10

/** An enterprise by its code, an old registration number, a local number `source:number`, our id, or its exact name. */
export async function getEnterprise(
  work: UnitOfWork<EnterpriseTables>,
  identifier: string,
): Promise<Enterprise> {
  const enterprise = await resolve(work, identifier.trim())
  const [gathered] = await gatherEnterprises(work.db, [enterprise])
  const { identifiers: live, names: said, registrations } = gathered!
  const registration = registrations[0]
  const names = nameHistory(said, registration?.name ?? null)
  return {
    enterprise,
    uscc: live.find((claim) => claim.scheme === 'uscc')?.value ?? null,
    name: registration?.name ?? names[0]?.name ?? null,
    names,
    identifiers: live.map(({ scheme, value, validFrom, validTo }) => ({ scheme, value, validFrom, validTo })),
    registration: registration ? shown(registration) : null,
  }
}

async function resolve(work: UnitOfWork<EnterpriseTables>, identifier: string): Promise<string> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(identifier)) {
    return (await findEnterpriseRow(work.db, identifier))?.id ?? refuse('enterprise-unknown', { identifier })
  }
  const code = parseUscc(identifier)
  if ('uscc' in code) return claimed(work, 'uscc', code.uscc, identifier)
  if (code.problem === 'identifier-check-digit') {
    refuse('uscc-check-digit', { identifier, expected: code.expected })
  }
  if (/^\d{13}(\d{2})?$/.test(identifier)) return claimed(work, 'registration-number', identifier, identifier)
  const local = /^([a-z0-9][a-z0-9-]+):(.+)$/.exec(identifier)
  if (local) return claimed(work, `local:${local[1]}`, local[2]!, identifier)

  const named = await findByName(work.db, identifier, candidatesMax)
  if (named.length === 1) return named[0]!
  if (named.length === 0) return refuse('enterprise-unknown', { identifier })
  const registrations = await findRegistrations(work.db, named)
  const candidates = named.map((enterprise) => ({
    enterprise,
    uscc: registrations.get(enterprise)?.uscc ?? null,
  }))
  return refuse('enterprise-ambiguous', { identifier, candidates })
}

async function claimed(
  work: UnitOfWork<EnterpriseTables>,
  scheme: string,
  value: string,
  identifier: string,
): Promise<string> {
  return (
    (await findClaims(work.db, scheme, [value])).get(value) ?? refuse('enterprise-unknown', { identifier })
  )
}

function isKnown(claim: IdentifierRow, at: Instant): boolean {
  return (claim.knownFrom === null || claim.knownFrom <= at) && (claim.knownTo === null || at < claim.knownTo)
}

function shown(row: RegistrationRow): Registration {
  const { enterprise: _, namePairs: __, normalName: ___, registeredCapitalFen, knownAt, ...rest } = row
  return {
    ...rest,
    registeredCapitalFen: registeredCapitalFen === null ? null : String(registeredCapitalFen),
    knownAt: inShanghai(knownAt),
  }
}

/** The keys under which the lake holds the rows of an enterprise, as claimed at the moment. */
export async function findSubjects(
  work: UnitOfWork<EnterpriseTables>,
  enterprise: string,
  asOf: Instant = work.now,
): Promise<string[]> {
  const claims = await listIdentifiers(work.db, enterprise)
  return claims
    .filter((claim) => isKnown(claim, asOf))
    .flatMap(({ scheme, value }) => {
      if (scheme === 'uscc') return [value]
      return scheme.startsWith('local:') ? [`${scheme.slice('local:'.length)}:${value}`] : []
    })
}

/** Which enterprise a lake key belongs to, for many keys at once; unknown keys are left out. */
export async function findEnterprisesBySubject(
  work: UnitOfWork<EnterpriseTables>,
  subjects: readonly string[],
): Promise<Map<string, string>> {
  const byScheme = new Map<string, string[]>()
  for (const subject of subjects) {
    const colon = subject.indexOf(':')
    const scheme = colon < 0 ? 'uscc' : `local:${subject.slice(0, colon)}`
    byScheme.set(scheme, [...(byScheme.get(scheme) ?? []), subject.slice(colon + 1)])
  }
  const found = new Map<string, string>()
  for (const [scheme, values] of byScheme) {
    const prefix = scheme === 'uscc' ? '' : `${scheme.slice('local:'.length)}:`
    for (const [value, enterprise] of await findClaims(work.db, scheme, values))
      found.set(prefix + value, enterprise)
  }
  return found
}

/** Enterprises by code, for many codes at once; unknown codes are left out. */
export function findEnterprisesByUscc(
  work: UnitOfWork<EnterpriseTables>,
  codes: readonly string[],
): Promise<Map<string, string>> {
  return findClaims(work.db, 'uscc', codes)
}

/** The present registration facts of many enterprises at once, by enterprise; those without any are left out. */
export async function findRegistrationsOf(
  work: UnitOfWork<EnterpriseTables>,
  enterprises: readonly string[],
): Promise<Map<string, Registration>> {
  const rows = await findRegistrations(work.db, enterprises)
  return new Map([...rows].map(([enterprise, row]) => [enterprise, shown(row)]))
}
