import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import type { Source } from '../../trust/catalog/index.ts'
import type { SubjectClaim } from './claim-subjects.ts'
import { type MeantIdentifier, mentioned, organizationCodeOf } from './identifier.ts'
import { type Candidate, type Match, matchNewcomer, type Newcomer, partRivals } from './match.ts'
import { normalizeName } from './normalize-name.ts'
import { type EnterpriseTables, findClaims, type GatheredEnterprise, gatherEnterprises } from './store.ts'
import {
  endMentions,
  type FirstClaim,
  findByOrganizationCode,
  findNamesakes,
  insertEntities,
  insertMentions,
  type KnownSubject,
  type NamesakeRow,
} from './store-claims.ts'
import { insertMerges, insertSuggestions } from './store-identity.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables>

/** What nobody delivered before, by value; `mentionedBy` is the enterprise of a row that gave the number as a fact. */
export type Newcomers = Map<string, { scheme: string; claim: SubjectClaim; mentionedBy: string | undefined }>

export interface Placed {
  entities: Map<string, Pick<KnownSubject, 'entity' | 'enterprise'>>
  created: number
  attached: number
  suggested: number
  /** Enterprises that look different now. */
  changed: string[]
}

const namesakesMax = 5

/** Gives each newcomer an entity, and merges it into the enterprise that it is beyond doubt. */
export async function placeNewcomers(work: Work, source: Source, fresh: Newcomers): Promise<Placed> {
  const matches = await matchAll(work, fresh)
  const placed: Placed = { entities: new Map(), created: 0, attached: 0, suggested: 0, changed: [] }
  const claims: FirstClaim[] = []
  const merges: Parameters<typeof insertMerges>[1][number][] = []
  const suggestions: Parameters<typeof insertSuggestions>[1][number][] = []
  for (const [value, { scheme, mentionedBy }] of fresh) {
    const entity = work.newId()
    const match = matches.get(value)
    const enterprise = match?.attach?.enterprise ?? entity
    claims.push({ scheme, value, enterprise: entity, delivered: true })
    placed.entities.set(value, { entity, enterprise })
    placed.changed.push(enterprise)
    // Who only mentioned the number bears it no longer.
    if (mentionedBy !== undefined && mentionedBy !== enterprise) placed.changed.push(mentionedBy)
    if (match?.attach) merges.push(mergeOf(work, source, entity, match.attach))
    for (const { enterprise: other, reason } of match?.suggest.slice(0, namesakesMax) ?? [])
      suggestions.push(suggestionOf(work, source, entity, other, reason))
  }
  for (const [scheme, values] of valuesByScheme(fresh)) await endMentions(work.db, scheme, values, work.now)
  await insertEntities(work.db, claims, work.now)
  await insertMentions(work.db, mentionsOf(fresh, placed))
  await insertMerges(work.db, merges)
  placed.suggested = await insertSuggestions(work.db, suggestions)
  placed.attached = merges.length
  placed.created = claims.length - merges.length
  return placed
}

/** Where nothing is like a newcomer there is no entry: a registry's million new codes cost one look each. */
async function matchAll(work: Work, fresh: Newcomers): Promise<Map<string, Match>> {
  const newcomers = new Map(
    [...fresh].map(([value, { scheme, claim }]) => [value, newcomerOf(scheme, value, claim)]),
  )
  const byIdentifier = await findMentioned(work, fresh)
  const byCode = await findCodesAlike(work, newcomers)
  const namesakes = await findBearers(work, newcomers)
  const asked = [...[...byIdentifier.values()].flat(), ...namesakes.map(({ enterprise }) => enterprise)]
  const gathered = await gatherEnterprises(work.db, [...new Set(asked)])
  const enterprises = new Map(gathered.map((entry) => [entry.enterprise, entry]))
  const byName = Map.groupBy(namesakes, ({ normalName }) => normalName)
  const matches = new Map<string, Match>()
  for (const [value, newcomer] of newcomers) {
    const identified = (byIdentifier.get(value) ?? []).map((id) => candidateOf(enterprises.get(id)!, true))
    const coded = byCode.get(value) ?? []
    const named = newcomer.normalName === null ? [] : (byName.get(newcomer.normalName) ?? [])
    if (identified.length + coded.length + named.length === 0) continue
    const bearers = named.map(({ enterprise, present }) => candidateOf(enterprises.get(enterprise)!, present))
    matches.set(value, matchNewcomer(newcomer, identified, coded, bearers))
  }
  return partRivals(matches, newcomers)
}

function candidateOf(gathered: GatheredEnterprise, present: boolean): Candidate {
  const { enterprise, identifiers, registrations } = gathered
  return {
    enterprise,
    present,
    schemes: identifiers.map(({ scheme }) => scheme),
    usccs: identifiers.filter(({ scheme }) => scheme === 'uscc').map(({ value }) => value),
    regions: registrations.flatMap(({ region }) => region ?? []),
    establishedOn: registrations.flatMap(({ establishedOn }) => establishedOn ?? []),
  }
}

function newcomerOf(scheme: string, value: string, claim: SubjectClaim): Newcomer {
  const facts = claim.facts ?? {}
  const uscc = scheme === 'uscc' ? value : mentioned(facts).find((other) => other.scheme === 'uscc')?.value
  return {
    scheme,
    uscc: uscc ?? null,
    normalName: facts.name ? normalizeName(facts.name) : null,
    region: facts.region ?? null,
    establishedOn: facts.established_on ?? null,
  }
}

/** The enterprises whose national numbers a newcomer gives, and those that gave its own number before. */
async function findMentioned(work: Work, fresh: Newcomers): Promise<Map<string, string[]>> {
  const asked = new Map<string, { value: string; meant: MeantIdentifier }[]>()
  const found = new Map<string, string[]>()
  for (const [value, { scheme, claim, mentionedBy }] of fresh) {
    if (mentionedBy !== undefined) found.set(value, [mentionedBy])
    for (const meant of mentioned(claim.facts ?? {})) {
      if (meant.scheme === scheme && meant.value === value) continue
      asked.set(meant.scheme, [...(asked.get(meant.scheme) ?? []), { value, meant }])
    }
    // A code and the organization code in it are one number; who delivered the short one is meant by the long one.
    if (scheme === 'uscc') {
      const meant = { scheme: 'organization-code', value: organizationCodeOf(value) }
      const list = asked.get(meant.scheme)
      if (list) list.push({ value, meant })
      else asked.set(meant.scheme, [{ value, meant }])
    }
  }
  for (const [scheme, wanted] of asked) {
    const claimed = await findClaims(
      work.db,
      scheme,
      wanted.map(({ meant }) => meant.value),
    )
    if (claimed.size === 0) continue
    for (const { value, meant } of wanted) {
      const enterprise = claimed.get(meant.value)
      const before = found.get(value) ?? []
      if (enterprise !== undefined && !before.includes(enterprise)) found.set(value, [...before, enterprise])
    }
  }
  await findShortCodes(work, fresh, found)
  return found
}

/** A newcomer known by an organization code alone is who has a USCC around that code, when that is only one. */
async function findShortCodes(work: Work, fresh: Newcomers, found: Map<string, string[]>): Promise<void> {
  const short = new Map<string, string>()
  for (const [value, { scheme, claim }] of fresh) {
    const given = mentioned(claim.facts ?? {}).find((meant) => meant.scheme === 'organization-code')
    if (scheme === 'organization-code') short.set(value, value)
    else if (scheme !== 'uscc' && given) short.set(value, given.value)
  }
  const bearers = await findByOrganizationCode(work.db, [...new Set(short.values())])
  for (const [value, code] of short) {
    const before = found.get(value) ?? []
    const more = (bearers.get(code) ?? []).filter((enterprise) => !before.includes(enterprise))
    if (more.length > 0) found.set(value, [...before, ...more])
  }
}

/** Another USCC around the same organization code: a slip of the pen or a code given again, for a person to see. */
async function findCodesAlike(
  work: Work,
  newcomers: ReadonlyMap<string, Newcomer>,
): Promise<Map<string, string[]>> {
  const codes = new Map<string, string>()
  for (const [value, { uscc }] of newcomers) if (uscc !== null) codes.set(value, organizationCodeOf(uscc))
  const bearers = await findByOrganizationCode(work.db, [...new Set(codes.values())])
  if (bearers.size === 0) return new Map()
  return new Map(
    [...codes].flatMap(([value, code]) => {
      const found = bearers.get(code)
      return found ? [[value, found] as const] : []
    }),
  )
}

async function findBearers(work: Work, newcomers: ReadonlyMap<string, Newcomer>): Promise<NamesakeRow[]> {
  const names = { coded: new Set<string>(), local: new Set<string>() }
  for (const { normalName, uscc } of newcomers.values())
    if (normalName !== null) (uscc === null ? names.local : names.coded).add(normalName)
  // Who has a code of its own can only be somebody without one: the registry is not compared with itself.
  const coded = await findNamesakes(work.db, [...names.coded], true)
  const local = await findNamesakes(work.db, [...names.local], false)
  const seen = new Set(local.map(({ enterprise, normalName }) => `${enterprise} ${normalName}`))
  return [...local, ...coded.filter(({ enterprise, normalName }) => !seen.has(`${enterprise} ${normalName}`))]
}

function mergeOf(work: Work, source: Source, entity: string, attach: NonNullable<Match['attach']>) {
  return {
    deed: {
      id: work.newId(),
      kind: 'merge' as const,
      absorbed: entity,
      survivor: attach.enterprise,
      how: attach.how,
      undoes: null,
      proposedBy: `source:${source.id}`,
      reviewedBy: null,
      reason: attach.how,
      at: work.now,
    },
    // The row itself says the number: then it was so for as long as the row is known.
    knownFrom: attach.how === 'identifier' ? null : work.now,
  }
}

function suggestionOf(work: Work, source: Source, entity: string, other: string, reason: string) {
  return {
    id: work.newId(),
    kind: 'merge' as const,
    absorbed: entity,
    survivor: other,
    origin: 'matching' as const,
    weight: null,
    reasons: [{ field: 'match', level: reason, weight: null }],
    undoes: null,
    state: 'open' as const,
    proposedBy: `source:${source.id}`,
    proposedAt: work.now,
    reviewedBy: null,
    reviewedAt: null,
    reviewReason: null,
    deed: null,
  }
}

function valuesByScheme(fresh: Newcomers): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [value, { scheme, mentionedBy }] of fresh) {
    if (mentionedBy === undefined) continue
    groups.set(scheme, [...(groups.get(scheme) ?? []), value])
  }
  return groups
}

/** Numbers that the rows give beside their own, for whoever delivers them later; the first to say one keeps it. */
function mentionsOf(fresh: Newcomers, placed: Placed): FirstClaim[] {
  return [...fresh].flatMap(([value, { scheme, claim }]) =>
    mentioned(claim.facts ?? {})
      .filter((meant) => meant.scheme !== scheme || meant.value !== value)
      .map((meant) => ({ ...meant, enterprise: placed.entities.get(value)!.entity, delivered: false })),
  )
}
