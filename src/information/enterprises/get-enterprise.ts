import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { regionPathWords, resolveRegion } from '../../trust/catalog/index.ts'
import type { Enterprise, HeadOffice, Registration } from './contract.ts'
import {
  type EnterpriseKind,
  headOfficeName,
  kindOf,
  shownAddress,
  shownName,
  touchesNaturalPerson,
} from './kind.ts'
import { nameHistory } from './name-history.ts'
import { normalizeName } from './normalize-name.ts'
import { regionOf } from './region-of.ts'
import { resolveEnterprise } from './resolve-enterprise.ts'
import { type EnterpriseTables, gatherEnterprises, type RegistrationRow } from './store.ts'
import { findNamesakes } from './store-claims.ts'
import { findPresentRegistrations } from './store-identity.ts'

type Work = UnitOfWork<EnterpriseTables>

/**
 * An enterprise by any identifier or by its exact name, as it is now; one that was merged into another answers as
 * the other, and says so. What is about a natural person is masked here, for everybody.
 */
export async function getEnterprise(work: Work, identifier: string, onDay?: string): Promise<Enterprise> {
  const { entity, enterprise } = await resolveEnterprise(work, identifier, onDay)
  const [gathered] = await gatherEnterprises(work.db, [enterprise])
  const { identifiers, names: said, registrations } = gathered!
  const registration = registrations[0]
  const uscc = identifiers.find((claim) => claim.scheme === 'uscc')?.value ?? null
  const { region } = regionOf(registration?.region ?? null, uscc ?? registration?.uscc ?? null)
  const history = nameHistory(said, registration?.name ?? null)
  const present = registration?.name ?? history[0]?.name ?? null
  const kind = kindOf(uscc ?? registration?.uscc ?? null, present)
  const mask = (name: string) => shownName(name, kind, registration?.legalRepresentative ?? null)
  const names = history.map((period) => ({ ...period, name: mask(period.name) }))
  return {
    enterprise,
    uscc,
    name: present === null ? null : mask(present),
    names,
    formerNames: names.filter((period) => !period.current),
    identifiers: identifiers.map(({ scheme, value, validFrom, validTo }) => ({
      scheme,
      value,
      validFrom,
      validTo,
    })),
    registration: registration ? shown({ ...registration, uscc: uscc ?? registration.uscc }) : null,
    kind,
    touchesNaturalPerson: touchesNaturalPerson(kind),
    headOffice: present === null ? null : await findHeadOffice(work, enterprise, present),
    regionName: region === null ? null : regionPathWords(resolveRegion(region)),
    mergedFrom: entity === enterprise ? null : entity,
  }
}

/**
 * The head office of a branch, by the name in front of its own part (the law demands it there). Looked up when it is
 * read, so that it is found whichever of the two came first; of several bearers of the name none is guessed.
 */
async function findHeadOffice(work: Work, enterprise: string, name: string): Promise<HeadOffice | null> {
  const head = headOfficeName(name)
  if (head === undefined) return null
  const found = await findNamesakes(work.db, [normalizeName(head)], false)
  const bearers = found.filter((bearer) => bearer.present && bearer.enterprise !== enterprise)
  if (bearers.length !== 1) return null
  const [gathered] = await gatherEnterprises(work.db, [bearers[0]!.enterprise])
  const { identifiers, registrations } = gathered!
  return {
    enterprise: gathered!.enterprise,
    name: registrations[0]!.name,
    uscc: identifiers.find((claim) => claim.scheme === 'uscc')?.value ?? null,
    how: 'name-prefix',
  }
}

function shown(row: RegistrationRow): Registration {
  const { enterprise: _, normalName: __, registeredCapitalFen, knownAt, ...rest } = row
  const kind: EnterpriseKind = kindOf(row.uscc, row.name)
  return {
    ...rest,
    ...regionOf(row.region, row.uscc),
    name: shownName(row.name, kind, row.legalRepresentative),
    address: row.address === null ? null : shownAddress(row.address, kind),
    registeredCapitalFen: registeredCapitalFen === null ? null : String(registeredCapitalFen),
    knownAt: inShanghai(knownAt),
  }
}

/** The present registration facts of many enterprises at once, by enterprise; those without any are left out. */
export async function findRegistrationsOf(
  work: Work,
  enterprises: readonly string[],
): Promise<Map<string, Registration>> {
  const rows = await findPresentRegistrations(work.db, enterprises)
  return new Map(rows.map(({ of, ...row }) => [of, shown(row)]))
}
