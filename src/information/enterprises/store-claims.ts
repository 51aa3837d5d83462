import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { EnterpriseTables, NameRow, RegistrationRow } from './store.ts'

type Db = Store<EnterpriseTables>

/** An identifier that a delivery says for the first time, and the entity that it names. */
export interface FirstClaim {
  scheme: string
  value: string
  enterprise: string
  /** False for a number that a row only mentions beside its own. */
  delivered: boolean
}

/** The entity that a delivered value names, and the enterprise that it is now. */
export interface KnownSubject {
  entity: string
  enterprise: string
  delivered: boolean
}

export async function findKnownSubjects(
  db: Db,
  scheme: string,
  values: readonly string[],
): Promise<Map<string, KnownSubject>> {
  if (values.length === 0) return new Map()
  const rows = await sql<KnownSubject & { value: string }>`select value, delivered, entity.id as entity,
      coalesce(entity.survivor, entity.id) as enterprise
    from enterprises.identifier join enterprises.enterprise entity on entity.id = identifier.enterprise
    where scheme = ${scheme} and known_to is null and value = any(${[...values]}::text[])`.execute(tables(db))
  return new Map(rows.rows.map(({ value, ...known }) => [value, known]))
}

/** A number that was only mentioned is now delivered by itself: the mention ends where the own claim begins. */
export async function endMentions(
  db: Db,
  scheme: string,
  values: readonly string[],
  now: Instant,
): Promise<void> {
  if (values.length === 0) return
  await sql`update enterprises.identifier set known_to = ${now}::timestamptz
    where scheme = ${scheme} and known_to is null and not delivered and value = any(${[...values]}::text[])`.execute(
    tables(db),
  )
}

/** New entities with their claims. The first claim only names the rows, and each row carries its own known time. */
export async function insertEntities(db: Db, claims: readonly FirstClaim[], now: Instant): Promise<void> {
  if (claims.length === 0) return
  const ids = [...new Set(claims.map((claim) => claim.enterprise))]
  await sql`insert into enterprises.enterprise (id, created_at)
    select id, ${now}::timestamptz from unnest(${ids}::uuid[]) as fresh (id)`.execute(tables(db))
  await insertClaims(db, claims, null)
}

/** Claims of entities that are there; one that is made later carries the moment. */
export async function insertClaims(
  db: Db,
  claims: readonly FirstClaim[],
  knownFrom: Instant | null,
): Promise<void> {
  if (claims.length === 0) return
  await sql`insert into enterprises.identifier (scheme, value, enterprise, delivered, known_from)
    select scheme, value, enterprise, delivered, ${knownFrom}::timestamptz
    from unnest(${claims.map(({ scheme }) => scheme)}::text[], ${claims.map(({ value }) => value)}::text[],
      ${claims.map(({ enterprise }) => enterprise)}::uuid[], ${claims.map(({ delivered }) => delivered)}::boolean[])
      as claim (scheme, value, enterprise, delivered)
    on conflict (scheme, value) where known_to is null do nothing`.execute(tables(db))
}

/** Keeps names; answers the entities for which one was new. */
export async function insertNames(db: Db, names: readonly NameRow[]): Promise<string[]> {
  if (names.length === 0) return []
  const rows = await sql<{ enterprise: string }>`insert into enterprises.name
      (enterprise, name, valid_from, former, normal_name)
    select * from unnest(${names.map((row) => row.enterprise)}::uuid[], ${names.map((row) => row.name)}::text[],
      ${names.map((row) => row.validFrom)}::date[], ${names.map((row) => row.former)}::boolean[],
      ${names.map((row) => row.normalName)}::text[])
    on conflict (enterprise, name, valid_from) do nothing returning enterprise`.execute(tables(db))
  return rows.rows.map(({ enterprise }) => enterprise)
}

/**
 * Keeps the registration that took effect last, and answers the entities that look different now. A delivery that
 * carries nothing but a name is told by its lack of an effective date: it fills a gap and replaces nothing.
 */
export async function saveRegistrations(db: Db, rows: readonly RegistrationRow[]): Promise<string[]> {
  if (rows.length === 0) return []
  const column = <Value>(pick: (row: RegistrationRow) => Value) => rows.map(pick)
  const saved = await sql<{ enterprise: string }>`insert into enterprises.registration as present
      (enterprise, uscc, name, normal_name, name_pairs, legal_representative, registered_capital_fen, established_on,
        status, industry, region, address, effective_on, source, known_at)
    select enterprise, uscc, name, normal_name, string_to_array(name_pairs, E'\\t'), legal_representative, capital,
      established_on, status, industry, region, address, effective_on, source, known_at
    from unnest(${column((row) => row.enterprise)}::uuid[], ${column((row) => row.uscc)}::text[],
      ${column((row) => row.name)}::text[], ${column((row) => row.normalName)}::text[],
      ${column((row) => row.namePairs.join('\t'))}::text[], ${column((row) => row.legalRepresentative)}::text[],
      ${column((row) => row.registeredCapitalFen)}::bigint[], ${column((row) => row.establishedOn)}::date[],
      ${column((row) => row.status)}::text[], ${column((row) => row.industry)}::text[],
      ${column((row) => row.region)}::text[], ${column((row) => row.address)}::text[],
      ${column((row) => row.effectiveOn)}::date[], ${column((row) => row.source)}::text[],
      ${column((row) => row.knownAt)}::timestamptz[])
      as said (enterprise, uscc, name, normal_name, name_pairs, legal_representative, capital, established_on, status,
        industry, region, address, effective_on, source, known_at)
    on conflict (enterprise) do update set uscc = excluded.uscc, name = excluded.name,
      normal_name = excluded.normal_name, name_pairs = excluded.name_pairs,
      legal_representative = excluded.legal_representative,
      registered_capital_fen = excluded.registered_capital_fen, established_on = excluded.established_on,
      status = excluded.status, industry = excluded.industry, region = excluded.region, address = excluded.address,
      effective_on = excluded.effective_on, source = excluded.source, known_at = excluded.known_at
    where excluded.effective_on is not null
      and (present.effective_on is null or present.effective_on <= excluded.effective_on)
      and to_jsonb(present) - 'known_at' <> to_jsonb(excluded) - 'known_at'
    returning enterprise`.execute(tables(db))
  return saved.rows.map(({ enterprise }) => enterprise)
}

/** Names written before the present rule of normalization; the rule itself is not SQL. */
export function findNamesToNormalize(db: Db, pageSize: number): Promise<{ name: string }[]> {
  return sql<{ name: string }>`select distinct name from (
      (select name from enterprises.name where normal_name is null limit ${pageSize})
      union all (select name from enterprises.registration where normal_name is null limit ${pageSize})) as old
    limit ${pageSize}`
    .execute(tables(db))
    .then((found) => found.rows)
}

export async function saveNormalNames(
  db: Db,
  rows: readonly { name: string; normalName: string }[],
): Promise<void> {
  const given = sql`unnest(${rows.map(({ name }) => name)}::text[], ${rows.map(({ normalName }) => normalName)}::text[])
    as given (name, normal_name)`
  for (const table of ['name', 'registration']) {
    await sql`update enterprises.${sql.raw(table)} as kept set normal_name = given.normal_name from ${given}
      where kept.name = given.name and kept.normal_name is null`.execute(tables(db))
  }
}

export interface NamesakeRow {
  enterprise: string
  /** Borne now by the word of its registration, or formerly. */
  present: boolean
  normalName: string
}

/** Enterprises that bear one of the names, by registration, or bore one. `unidentified`: only those without a USCC. */
export async function findNamesakes(
  db: Db,
  normalNames: readonly string[],
  unidentified: boolean,
): Promise<NamesakeRow[]> {
  if (normalNames.length === 0) return []
  const wanted = sql`${[...normalNames]}::text[]`
  const present = sql`select coalesce(entity.survivor, entity.id) as enterprise, true as present, said.normal_name
    from enterprises.registration said join enterprises.enterprise entity on entity.id = said.enterprise
    where said.normal_name = any(${wanted}) ${unidentified ? sql`and said.uscc is null` : sql``}`
  const ever = sql`select coalesce(entity.survivor, entity.id), false, said.normal_name
    from enterprises.name said join enterprises.enterprise entity on entity.id = said.enterprise
    where said.normal_name = any(${wanted})`
  const rows = await sql<NamesakeRow>`select enterprise, bool_or(present) as present, normal_name
    from (${present} ${unidentified ? sql`` : sql`union all ${ever}`}) as found
    group by enterprise, normal_name order by enterprise`.execute(tables(db))
  return rows.rows
}

/** Which enterprise has a code whose organization part is this one, for many at once. */
export async function findByOrganizationCode(
  db: Db,
  codes: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (codes.length === 0) return found
  const rows = await sql<{ code: string; enterprise: string }>`select distinct
      substr(identifier.value, 9, 9) as code, coalesce(entity.survivor, entity.id) as enterprise
    from enterprises.identifier join enterprises.enterprise entity on entity.id = identifier.enterprise
    where scheme = 'uscc' and known_to is null and substr(identifier.value, 9, 9) = any(${[...codes]}::text[])
    order by 2`.execute(tables(db))
  for (const { code, enterprise } of rows.rows) found.set(code, [...(found.get(code) ?? []), enterprise])
  return found
}
