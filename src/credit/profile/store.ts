import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { LatestKnown } from '../../information/records/index.ts'

export interface DossierRow {
  enterprise: string
  asOf: Instant
  subjects: string[]
  nextEvent: string | null
  packed: Buffer
}

export interface BuildRow {
  id: string
  asOf: Instant
  month: string
  form: string
  facts: Record<string, number>
  deliveries: Record<string, LatestKnown | null>
  identityDeeds: number
  slices: number
  slicesDone: number
  finishedAt: Instant | null
}

export interface PeerSeriesRow {
  level: string
  code: string
  series: string
  month: string
  firms: number
  medians: (number | null)[]
}

/** The tables of this room. */
export interface OwnTables {
  'profile.dossier': DossierRow
  'profile.build': Omit<BuildRow, 'facts' | 'deliveries'> & { facts: unknown; deliveries: unknown }
  'profile.peerSeries': Omit<PeerSeriesRow, 'medians'> & { medians: unknown }
  'profile.visit': {
    organization: string
    account: string
    enterprise: string
    at: Instant
    before: Instant | null
  }
}

type Db = Store<OwnTables>

export function findDossier(db: Db, enterprise: string): Promise<DossierRow | undefined> {
  return tables(db)
    .selectFrom('profile.dossier')
    .selectAll()
    .where('enterprise', '=', enterprise)
    .executeTakeFirst()
}

/** The build that the dossiers stand for; undefined before the first. */
export async function findBuild(db: Db): Promise<BuildRow | undefined> {
  const row = await tables(db)
    .selectFrom('profile.build')
    .selectAll()
    .where('finishedAt', 'is not', null)
    .orderBy('finishedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row as BuildRow | undefined
}

/** A build that was begun and is not finished. */
export async function findBegunBuild(db: Db): Promise<BuildRow | undefined> {
  const row = await tables(db)
    .selectFrom('profile.build')
    .selectAll()
    .where('finishedAt', 'is', null)
    .executeTakeFirst()
  return row as BuildRow | undefined
}

/** Begins a build; what another began and did not finish is given up. */
export async function beginBuild(db: Db, build: BuildRow): Promise<void> {
  await tables(db).deleteFrom('profile.build').where('finishedAt', 'is', null).execute()
  await tables(db)
    .insertInto('profile.build')
    .values({ ...build, facts: JSON.stringify(build.facts), deliveries: JSON.stringify(build.deliveries) })
    .execute()
}

/** False when another build has been begun since. */
export async function keepSlicesDone(db: Db, build: string, slicesDone: number): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('profile.build')
    .set({ slicesDone })
    .where('id', '=', build)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** From now on the dossiers stand for this build. */
export async function finishBuild(db: Db, build: string, finishedAt: Instant): Promise<void> {
  await tables(db).deleteFrom('profile.build').where('id', '!=', build).execute()
  await tables(db).updateTable('profile.build').set({ finishedAt }).where('id', '=', build).execute()
}

/**
 * One statement for a run of dossiers. Of one enterprise that two lake keys mean only one is kept: such enterprises
 * are given back, to be gathered whole.
 */
export async function putDossiers(db: Db, rows: readonly DossierRow[]): Promise<string[]> {
  if (rows.length === 0) return []
  const { rows: several } = await sql<{ enterprise: string }>`
    INSERT INTO profile.dossier AS kept (enterprise, as_of, subjects, next_event, packed)
    SELECT enterprise, as_of, string_to_array(subjects, ' '), next_event, packed
    FROM unnest(${rows.map((row) => row.enterprise)}::uuid[], ${rows.map((row) => row.asOf)}::timestamptz[],
      ${rows.map((row) => row.subjects.join(' '))}::text[], ${rows.map((row) => row.nextEvent)}::date[],
      ${rows.map((row) => row.packed)}::bytea[]) AS run (enterprise, as_of, subjects, next_event, packed)
    ON CONFLICT (enterprise) DO UPDATE SET as_of = excluded.as_of, subjects = excluded.subjects,
      next_event = excluded.next_event, packed = excluded.packed
    RETURNING enterprise, (SELECT old.as_of = kept.as_of AND old.subjects <> kept.subjects
      FROM profile.dossier AS old WHERE old.enterprise = kept.enterprise) AS several`.execute(tables(db))
  return (several as { enterprise: string; several: boolean | null }[])
    .filter((row) => row.several === true)
    .map((row) => row.enterprise)
}

export async function dropDossiers(db: Db, enterprises: readonly string[]): Promise<void> {
  if (enterprises.length === 0) return
  await tables(db)
    .deleteFrom('profile.dossier')
    .where(sql<boolean>`enterprise = ANY(${[...enterprises]}::uuid[])`)
    .execute()
}

/** Dossiers that a whole build has not renewed: nothing is known of these enterprises any more. */
export async function dropOlderDossiers(db: Db, than: Instant): Promise<void> {
  await tables(db).deleteFrom('profile.dossier').where('asOf', '<', than).execute()
}

export async function countDossiers(db: Db): Promise<number> {
  const { count } = await tables(db)
    .selectFrom('profile.dossier')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Lake keys of the dossiers in which something will have happened by a day. */
export async function listDueSubjects(db: Db, day: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('profile.dossier')
    .select('subjects')
    .where('nextEvent', '<=', day)
    .execute()
  return rows.flatMap(({ subjects }) => subjects)
}

export async function replacePeerSeries(db: Db, rows: readonly PeerSeriesRow[]): Promise<void> {
  await tables(db).deleteFrom('profile.peerSeries').execute()
  await sql`INSERT INTO profile.peer_series (level, code, series, month, firms, medians)
    SELECT level, code, series, month, firms, medians FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row (level text, code text, series text, month text, firms integer, medians jsonb)`.execute(
    tables(db),
  )
}

export async function listPeerSeries(
  db: Db,
  groups: readonly { level: string; code: string }[],
): Promise<PeerSeriesRow[]> {
  const { rows } = await sql<PeerSeriesRow>`SELECT * FROM profile.peer_series
    WHERE (level, code) IN (SELECT level, code FROM jsonb_to_recordset(${JSON.stringify(groups)}::jsonb)
      AS wanted (level text, code text))`.execute(tables(db))
  return rows
}

/** Keeps that the page was opened, and says when it was before; openings within `apart` minutes are one visit. */
export async function keepVisit(
  db: Db,
  visit: { organization: string; account: string; enterprise: string; at: Instant; apart: number },
): Promise<Instant | null> {
  const { rows } = await sql<{ before: Instant | null }>`
    INSERT INTO profile.visit AS kept (organization, account, enterprise, at)
    VALUES (${visit.organization}, ${visit.account}, ${visit.enterprise}, ${visit.at})
    ON CONFLICT (organization, account, enterprise) DO UPDATE SET at = excluded.at,
      before = CASE WHEN excluded.at - kept.at > make_interval(mins => ${visit.apart}) THEN kept.at ELSE kept.before END
    RETURNING before`.execute(tables(db))
  return rows[0]?.before ?? null
}
