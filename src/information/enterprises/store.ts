import { type Generated, type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import { inOrderOfWord } from './registration-order.ts'

export interface RegistrationRow {
  enterprise: string
  uscc: string | null
  name: string
  normalName: string | null
  legalRepresentative: string | null
  registeredCapitalFen: bigint | null
  establishedOn: string | null
  status: string | null
  industry: string | null
  region: string | null
  address: string | null
  effectiveOn: string | null
  source: string
  knownAt: Instant
}

export interface IdentifierRow {
  scheme: string
  value: string
  enterprise: string
  validFrom: string | null
  validTo: string | null
  knownFrom: Instant | null
  knownTo: Instant | null
  /** Whether rows of the lake lie under it; false for a number that a row only mentions. */
  delivered: boolean
}

export interface NameRow {
  enterprise: string
  name: string
  validFrom: string | null
  former: boolean
  normalName: string | null
}

export interface DeedRow {
  id: string
  sequence: Generated<bigint>
  kind: 'merge' | 'split'
  absorbed: string
  survivor: string
  how: 'identifier' | 'name-and-region' | 'review'
  undoes: string | null
  proposedBy: string
  reviewedBy: string | null
  reason: string
  at: Instant
}

export interface LinkRow {
  absorbed: string
  survivor: string
  knownFrom: Instant | null
  knownTo: Instant | null
  madeBy: string
  endedBy: string | null
}

export interface SuggestionRow {
  id: string
  kind: 'merge' | 'split'
  absorbed: string
  survivor: string
  origin: 'matching' | 'linkage' | 'person'
  weight: number | null
  reasons: unknown
  undoes: string | null
  state: 'open' | 'accepted' | 'rejected'
  proposedBy: string
  proposedAt: Instant
  reviewedBy: string | null
  reviewedAt: Instant | null
  reviewReason: string | null
  deed: string | null
}

export interface EnterpriseTables {
  'enterprises.enterprise': { id: string; createdAt: Instant; survivor: string | null }
  'enterprises.identifier': IdentifierRow
  'enterprises.name': NameRow
  'enterprises.registration': RegistrationRow
  'enterprises.identityDeed': DeedRow
  'enterprises.link': LinkRow
  'enterprises.suggestion': SuggestionRow
  'enterprises.change': { sequence: Generated<bigint>; enterprise: string; at: Instant }
}

type Db = Store<EnterpriseTables>

const claimLock = 7_261_905_005

/** Two deliveries that name the same new enterprise would both create it: claims are made one after the other. */
export async function lockClaims(db: Db): Promise<void> {
  // A plan kept from when the tables were small would scan them whole for each page of a large delivery.
  await sql`set local plan_cache_mode = force_custom_plan`.execute(tables(db))
  // A few thousand keys are looked up at once: from a million rows by index, whatever a disk would make of that.
  await sql`set local random_page_cost = 1`.execute(tables(db))
  await sql`select pg_advisory_xact_lock(${claimLock})`.execute(tables(db))
}

/** Which enterprise each value means now: the survivor, where the entity was merged into another. */
export async function findClaims(
  db: Db,
  scheme: string,
  values: readonly string[],
): Promise<Map<string, string>> {
  if (values.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('enterprises.identifier as identifier')
    .innerJoin('enterprises.enterprise as entity', 'entity.id', 'identifier.enterprise')
    .select(['value', sql<string>`coalesce(entity.survivor, entity.id)`.as('enterprise')])
    .where('scheme', '=', scheme)
    .where('knownTo', 'is', null)
    .where(sql<boolean>`value = any(${[...values]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.value, row.enterprise]))
}

export async function findEnterpriseRow(
  db: Db,
  id: string,
): Promise<{ id: string; survivor: string | null } | undefined> {
  return tables(db)
    .selectFrom('enterprises.enterprise')
    .select(['id', 'survivor'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Which entity each value meant at the moment. */
export async function findClaimsAt(
  db: Db,
  scheme: string,
  values: readonly string[],
  at: Instant,
): Promise<Map<string, string>> {
  const rows = await tables(db)
    .selectFrom('enterprises.identifier')
    .select(['value', 'enterprise'])
    .where('scheme', '=', scheme)
    .where(sql<boolean>`value = any(${[...values]}::text[])
      and (known_from is null or known_from <= ${at}::timestamptz)
      and (known_to is null or ${at}::timestamptz < known_to)`)
    .execute()
  return new Map(rows.map((row) => [row.value, row.enterprise]))
}

/** All claims of these entities that ever were. */
export function listIdentifiers(db: Db, entities: readonly string[]): Promise<IdentifierRow[]> {
  return tables(db)
    .selectFrom('enterprises.identifier')
    .selectAll()
    .where(sql<boolean>`enterprise = any(${[...entities]}::uuid[])`)
    .orderBy('scheme')
    .orderBy('value')
    .orderBy('knownFrom')
    .execute()
}

export async function findRegistrations(
  db: Db,
  enterprises: readonly string[],
): Promise<Map<string, RegistrationRow>> {
  const rows = await tables(db)
    .selectFrom('enterprises.registration')
    .selectAll()
    .where(sql<boolean>`enterprise = any(${[...enterprises]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.enterprise, row]))
}

export function findChanges(
  db: Db,
  after: bigint,
  pageSize: number,
): Promise<{ sequence: bigint; enterprise: string; at: Instant }[]> {
  return tables(db)
    .selectFrom('enterprises.change')
    .selectAll()
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(pageSize)
    .execute()
}

/** Puts down that enterprises look different. The lock of claims is held: see the migration. */
export async function insertChanges(db: Db, enterprises: readonly string[], now: Instant): Promise<void> {
  if (enterprises.length === 0) return
  await sql`insert into enterprises.change (enterprise, at)
    select distinct enterprise, ${now}::timestamptz from unnest(${[...enterprises]}::uuid[]) as changed (enterprise)`.execute(
    tables(db),
  )
}

/** The register of codes itself describes the entity, and not somebody who knows it by another number. */
export function deliversCode(entity: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from enterprises.identifier code
    where code.enterprise = ${entity} and code.scheme = 'uscc' and code.delivered and code.known_to is null)`
}

export interface GatheredEnterprise {
  enterprise: string
  /** Entities that are this enterprise, itself among them. */
  entities: string[]
  identifiers: IdentifierRow[]
  names: NameRow[]
  /** What the entities say, the registry of codes first and then the latest. */
  registrations: RegistrationRow[]
}

/** Everything that is claimed now about enterprises and all that was merged into them; merged ones give nothing. */
export async function gatherEnterprises(
  db: Db,
  enterprises: readonly string[],
): Promise<GatheredEnterprise[]> {
  if (enterprises.length === 0) return []
  const wanted = sql`${[...enterprises]}::uuid[]`
  const entities = await tables(db)
    .selectFrom('enterprises.enterprise')
    .select(['id', 'survivor'])
    .where(sql<boolean>`((id = any(${wanted}) and survivor is null) or survivor = any(${wanted}))`)
    .orderBy('id')
    .execute()
  const found = new Map<string, GatheredEnterprise>()
  for (const { id, survivor } of entities) {
    const enterprise = survivor ?? id
    const gathered = found.get(enterprise)
    if (gathered) gathered.entities.push(id)
    else found.set(enterprise, { enterprise, entities: [id], identifiers: [], names: [], registrations: [] })
  }
  const of = new Map(entities.map(({ id, survivor }) => [id, found.get(survivor ?? id)]))
  const ids = sql`${entities.map(({ id }) => id)}::uuid[]`
  const identifiers = await tables(db)
    .selectFrom('enterprises.identifier')
    .selectAll()
    .where(sql<boolean>`enterprise = any(${ids}) and known_to is null`)
    .orderBy('scheme', 'desc')
    .orderBy('value')
    .execute()
  for (const row of identifiers) of.get(row.enterprise)?.identifiers.push(row)
  const names = await tables(db)
    .selectFrom('enterprises.name')
    .selectAll()
    .where(sql<boolean>`enterprise = any(${ids})`)
    .execute()
  for (const row of names) of.get(row.enterprise)?.names.push(row)
  for (const row of (
    await findRegistrations(
      db,
      entities.map(({ id }) => id),
    )
  ).values())
    of.get(row.enterprise)?.registrations.push(row)
  for (const gathered of found.values())
    gathered.registrations = inOrderOfWord(gathered.registrations, gathered.identifiers)
  return [...found.values()]
}
