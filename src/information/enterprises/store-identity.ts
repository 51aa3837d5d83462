import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import {
  type DeedRow,
  deliversCode,
  type EnterpriseTables,
  findRegistrations,
  type IdentifierRow,
  type LinkRow,
  listIdentifiers,
  type NameRow,
  type RegistrationRow,
  type SuggestionRow,
} from './store.ts'

type Db = Store<EnterpriseTables>
export type NewDeed = Omit<DeedRow, 'sequence'>
export type Deed = NewDeed & { sequence: bigint }

/**
 * Deeds with the links that they make, many at once; what is absorbed was its own survivor until now. A link may
 * lead to an entity that is itself absorbed: then `survivor` is what all is at last.
 */
export async function insertMerges(
  db: Db,
  merges: readonly { deed: NewDeed; knownFrom: Instant | null }[],
  survivor?: string,
): Promise<void> {
  if (merges.length === 0) return
  await tables(db)
    .insertInto('enterprises.identityDeed')
    .values(merges.map(({ deed }) => deed))
    .execute()
  await tables(db)
    .insertInto('enterprises.link')
    .values(
      merges.map(({ deed, knownFrom }) => ({
        absorbed: deed.absorbed,
        survivor: deed.survivor,
        knownFrom,
        knownTo: null,
        madeBy: deed.id,
        endedBy: null,
      })),
    )
    .execute()
  await sql`update enterprises.enterprise set survivor = merged.survivor
    from unnest(${merges.map(({ deed }) => deed.absorbed)}::uuid[], ${merges.map(({ deed }) => survivor ?? deed.survivor)}::uuid[])
      as merged (absorbed, survivor)
    where enterprise.id = merged.absorbed or enterprise.survivor = merged.absorbed`.execute(tables(db))
}

/** Ends the live link of an entity; what had been merged into the entity goes with it. */
export async function endLink(db: Db, deed: NewDeed): Promise<void> {
  await tables(db).insertInto('enterprises.identityDeed').values(deed).execute()
  await tables(db)
    .updateTable('enterprises.link')
    .set({ knownTo: deed.at, endedBy: deed.id })
    .where('absorbed', '=', deed.absorbed)
    .where('knownTo', 'is', null)
    .execute()
  await sql`with recursive member (id) as (
      select ${deed.absorbed}::uuid
      union select link.absorbed from enterprises.link join member on link.survivor = member.id where link.known_to is null)
    update enterprises.enterprise set survivor = nullif(${deed.absorbed}::uuid, enterprise.id)
    from member where enterprise.id = member.id`.execute(tables(db))
}

export function findLiveLink(db: Db, absorbed: string): Promise<LinkRow | undefined> {
  return tables(db)
    .selectFrom('enterprises.link')
    .selectAll()
    .where('absorbed', '=', absorbed)
    .where('knownTo', 'is', null)
    .executeTakeFirst()
}

export function findDeed(db: Db, id: string): Promise<Deed | undefined> {
  return tables(db).selectFrom('enterprises.identityDeed').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Everything that was ever decided on these entities, in its order. */
export function listDeeds(db: Db, entities: readonly string[], pageSize: number): Promise<Deed[]> {
  const ids = sql`${[...entities]}::uuid[]`
  return tables(db)
    .selectFrom('enterprises.identityDeed')
    .selectAll()
    .where(sql<boolean>`(absorbed = any(${ids}) or survivor = any(${ids}))`)
    .orderBy('sequence')
    .limit(pageSize)
    .execute()
}

export async function countDeeds(db: Db): Promise<number> {
  const row = await tables(db)
    .selectFrom('enterprises.identityDeed')
    .select((select) => select.fn.countAll<bigint>().as('deeds'))
    .executeTakeFirstOrThrow()
  return Number(row.deeds)
}

/** The entity with all that had been merged into it, directly or through others, as known at the moment. */
export async function listMemberClaims(db: Db, enterprise: string, at: Instant): Promise<IdentifierRow[]> {
  const rows = await sql<IdentifierRow>`with recursive member (id) as (
      select ${enterprise}::uuid
      union select link.absorbed from enterprises.link join member on link.survivor = member.id
      where (link.known_from is null or link.known_from <= ${at}::timestamptz)
        and (link.known_to is null or ${at}::timestamptz < link.known_to))
    select identifier.* from enterprises.identifier join member on member.id = identifier.enterprise
    where (known_from is null or known_from <= ${at}::timestamptz)
      and (known_to is null or ${at}::timestamptz < known_to)
    order by scheme, value`.execute(tables(db))
  return rows.rows
}

/** The entity that each one was at the moment, where it was another; one query for a whole page of lake keys. */
export async function findSurvivors(
  db: Db,
  entities: readonly string[],
  at: Instant,
): Promise<Map<string, string>> {
  const rows = await sql<{
    entity: string
    survivor: string
  }>`with recursive step (entity, survivor, depth) as (
      select entity, entity, 0 from unnest(${[...entities]}::uuid[]) as asked (entity)
      union all select step.entity, link.survivor, step.depth + 1
      from step join enterprises.link on link.absorbed = step.survivor
      where (link.known_from is null or link.known_from <= ${at}::timestamptz)
        and (link.known_to is null or ${at}::timestamptz < link.known_to))
    select distinct on (entity) entity, survivor from step order by entity, depth desc`.execute(tables(db))
  return new Map(rows.rows.map(({ entity, survivor }) => [entity, survivor]))
}

export async function insertSuggestions(db: Db, rows: readonly SuggestionRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const inserted = await tables(db)
    .insertInto('enterprises.suggestion')
    .values(rows.map((row) => ({ ...row, reasons: JSON.stringify(row.reasons) })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return inserted.length
}

/**
 * The pairs that a person has rejected before, as the enterprises that the two are now: who rejected a part rejected
 * the whole, whatever was merged since.
 */
export async function findRejectedPairs(db: Db, enterprises: readonly string[]): Promise<Set<string>> {
  if (enterprises.length === 0) return new Set()
  const rows = await sql<{ one: string; other: string }>`with wanted as (
      select id from enterprises.enterprise where id = any(${[...enterprises]}::uuid[])
        or survivor = any(${[...enterprises]}::uuid[])), rejected as (
      select absorbed, survivor from enterprises.suggestion
      where kind = 'merge' and state = 'rejected'
        and (absorbed in (select id from wanted) or survivor in (select id from wanted)))
    select coalesce(one.survivor, one.id) as one, coalesce(other.survivor, other.id) as other
    from rejected join enterprises.enterprise one on one.id = rejected.absorbed
      join enterprises.enterprise other on other.id = rejected.survivor`.execute(tables(db))
  return new Set(rows.rows.map(({ one, other }) => pairOf(one, other)))
}

/** Enterprises in the order of their identifiers; what was merged into another is not among them. */
export async function listSurvivors(db: Db, after: string | undefined, pageSize: number): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('enterprises.enterprise')
    .select('id')
    .where('survivor', 'is', null)
    .$if(after !== undefined, (query) => query.where('id', '>', after!))
    .orderBy('id')
    .limit(pageSize)
    .execute()
  return rows.map(({ id }) => id)
}

export function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

/** Locks the row: two reviewers who decide at once do so one after the other. */
export function lockSuggestion(db: Db, id: string): Promise<SuggestionRow | undefined> {
  return tables(db)
    .selectFrom('enterprises.suggestion')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function closeSuggestion(
  db: Db,
  id: string,
  review: Pick<SuggestionRow, 'state' | 'reviewedBy' | 'reviewedAt' | 'reviewReason' | 'deed'>,
): Promise<void> {
  await tables(db).updateTable('enterprises.suggestion').set(review).where('id', '=', id).execute()
}

export function selectSuggestions(
  db: Db,
  wish: { state: SuggestionRow['state']; after: string | undefined; pageSize: number },
): Promise<SuggestionRow[]> {
  return tables(db)
    .selectFrom('enterprises.suggestion')
    .selectAll()
    .where('state', '=', wish.state)
    .$if(wish.after !== undefined, (query) => query.where('id', '>', wish.after!))
    .orderBy('id')
    .limit(wish.pageSize)
    .execute()
}

export async function countSuggestions(db: Db, state: SuggestionRow['state']): Promise<number> {
  const row = await tables(db)
    .selectFrom('enterprises.suggestion')
    .select((select) => select.fn.countAll<bigint>().as('count'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/**
 * The registration of each enterprise, the registry of codes first and then the latest; `of` is the enterprise that
 * was asked for. One that was merged away answers with the facts of the survivor.
 */
export async function findPresentRegistrations(
  db: Db,
  enterprises: readonly string[],
): Promise<(RegistrationRow & { of: string })[]> {
  if (enterprises.length === 0) return []
  const rows = await sql<RegistrationRow & { of: string }>`with asked as (
      select id as of, coalesce(survivor, id) as survivor from enterprises.enterprise
      where id = any(${[...enterprises]}::uuid[])), member as (
      select asked.of, asked.survivor as entity from asked
      union select asked.of, entity.id from asked join enterprises.enterprise entity on entity.survivor = asked.survivor)
    select distinct on (member.of) member.of, said.*
    from member join enterprises.registration said on said.enterprise = member.entity
    order by member.of, not ${deliversCode(sql`said.enterprise`)}, said.effective_on desc nulls last, said.enterprise`.execute(
    tables(db),
  )
  return rows.rows
}

export interface GatheredEntity {
  entity: string
  survivor: string | null
  identifiers: IdentifierRow[]
  names: NameRow[]
  registration: RegistrationRow | undefined
}

/** What is said of entities by themselves, whatever they were merged into. */
export async function gatherEntities(db: Db, entities: readonly string[]): Promise<GatheredEntity[]> {
  if (entities.length === 0) return []
  const ids = sql`${[...entities]}::uuid[]`
  const rows = await tables(db)
    .selectFrom('enterprises.enterprise')
    .select(['id', 'survivor'])
    .where(sql<boolean>`id = any(${ids})`)
    .execute()
  const found = new Map(
    rows.map(({ id, survivor }): [string, GatheredEntity] => [
      id,
      { entity: id, survivor, identifiers: [], names: [], registration: undefined },
    ]),
  )
  for (const row of await listIdentifiers(db, entities)) found.get(row.enterprise)!.identifiers.push(row)
  const names = await tables(db)
    .selectFrom('enterprises.name')
    .selectAll()
    .where(sql<boolean>`enterprise = any(${ids})`)
    .execute()
  for (const row of names) found.get(row.enterprise)!.names.push(row)
  for (const row of (await findRegistrations(db, entities)).values())
    found.get(row.enterprise)!.registration = row
  return [...found.values()]
}
