import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'

export interface RegistrationRow {
  enterprise: string
  uscc: string | null
  name: string
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

export interface EnterpriseTables {
  'enterprises.enterprise': { id: string; createdAt: Instant }
  'enterprises.identifier': IdentifierRow
  'enterprises.name': { enterprise: string; name: string; validFrom: string | null }
  'enterprises.registration': RegistrationRow
}

type Db = Store<EnterpriseTables>

const claimLock = 7_261_905_005

/** Two deliveries that name the same new enterprise would both create it: claims are made one after the other. */
export async function lockClaims(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${claimLock})`.execute(tables(db))
}

export async function findClaims(
  db: Db,
  scheme: string,
  values: readonly string[],
): Promise<Map<string, string>> {
  if (values.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('enterprises.identifier')
    .select(['value', 'enterprise'])
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
    .values(claims.map((claim) => ({ id: claim.enterprise, createdAt: now })))
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
    .onConflict((conflict) =>
      conflict
        .columns(['enterprise', 'name'])
        .doUpdateSet({ validFrom: sql`least(enterprises.name.valid_from, excluded.valid_from)` }),
    )
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

export function listNames(db: Db, enterprise: string): Promise<{ name: string; validFrom: string | null }[]> {
  return tables(db)
    .selectFrom('enterprises.name')
    .select(['name', 'validFrom'])
    .where('enterprise', '=', enterprise)
    .orderBy('validFrom', (order) => order.desc().nullsLast())
    .orderBy('name')
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
