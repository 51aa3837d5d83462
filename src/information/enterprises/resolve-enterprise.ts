import { isIdentifier } from '../../foundation/identifier.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { refuse } from './contract.ts'
import { meantBy } from './identifier.ts'
import { borneOn, nameHistory } from './name-history.ts'
import { normalizeName } from './normalize-name.ts'
import {
  type EnterpriseTables,
  findEnterpriseRow,
  type GatheredEnterprise,
  gatherEnterprises,
} from './store.ts'
import { findByOrganizationCode, findKnownSubjects, findNamesakes } from './store-claims.ts'
import { parseUscc } from './uscc.ts'

type Work = UnitOfWork<EnterpriseTables>

/** Whom an identifier means: the entity that it names, and the enterprise that the entity is now. */
export interface Resolved {
  entity: string
  enterprise: string
}

const candidatesMax = 10
/**
 * By our id, a USCC, an old registration number, an organization code, a local number `source:number`, or an exact
 * name, whatever its spelling. A name means who bears it now (or on the day that is asked for), and only where
 * nobody bears it any more, who bore it.
 */
export async function resolveEnterprise(work: Work, identifier: string, onDay?: string): Promise<Resolved> {
  const asked = identifier.trim()
  if (isIdentifier(asked)) {
    const row = await findEnterpriseRow(work.db, asked)
    if (row === undefined) return refuse('enterprise-unknown', { identifier })
    return { entity: row.id, enterprise: row.survivor ?? row.id }
  }
  const code = parseUscc(asked)
  if ('problem' in code && code.problem === 'identifier-check-digit') {
    refuse('uscc-check-digit', { identifier, expected: code.expected })
  }
  const meant = meantBy(asked)
  if (meant) {
    const found = await claimed(work, meant.scheme, meant.value)
    if (found) return found
    if (meant.scheme !== 'organization-code') return refuse('enterprise-unknown', { identifier })
    const bearers = (await findByOrganizationCode(work.db, [meant.value])).get(meant.value) ?? []
    if (bearers.length === 1) return { entity: bearers[0]!, enterprise: bearers[0]! }
    if (bearers.length > 1) return refuseAmbiguous(identifier, await gatherEnterprises(work.db, bearers))
  }
  const local = /^([a-z0-9][a-z0-9-]+):(.+)$/.exec(asked)
  if (local) {
    return (
      (await claimed(work, `local:${local[1]}`, local[2]!)) ?? refuse('enterprise-unknown', { identifier })
    )
  }
  return byName(work, identifier, onDay)
}

async function claimed(work: Work, scheme: string, value: string): Promise<Resolved | undefined> {
  const found = (await findKnownSubjects(work.db, scheme, [value])).get(value)
  return found && { entity: found.entity, enterprise: found.enterprise }
}

async function byName(work: Work, identifier: string, onDay: string | undefined): Promise<Resolved> {
  const normalName = normalizeName(identifier)
  const found = await findNamesakes(work.db, [normalName], false)
  const bearers = (
    await gatherEnterprises(
      work.db,
      found.map(({ enterprise }) => enterprise),
    )
  ).map((gathered) => ({
    gathered,
    periods: nameHistory(gathered.names, gathered.registrations[0]?.name ?? null).filter(
      (period) => normalizeName(period.name) === normalName,
    ),
  }))
  const present = bearers.filter(({ periods }) =>
    periods.some((period) => (onDay === undefined ? period.current : borneOn(period, onDay))),
  )
  const meant = present.length > 0 || onDay !== undefined ? present : bearers
  if (meant.length === 0) return refuse('enterprise-unknown', { identifier })
  if (meant.length > 1)
    return refuseAmbiguous(
      identifier,
      meant.map(({ gathered }) => gathered),
    )
  const { enterprise } = meant[0]!.gathered
  return { entity: enterprise, enterprise }
}

function refuseAmbiguous(identifier: string, found: readonly GatheredEnterprise[]): never {
  const candidates = found.slice(0, candidatesMax).map(({ enterprise, identifiers, registrations }) => ({
    enterprise,
    uscc: identifiers.find(({ scheme }) => scheme === 'uscc')?.value ?? null,
    region: registrations[0]?.region ?? null,
  }))
  return refuse('enterprise-ambiguous', { identifier, candidates })
}
