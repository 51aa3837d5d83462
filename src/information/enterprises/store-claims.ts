import { type RawBuilder, sql } from 'kysely'
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

const growing = ['enterprise', 'identifier', 'name', 'registration'].map((table) => `enterprises.${table}`)

/**
 * A large delivery multiplies the tables within one transaction, which nobody else sees: without new statistics each
 * page of claims would be looked for in all that are there. Cheap when there is nothing to do.
 */
export async function keepStatistics(db: Db): Promise<void> {
  const found = await sql<{ table: string }>`select oid::regclass::text as table from pg_class
    where oid = any(${growing}::regclass[])
      and pg_relation_size(oid) / current_setting('block_size')::int > 4 * greatest(relpages, 0) + 8`.execute(
    tables(db),
  )
  for (const { table } of found.rows) await sql`analyze ${sql.raw(table)}`.execute(tables(db))
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

/** New entities, each with its claim. The first claim only names the rows, and each row carries its own known time. */
export async function insertEntities(db: Db, claims: readonly FirstClaim[], now: Instant): Promise<void> {
  if (claims.length === 0) return
  await sql`with claim as (select * from ${claimed(claims)}), entity as (
      insert into enterprises.enterprise (id, created_at) select enterprise, ${now}::timestamptz from claim)
    insert into enterprises.identifier (scheme, value, enterprise, delivered)
    select scheme, value, enterprise, delivered from claim`.execute(tables(db))
}

function claimed(claims: readonly FirstClaim[]): RawBuilder<unknown> {
  return sql`unnest(${claims.map(({ scheme }) => scheme)}::text[], ${claims.map(({ value }) => value)}::text[],
    ${claims.map(({ enterprise }) => enterprise)}::uuid[], ${claims.map(({ delivered }) => delivered)}::boolean[])
    as claim (scheme, value, enterprise, delivered)`
}

/** Further numbers of these entities; who said one first keeps it. */
export async function insertMentions(db: Db, claims: readonly FirstClaim[]): Promise<void> {
  if (claims.length === 0) return
  await sql`insert into enterprises.identifier (scheme, value, enterprise, delivered)
    select scheme, value, enterprise, delivered from ${claimed(claims)}
    on conflict (scheme, value) where known_to is null do nothing`.execute(tables(db))
}

/** Keeps names and registrations of entities of which nothing was said before. */
export async function insertFirstWords(
  db: Db,
  names: readonly NameRow[],
  registrations: readonly RegistrationRow[],
): Promise<void> {
  if (names.length > 0)
    await sql`insert into enterprises.name (${nameColumns}) select ${nameColumns} from ${named(names)}`.execute(
      tables(db),
    )
  if (registrations.length > 0)
    await sql`insert into enterprises.registration (${registrationColumns})
      select ${registrationColumns} from ${registered(registrations)}`.execute(tables(db))
}

const nameColumns = sql.raw('enterprise, name, valid_from, former, normal_name')

function named(rows: readonly NameRow[]): RawBuilder<unknown> {
  return sql`unnest(${rows.map((row) => row.enterprise)}::uuid[], ${rows.map((row) => row.name)}::text[],
    ${rows.map((row) => row.validFrom)}::date[], ${rows.map((row) => row.former)}::boolean[],
    ${rows.map((row) => row.normalName)}::text[]) as said (${nameColumns})`
}

/** Keeps names, and answers those that tell something: a name without a day tells nothing of one that has a day. */
export async function insertNames(db: Db, names: readonly NameRow[]): Promise<NameRow[]> {
  if (names.length === 0) return []
  const rows = await sql<NameRow>`insert into enterprises.name (${nameColumns})
    select ${nameColumns} from ${named(names)}
    where not exists (select from enterprises.name kept where kept.enterprise = said.enterprise and kept.name = said.name
      and (kept.valid_from is not distinct from said.valid_from
        or (said.valid_from is null and kept.valid_from is not null and not kept.former)))
    returning ${nameColumns}`.execute(tables(db))
  return rows.rows
}

/** A registration that was written, and what stood in its place. */
export interface SavedRegistration {
  entity: string
  before: RegistrationRow | null
}

const registrationFacts = [
  'uscc',
  'name',
  'normal_name',
  'legal_representative',
  'registered_capital_fen',
  'established_on',
  'status',
  'industry',
  'region',
  'address',
  'effective_on',
  'source',
] as const
const registrationColumns = sql.raw(['enterprise', ...registrationFacts, 'known_at'].join(', '))
const factsOf = (row: string) => sql.raw(registrationFacts.map((fact) => `${row}.${fact}`).join(', '))

function registered(rows: readonly RegistrationRow[]): RawBuilder<unknown> {
  const column = <Value>(pick: (row: RegistrationRow) => Value) => rows.map(pick)
  return sql`unnest(${column((row) => row.enterprise)}::uuid[], ${column((row) => row.uscc)}::text[],
    ${column((row) => row.name)}::text[], ${column((row) => row.normalName)}::text[],
    ${column((row) => row.legalRepresentative)}::text[], ${column((row) => row.registeredCapitalFen)}::bigint[],
    ${column((row) => row.establishedOn)}::date[], ${column((row) => row.status)}::text[],
    ${column((row) => row.industry)}::text[], ${column((row) => row.region)}::text[],
    ${column((row) => row.address)}::text[], ${column((row) => row.effectiveOn)}::date[],
    ${column((row) => row.source)}::text[], ${column((row) => row.knownAt)}::timestamptz[])
    as said (${registrationColumns})`
}

/**
 * Keeps the registration that took effect last, and answers those that were written. A delivery that carries nothing
 * but a name is told by its lack of an effective date: it fills a gap and replaces nothing.
 */
export async function saveRegistrations(
  db: Db,
  rows: readonly RegistrationRow[],
): Promise<SavedRegistration[]> {
  if (rows.length === 0) return []
  const set = sql.raw(
    [...registrationFacts, 'known_at'].map((column) => `${column} = excluded.${column}`).join(', '),
  )
  const saved = await sql<RegistrationRow & { entity: string; isNew: boolean }>`with earlier as (
      select * from enterprises.registration where enterprise = any(${rows.map((row) => row.enterprise)}::uuid[])),
    saved as (insert into enterprises.registration as present (${registrationColumns})
      select ${registrationColumns} from ${registered(rows)}
      on conflict (enterprise) do update set ${set}
      where excluded.effective_on is not null
        and (present.effective_on is null or present.effective_on <= excluded.effective_on)
        and (${factsOf('present')}) is distinct from (${factsOf('excluded')})
      returning enterprise)
    select saved.enterprise as entity, earlier.enterprise is null as is_new, earlier.*
    from saved left join earlier on earlier.enterprise = saved.enterprise`.execute(tables(db))
  return saved.rows.map(({ entity, isNew, ...before }) => ({ entity, before: isNew ? null : before }))
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
  // Code by code: given all at once, the store would look through every code that there is.
  const rows = await sql<{ code: string; enterprise: string }>`select distinct asked.code, bearer.enterprise
    from unnest(${[...codes]}::text[]) as asked (code) cross join lateral (
      select coalesce(entity.survivor, entity.id) as enterprise
      from enterprises.identifier join enterprises.enterprise entity on entity.id = identifier.enterprise
      where scheme = 'uscc' and known_to is null and substr(identifier.value, 9, 9) = asked.code offset 0) as bearer
    order by 2`.execute(tables(db))
  for (const { code, enterprise } of rows.rows) found.set(code, [...(found.get(code) ?? []), enterprise])
  return found
}
