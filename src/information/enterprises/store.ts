import { type Generated, sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'

export interface RegistrationRow {
  enterprise: string
  uscc: string | null
  name: string
  normalName: string | null
  namePairs: string[]
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
  one: string
  other: string
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

export async function insertEnterprises(
  db: Db,
  claims: readonly IdentifierRow[],
  now: Instant,
): Promise<void> {
  if (claims.length === 0) return
  await tables(db)
    .insertInto('enterprises.enterprise')
    .values(claims.map((claim) => ({ id: claim.enterprise, createdAt: now, survivor: null })))
    .execute()
  await tables(db)
    .insertInto('enterprises.identifier')
    .values([...claims])
    .execute()
}

export async function insertNames(
  db: Db,
  names: readonly EnterpriseTables['enterprises.name'][],
): Promise<void> {
  if (names.length === 0) return
  await tables(db)
    .insertInto('enterprises.name')
    .values([...names])
    .onConflict((conflict) => conflict.columns(['enterprise', 'name', 'validFrom']).doNothing())
    .execute()
}

/**
 * Keeps the registration that took effect last. A delivery that carries nothing but a name is told by its lack of
 * an effective date: it fills a gap and replaces nothing.
 */
export async function saveRegistrations(db: Db, rows: readonly RegistrationRow[]): Promise<void> {
  if (rows.length === 0) return
  const excluded = (column: string) => sql.raw<never>(`excluded.${column}`)
  await tables(db)
    .insertInto('enterprises.registration')
    .values([...rows])
    .onConflict((conflict) =>
      conflict
        .column('enterprise')
        .doUpdateSet({
          uscc: excluded('uscc'),
          name: excluded('name'),
          normalName: excluded('normal_name'),
          namePairs: excluded('name_pairs'),
          legalRepresentative: excluded('legal_representative'),
          registeredCapitalFen: excluded('registered_capital_fen'),
          establishedOn: excluded('established_on'),
          status: excluded('status'),
          industry: excluded('industry'),
          region: excluded('region'),
          address: excluded('address'),
          effectiveOn: excluded('effective_on'),
          source: excluded('source'),
          knownAt: excluded('known_at'),
        })
        .where(
          sql<boolean>`excluded.effective_on is not null and
            (enterprises.registration.effective_on is null or enterprises.registration.effective_on <= excluded.effective_on)`,
        ),
    )
    .execute()
}

export async function findEnterpriseRow(db: Db, id: string): Promise<{ id: string } | undefined> {
  return tables(db).selectFrom('enterprises.enterprise').select('id').where('id', '=', id).executeTakeFirst()
}

export function listIdentifiers(db: Db, enterprise: string): Promise<IdentifierRow[]> {
  return tables(db)
    .selectFrom('enterprises.identifier')
    .selectAll()
    .where('enterprise', '=', enterprise)
    .orderBy('scheme')
    .orderBy('value')
    .execute()
}

export function findRegistration(db: Db, enterprise: string): Promise<RegistrationRow | undefined> {
  return tables(db)
    .selectFrom('enterprises.registration')
    .selectAll()
    .where('enterprise', '=', enterprise)
    .executeTakeFirst()
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

export async function findByName(db: Db, name: string, pageSize: number): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('enterprises.name')
    .select('enterprise')
    .distinct()
    .where('name', '=', name)
    .limit(pageSize)
    .execute()
  return rows.map((row) => row.enterprise)
}

export interface FoundRow {
  enterprise: string
  uscc: string | null
  name: string
  region: string | null
  industry: string | null
  status: string | null
  total: bigint
}

/** Names that contain the text, or codes that begin with it; the most exact first. */
export function searchRegistrations(
  db: Db,
  wanted: { plain: string; pairs: string[]; code: string | undefined; pageSize: number },
): Promise<FoundRow[]> {
  const plain = sql`replace(lower(normalize(name, NFKC)), ' ', '')`
  const contains = sql<boolean>`position(${wanted.plain} in ${plain}) > 0`
  const paired = sql<boolean>`name_pairs @> ${wanted.pairs}::text[]`
  return tables(db)
    .selectFrom('enterprises.registration')
    .select(['enterprise', 'uscc', 'name', 'region', 'industry', 'status'])
    .select(sql<bigint>`count(*) over ()`.as('total'))
    .where((where) => {
      const byName = wanted.pairs.length > 0 ? where.and([paired, contains]) : contains
      const byCode = wanted.code ? sql<boolean>`uscc like ${`${wanted.code}%`}` : undefined
      return byCode ? where.or([byCode, byName]) : byName
    })
    .orderBy(sql`${plain} = ${wanted.plain}`, 'desc')
    .orderBy(sql`position(${wanted.plain} in ${plain}) = 1`, 'desc')
    .orderBy(sql`length(name)`)
    .orderBy('name')
    .orderBy('enterprise')
    .limit(wanted.pageSize)
    .execute() as Promise<FoundRow[]>
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

/** Puts down that the enterprises of these entities look different. The lock of claims is held: see the migration. */
export async function insertChanges(db: Db, entities: readonly string[], now: Instant): Promise<void> {
  if (entities.length === 0) return
  await sql`insert into enterprises.change (enterprise, at)
    select distinct coalesce(survivor, id), ${now}::timestamptz from enterprises.enterprise
    where id = any(${[...entities]}::uuid[])`.execute(tables(db))
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
  const registrations = await tables(db)
    .selectFrom('enterprises.registration')
    .selectAll()
    .where(sql<boolean>`enterprise = any(${ids})`)
    .orderBy(sql`uscc is null`)
    .orderBy('effectiveOn', (order) => order.desc().nullsLast())
    .orderBy('enterprise')
    .execute()
  for (const row of registrations) of.get(row.enterprise)?.registrations.push(row)
  return [...found.values()]
}
